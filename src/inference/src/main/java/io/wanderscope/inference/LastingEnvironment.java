package io.wanderscope.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * ONNX Runtime's environment, kept alive until the process has ended.
 *
 * <p>ONNX Runtime closes its environment in a shutdown hook, while other threads may still use it: a process that was
 * stopped while it opened a model died of a segmentation fault. The native environment counts its holders, so one more
 * holder that never releases it makes that hook harmless. See docs/decisions/0005.
 */
final class LastingEnvironment {
    private static final OrtEnvironment ENVIRONMENT = create();

    private LastingEnvironment() {}

    /**
     * Returns the environment.
     *
     * @throws LinkageError if ONNX Runtime's native library cannot be loaded, or is of another version
     */
    static OrtEnvironment get() {
        return ENVIRONMENT;
    }

    /**
     * Holds it first: once the environment exists, so does its shutdown hook, and the process may end at any moment.
     */
    private static OrtEnvironment create() {
        hold();
        return OrtEnvironment.getEnvironment();
    }

    private static void hold() {
        try {
            // Loads the native library.
            MethodHandles.lookup().ensureInitialized(OrtEnvironment.class);
            Field api = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
            Method createHandle =
                    OrtEnvironment.class.getDeclaredMethod("createHandle", long.class, int.class, String.class);
            api.setAccessible(true);
            createHandle.setAccessible(true);
            createHandle.invoke(
                    null, api.getLong(null), OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING.getValue(), "wanderscope");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "this is not the version of ONNX Runtime that the program was built with: " + e.getMessage(), e);
        }
    }
}
