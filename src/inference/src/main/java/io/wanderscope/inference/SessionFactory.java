package io.wanderscope.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens ONNX Runtime sessions on the provider that was asked for, or on the best that can be had. */
final class SessionFactory {
    private static final Logger LOG = LoggerFactory.getLogger(SessionFactory.class);
    private static final int CUDA_DEVICE = 0;

    private SessionFactory() {}

    /** A session, and which provider it runs on and why. */
    record Opened(OrtSession session, String providerReport) {}

    static Opened open(Path file, byte[] model, ExecutionProvider provider, int threads) {
        return switch (provider) {
            case CPU -> onCpu(file, model, threads, "cpu: as configured");
            case CUDA -> onCuda(file, model, threads, "cuda: as configured");
            case AUTO -> onBest(file, model, threads);
        };
    }

    private static Opened onBest(Path file, byte[] model, int threads) {
        if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
            return onCpu(file, model, threads, "cpu: this build has no CUDA (build with -Pgpu to have it)");
        }
        try {
            return onCuda(file, model, threads, "cuda: found by auto");
        } catch (ModelContractException unavailable) {
            LOG.debug("provider=cuda available=false", unavailable);
            return onCpu(file, model, threads, "cpu: " + unavailable.getMessage());
        }
    }

    private static Opened onCuda(Path file, byte[] model, int threads, String report) {
        try (OrtSession.SessionOptions options = options(threads)) {
            options.addCUDA(CUDA_DEVICE);
            return new Opened(LastingEnvironment.get().createSession(model, options), report);
        } catch (OrtException e) {
            throw new ModelContractException(
                    "CUDA cannot be had: " + oneLine(e)
                            + "; it needs a build with -Pgpu, CUDA 12, cuDNN 9 and a device,"
                            + " or choose provider cpu (model " + file + ")",
                    e);
        }
    }

    private static Opened onCpu(Path file, byte[] model, int threads, String report) {
        try (OrtSession.SessionOptions options = options(threads)) {
            return new Opened(LastingEnvironment.get().createSession(model, options), report);
        } catch (OrtException e) {
            throw new ModelContractException(
                    file + ": not an ONNX model that can be run: " + oneLine(e) + "; give a file that offline-trainer"
                            + " wrote, such as models/wanderscope.onnx",
                    e);
        }
    }

    private static OrtSession.SessionOptions options(int threads) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        // Shapes change from batch to batch, so a remembered allocation plan would only hold memory.
        options.setMemoryPatternOptimization(false);
        return options;
    }

    private static String oneLine(OrtException e) {
        return e.getMessage().strip().replaceAll("\\s+", " ");
    }

    static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            LOG.warn("session=close failed={}", e.getMessage());
        }
    }
}
