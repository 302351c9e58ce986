package io.wanderscope.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * ONNX Runtime's environment, kept until the process has ended.
 *
 * <p>ONNX Runtime closes it in a shutdown hook, beside whatever else still runs then: a process that was told to end while
 * it opened a model died of a segmentation fault. The native environment counts who holds it; one holder more, who never
 * lets go, makes that hook harmless. See docs/decisions/0005.
 */
final class LastingEnvironment {
    private static final OrtEnvironment ENVIRONMENT = held(OrtEnvironment.getEnvironment());

    private LastingEnvironment() {}

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
