package io.wanderscope.trainer.command;

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

/** The options shared by commands that evaluate a model: the file, the seed and the number of trajectories. */
final class EvaluationOptions {
    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL.onnx", description = "The model file.")
    private Path file;

    @Option(names = "--seed", required = true, description = "Seed of all simulations.")
    private long seed;

    @Option(
            names = "--trajectories",
            defaultValue = "80000",
            description = "Trajectories in each test (default: ${DEFAULT-VALUE}, as in the paper).")
    private int trajectories;

    long seed() {
        return seed;
    }

    /** Number of trajectories in each test, at least one per class. */
    int trajectories() {
        TrajectoryCount.requireEnough(spec, "--trajectories", trajectories);
        return trajectories;
    }

    /** What the file's metadata says about its training, in a sentence or two. */
    String description() throws IOException {
        return ModelMetadata.of(file).sentence();
    }

    OnnxTrajectoryClassifier open() {
        return OnnxTrajectoryClassifier.open(
                file, ExecutionProvider.AUTO, Runtime.getRuntime().availableProcessors());
    }
}
