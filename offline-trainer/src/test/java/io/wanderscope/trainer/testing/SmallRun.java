package io.wanderscope.trainer.testing;

import io.wanderscope.trainer.configuration.AugmentationMode;
import io.wanderscope.trainer.configuration.NetworkConfiguration;
import io.wanderscope.trainer.configuration.ScheduleConfiguration;
import io.wanderscope.trainer.configuration.TrainingConfiguration;
import io.wanderscope.trainer.training.Checkpoint;
import io.wanderscope.trainer.training.RunLength;
import io.wanderscope.trainer.training.Training;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

/** A training run small enough for a test: a real one with few channels and small batches. */
public final class SmallRun {
    private SmallRun() {}

    public static TrainingConfiguration configuration() {
        return configuration(AugmentationMode.NONE);
    }

    public static TrainingConfiguration configuration(AugmentationMode augmentation) {
        return new TrainingConfiguration(
                new NetworkConfiguration(List.of(4, 4, 8, 8), 1, 5, 3),
                null,
                new ScheduleConfiguration(null, 20, 2, 2, 1088, augmentation, null));
    }

    public static Checkpoint train(TrainingConfiguration configuration, long seed, int steps, Path folder)
            throws Exception {
        return Training.start(configuration, seed, folder, new PrintWriter(new StringWriter()), System::nanoTime)
                .run(RunLength.ofSteps(steps));
    }
}
