package io.wanderscope.trainer;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.trainer.network.TrajectoryChannels;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A training batch: trajectories of all lengths laid end to end into rows of one length, with gaps that no convolution
 * bridges. Every batch has the same shape whatever the lengths, and little of it is padding.
 *
 * @param rows number of rows
 * @param rowPoints points of a row, a multiple of {@link #ALIGNMENT}
 * @param placed where each trajectory lies
 */
record PackedBatch(int rows, int rowPoints, List<Placed> placed) {
    /** Points between two positions of the coarsest stage: trajectories start at multiples of it. */
    static final int ALIGNMENT = 16;
    /** Positions of the coarsest stage that stay empty after a trajectory: half of a kernel of 5. */
    private static final int GAP_POSITIONS = 2;

    /** A trajectory, its row, and its first point there. */
    record Placed(LabelledTrajectory trajectory, int row, int start) {
        private int firstPosition() {
            return start / ALIGNMENT;
        }
    }

    PackedBatch {
        placed = List.copyOf(placed);
    }

    /** Points of a row that a trajectory takes, its gap included. */
    static int pointsTaken(int points) {
        return ALIGNMENT * (positions(points) + GAP_POSITIONS);
    }

    private static int positions(int points) {
        return (points + ALIGNMENT - 1) / ALIGNMENT;
    }

    /** The batch as DL4J takes it: inputs are channels and segments, the label one-hot, the mask on the channels. */
    MultiDataSet toDataSet() {
        float[] channels = new float[rows * TrajectoryChannels.COUNT * rowPoints];
        float[] mask = new float[rows * rowPoints];
        float[][] segments = new float[placed.size()][];
        float[][] labels = new float[placed.size()][DiffusionModel.values().length];
        for (int index = 0; index < placed.size(); index++) {
            Placed each = placed.get(index);
            int points = each.trajectory().trajectory().size();
            int first = each.row() * TrajectoryChannels.COUNT * rowPoints + each.start();
            TrajectoryChannels.write(each.trajectory().trajectory(), channels, first, rowPoints);
            Arrays.fill(mask, each.row() * rowPoints + each.start(), each.row() * rowPoints + each.start() + points, 1);
            segments[index] = new float[] {each.row(), each.firstPosition(), positions(points)};
            labels[index][each.trajectory().model().classIndex()] = 1;
        }
        INDArray features = Nd4j.create(channels, new long[] {rows, TrajectoryChannels.COUNT, 1, rowPoints}, 'c');
        INDArray maskArray = Nd4j.create(mask, new long[] {rows, 1, 1, rowPoints}, 'c');
        return new MultiDataSet(
                new INDArray[] {features, Nd4j.create(segments)},
                new INDArray[] {Nd4j.create(labels)},
                new INDArray[] {maskArray, null},
                null);
    }
}
