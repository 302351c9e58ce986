package io.wanderscope.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * ONNX Runtime's environment, kept alive until the process has ended.
 *
 * <p>ONNX Runtime closes its environment in a shutdown hook, while other threads may still use it: a process that was
 * stopped while it opened a model died of a segmentation fault. The native environment counts its holders, so one more
 * holder that never releases it makes that hook harmless. The library itself goes when the process ends, which therefore
 * waits for a model that is being opened. See docs/decisions/0005.
 */
final class LastingEnvironment {
    /** Far longer than a model takes. */
    private static final Duration LONGEST_OPENING = Duration.ofSeconds(20);
    /** Shared by those who open models; the end of the process takes it alone. */
    private static final ReadWriteLock OPENING = new ReentrantReadWriteLock();

    private static boolean ending;
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
     * Opens a model, which the end of the process waits for.
     *
     * @throws ModelLoadException when the process is ending
     */
    static <T> T opening(Supplier<T> model) {
        OPENING.readLock().lock();
        try {
            if (ending) {
                throw new ModelLoadException("no model is opened any more, because the process is ending");
            }
            return model.get();
        } finally {
            OPENING.readLock().unlock();
        }
    }

    private static void awaitOpening() {
        try {
            if (OPENING.writeLock().tryLock(LONGEST_OPENING.toSeconds(), TimeUnit.SECONDS)) {
                ending = true;
                OPENING.writeLock().unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Holds it first: once the environment exists, so does its shutdown hook, and the process may end at any moment.
     */
    private static OrtEnvironment create() {
        hold();
        Runtime.getRuntime().addShutdownHook(new Thread(LastingEnvironment::awaitOpening, "model-opening"));
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
