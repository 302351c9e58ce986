package io.wanderscope.trainer.command;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.inference.ExecutionProvider;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.trainer.export.RandomisedModel;
import io.wanderscope.trainer.study.RandomisedNetworks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Randomised networks, written to a temporary file each, since the engine opens files. */
final class RandomisedModelFiles implements RandomisedNetworks {
    private static final int THREADS = 1;

    private final RandomisedModel model;
    private final long seed;

    RandomisedModelFiles(Path file, long seed) throws IOException {
        this.model = RandomisedModel.read(file);
        this.seed = seed;
    }

    @Override
    public List<String> layers() {
        return model.layers();
    }

    @Override
    public TrajectoryClassifier open(Set<String> layers, DiffusionModel explained, int draw) throws IOException {
        Path file = Files.createTempFile("randomised", ".onnx");
        try {
            Files.write(file, model.bytes(layers, explained, seed, draw));
            return OnnxTrajectoryClassifier.open(file, ExecutionProvider.AUTO, THREADS);
        } finally {
            Files.delete(file);
        }
    }
}
