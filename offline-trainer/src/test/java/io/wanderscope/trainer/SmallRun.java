package io.wanderscope.trainer;

import io.wanderscope.trainer.TrainingConfiguration.Network;
import io.wanderscope.trainer.TrainingConfiguration.Schedule;
import io.wanderscope.trainer.TrainingConfiguration.ShownAgain;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

/** A training run small enough for a test: the real thing, with few channels and small batches. */
final class SmallRun {
    private SmallRun() {}

    static TrainingConfiguration configuration() {
        return configuration(ShownAgain.NONE);
    }

    static TrainingConfiguration configuration(ShownAgain shownAgain) {
        return new TrainingConfiguration(
                new Network(List.of(4, 4, 8, 8), 1, 5, 3), null, new Schedule(null, 20, 2, 2, 1088, shownAgain, null));
    }

    static Checkpoint train(TrainingConfiguration configuration, long seed, int steps, Path folder) throws Exception {
        return Training.start(configuration, seed, folder, new PrintWriter(new StringWriter()))
                .run(RunLength.ofSteps(steps));
    }
}
