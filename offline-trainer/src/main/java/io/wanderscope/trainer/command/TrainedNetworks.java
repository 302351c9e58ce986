package io.wanderscope.trainer.command;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.trainer.configuration.NetworkConfiguration;
import io.wanderscope.trainer.configuration.ScheduleConfiguration;
import io.wanderscope.trainer.configuration.TrainingConfiguration;
import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.study.NetworkTraining;
import io.wanderscope.trainer.training.SequenceTraining;
import java.util.List;
import java.util.function.IntConsumer;

/** Small networks of the shipped model's architecture, trained for a study. */
final class TrainedNetworks implements NetworkTraining {
    private static final List<Integer> WIDTHS = List.of(16, 32, 48, 64);
    private static final int BLOCKS = 1;
    private static final double LEARNING_RATE = 3e-3;
    private static final int WARM_UP_STEPS = 100;
    private static final int ROWS = 4;
    /** Room for eight tracks of 100 points and the gaps between them. */
    private static final int ROW_POINTS = 1152;

    private static final TrainingConfiguration CONFIGURATION = new TrainingConfiguration(
            new NetworkConfiguration(WIDTHS, BLOCKS, null, null),
            null,
            new ScheduleConfiguration(LEARNING_RATE, WARM_UP_STEPS, 1, ROWS, ROW_POINTS, null, null));

    @Override
    public String description() {
        return "They have the architecture of the shipped model, with widths of " + WIDTHS + " instead of "
                + TrainingConfiguration.defaults().network().widths()
                + " and half of the blocks, and are trained by Adam on"
                + " batches of 32 tracks, with a learning rate that rises to " + LEARNING_RATE + " within "
                + WARM_UP_STEPS
                + " steps and falls to 0 along a cosine.";
    }

    @Override
    public Network train(List<LabelledTrajectory> sequence, long seed, IntConsumer afterStep) {
        SequenceTraining training = new SequenceTraining(CONFIGURATION, seed);
        try {
            return waitFor(() -> {
                training.train(sequence, afterStep);
                return new Trained(training);
            });
        } catch (RuntimeException | Error e) {
            training.close();
            throw e;
        }
    }

    private record Trained(SequenceTraining training) implements Network {
        @Override
        public double[] saliency(List<LabelledTrajectory> trajectories) {
            return waitFor(() -> training.saliencySums(trajectories));
        }

        @Override
        public List<DiffusionModel> answers(List<LabelledTrajectory> trajectories) {
            return waitFor(() -> training.answers(trajectories));
        }

        @Override
        public void close() {
            training.close();
        }
    }

    /** Work that may be interrupted. */
    private interface Work<T> {
        T result() throws InterruptedException;
    }

    private static <T> T waitFor(Work<T> work) {
        try {
            return work.result();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a network was trained or answered", e);
        }
    }
}
