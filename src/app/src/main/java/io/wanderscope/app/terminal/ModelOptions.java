package io.wanderscope.app.terminal;

import io.wanderscope.inference.ExecutionProvider;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.streaming.InferenceThreads;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options for the model and where it runs. */
public final class ModelOptions {
    @Option(names = "--model", paramLabel = "FILE", description = "The ONNX model (default: the shipped one).")
    private Path model = ShippedModel.path();

    @Option(
            names = "--provider",
            paramLabel = "auto|cpu|cuda",
            description = "Where the model runs (default: ${DEFAULT-VALUE}).")
    private ExecutionProvider provider = ExecutionProvider.AUTO;

    /** Loads the model, to run on the threads of a topology. */
    public OnnxTrajectoryClassifier open() {
        return OnnxTrajectoryClassifier.open(model, provider, InferenceThreads.PER_BATCH);
    }
}
