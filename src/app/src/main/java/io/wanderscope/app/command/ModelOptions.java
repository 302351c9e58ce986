package io.wanderscope.app.command;

import io.wanderscope.inference.ExecutionProvider;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options that choose the model and where it runs. */
final class ModelOptions {
    @Option(names = "--model", paramLabel = "FILE", description = "The ONNX model (default: the shipped one).")
    private Path model = ShippedModel.path();

    @Option(
            names = "--provider",
            paramLabel = "auto|cpu|cuda",
            description = "Where the model runs (default: ${DEFAULT-VALUE}).")
    private ExecutionProvider provider = ExecutionProvider.AUTO;

    OnnxTrajectoryClassifier open() {
        return OnnxTrajectoryClassifier.open(
                model, provider, Runtime.getRuntime().availableProcessors());
    }
}
