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

/** Options of commands that test a model: which one, with which seed, on how many trajectories. */
final class ModelOptions {
    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL.onnx", description = "The model.")
    private Path file;

    @Option(names = "--seed", required = true, description = "Seed of all simulations.")
    private long seed;

    @Option(
            names = "--trajectories",
            defaultValue = "80000",
            description = "Trajectories of each test (default: ${DEFAULT-VALUE}, as in the paper).")
    private int trajectories;

    long seed() {
        return seed;
    }

    /** Trajectories of each test, at least one of each class. */
    int trajectories() {
        Trajectories.requireEnough(spec, "--trajectories", trajectories);
        return trajectories;
    }

    /** The file's own description of its training, in a sentence or two. */
    String description() throws IOException {
        return ModelMetadata.of(file).sentence();
    }

    OnnxTrajectoryClassifier open() {
        return OnnxTrajectoryClassifier.open(
                file, ExecutionProvider.AUTO, Runtime.getRuntime().availableProcessors());
    }
}
