package io.wanderscope.trainer.command;

import io.wanderscope.inference.ExecutionProvider;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.trainer.export.ModelMetadata;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options shared by commands that evaluate a model: the file, the seed and the number of trajectories. */
final class EvaluationOptions {
    /** Threads of a run of the model; as many runs as there are cores go on at once. */
    private static final int THREADS = 1;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL.onnx", description = "The model file.")
    private Path file;

    @Option(names = "--seed", required = true, description = "Seed of all simulations.")
    private long seed;

    @Option(
            names = "--trajectories",
            defaultValue = "16000",
            description =
                    "Trajectories in each test of accuracy (default: ${DEFAULT-VALUE}). Tests of one length have half as"
                            + " many, those of tracks that depart from the models an eighth.")
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

    /** Multiply-adds of a forward pass over 256 points, from the file's metadata; empty if they do not say. */
    OptionalLong multiplyAdds() throws IOException {
        return ModelMetadata.of(file).multiplyAdds();
    }

    OnnxTrajectoryClassifier open() {
        return OnnxTrajectoryClassifier.open(file, ExecutionProvider.AUTO, THREADS);
    }
}
