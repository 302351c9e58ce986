package io.wanderscope.trainer;

import io.wanderscope.inference.ExecutionProvider;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.trainer.export.ModelMetadata;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The model that a command tests, and on how much. */
final class TestedModel {
    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL.onnx", description = "The model.")
    private Path file;

    @Option(names = "--seed", required = true, description = "What every simulation follows from.")
    private long seed;

    @Option(
            names = "--trajectories",
            defaultValue = "80000",
            description = "Trajectories of each test (default: ${DEFAULT-VALUE}, as in the paper).")
    private int trajectories;

    long seed() {
        return seed;
    }

    /** Trajectories of each test, enough for one of each class. */
    int trajectories() {
        EvaluateCommand.requireEnough(spec, "--trajectories", trajectories);
        return trajectories;
    }

    /** What the file says of itself, in a sentence. */
    String description() throws IOException {
        return ModelMetadata.of(file).sentence();
    }

    OnnxTrajectoryClassifier open() {
        return OnnxTrajectoryClassifier.open(file, ExecutionProvider.AUTO, EvaluateCommand.THREADS);
    }
}
