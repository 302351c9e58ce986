package io.wanderscope.trainer.command;

import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.trainer.export.FrozenNetwork;
import io.wanderscope.trainer.study.FrozenStages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The layers of a model file. */
final class FrozenStagesOfFile implements FrozenStages {
    private final FrozenNetwork network;

    FrozenStagesOfFile(Path file) throws IOException {
        this.network = FrozenNetwork.open(file);
    }

    @Override
    public List<String> layers() {
        return network.layers();
    }

    @Override
    public List<double[]> features(ObservedTrajectory trajectory) {
        return network.features(trajectory);
    }

    @Override
    public void close() {
        network.close();
    }
}
