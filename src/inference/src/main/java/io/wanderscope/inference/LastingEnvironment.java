package io.wanderscope.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
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
    private static final OrtEnvironment ENVIRONMENT = held(OrtEnvironment.getEnvironment());

    private LastingEnvironment() {}

    /**
     * Returns the environment.
     *
     * @throws LinkageError if ONNX Runtime's native library cannot be loaded, or is of another version
     */
    static OrtEnvironment get() {
        return ENVIRONMENT;
    }

    private static OrtEnvironment held(OrtEnvironment environment) {
        try {
            Field api = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
            Method hold = OrtEnvironment.class.getDeclaredMethod("createHandle", long.class, int.class, String.class);
            api.setAccessible(true);
            hold.setAccessible(true);
            hold.invoke(null, api.getLong(null), OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING.getValue(), "wanderscope");
            return environment;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "this is not the version of ONNX Runtime that the program was built with: " + e.getMessage(), e);
        }
    }
}
