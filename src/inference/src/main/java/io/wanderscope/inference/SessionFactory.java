package io.wanderscope.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import java.nio.file.Path;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens ONNX Runtime sessions on the requested execution provider, or on the best one available. */
final class SessionFactory {
    private static final Logger LOG = LoggerFactory.getLogger(SessionFactory.class);
    private static final int CUDA_DEVICE = 0;
    private static final String AS_CONFIGURED = "as configured";

    /** What explains a classification. */
    private static final Set<String> MAPS = Set.of(ModelContract.SALIENCY, ModelContract.ABSOLUTE_SALIENCY);

    private final OrtEnvironment environment;
    private final Path file;
    private final byte[] model;
    private final int threads;

    /**
     * Creates a factory for sessions of one model.
     *
     * @param file where the model came from, for messages
     * @param model the bytes of the ONNX file
     * @param threads threads of one run on the CPU, at least 1
     */
    SessionFactory(OrtEnvironment environment, Path file, byte[] model, int threads) {
        this.environment = environment;
        this.file = file;
        this.model = model;
        this.threads = threads;
    }

    /**
     * The sessions of a model and the provider they run on.
     *
     * @param explaining runs the whole model
     * @param plain runs the model without its saliency
     */
    record Opened(OrtSession explaining, OrtSession plain, Provider provider) {
        OrtSession session(Explanation explanation) {
            return explanation == Explanation.NONE ? plain : explaining;
        }

        void close() {
            SessionFactory.close(explaining);
            SessionFactory.close(plain);
        }
    }

    Opened open(ExecutionProvider requested) {
        return switch (requested) {
            case CPU -> onCpu(AS_CONFIGURED);
            case CUDA -> onCuda(AS_CONFIGURED);
            case AUTO -> onBest();
        };
    }

    private Opened onBest() {
        if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
            return onCpu("this build has no CUDA (build with -Pgpu to have it)");
        }
        try {
            return onCuda("found by auto");
        } catch (ModelLoadException unavailable) {
            LOG.debug("provider=cuda available=false", unavailable);
            return onCpu(String.valueOf(unavailable.getMessage()));
        }
    }

    private Opened onCuda(String reason) {
        try (OrtSession.SessionOptions options = options();
                OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(CUDA_DEVICE)) {
            // Otherwise products are rounded to 10 bits, and results are not those of the CPU.
            cuda.add("use_tf32", "0");
            options.addCUDA(cuda);
            return opened(options, new Provider(Provider.Kind.CUDA, reason));
        } catch (OrtException e) {
            throw new ModelLoadException(
                    "CUDA is unavailable: " + oneLine(e)
                            + "; it needs a build with -Pgpu, the libraries of CUDA 12 and cuDNN 9, and an NVIDIA"
                            + " device (docs/operations.md, GPU, says what to do with CUDA 13), or choose provider cpu"
                            + " (model " + file + ")",
                    e);
        }
    }

    private Opened onCpu(String reason) {
        try (OrtSession.SessionOptions options = options()) {
            return opened(options, new Provider(Provider.Kind.CPU, reason));
        } catch (OrtException e) {
            throw new ModelContractException(
                    file + ": not an ONNX model that can be run: " + oneLine(e) + "; give a file that offline-trainer"
                            + " wrote, such as models/wanderscope.onnx",
                    e);
        }
    }

    private Opened opened(OrtSession.SessionOptions options, Provider provider) throws OrtException {
        OrtSession explaining = environment.createSession(model, options);
        try {
            byte[] pruned = PrunedModel.without(MAPS, model);
            return new Opened(explaining, environment.createSession(pruned, options), provider);
        } catch (OrtException | RuntimeException e) {
            close(explaining);
            throw e;
        }
    }

    private OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        // A thread that waits for its next share of a run would otherwise spin, on a core that the stream and a broker
        // need.
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        // Shapes change from batch to batch, so remembering an allocation plan would only waste memory.
        options.setMemoryPatternOptimization(false);
        return options;
    }

    private static String oneLine(OrtException e) {
        return String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
    }

    private static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            LOG.warn("session=close failed={}", e.getMessage());
        }
    }
}
