package io.wanderscope.trainer;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.trainer.network.TrajectoryChannels;
import io.wanderscope.trainer.simulation.LabelledTrajectory;
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

    /** A trajectory, its row, and its first point there. */
    record Placed(LabelledTrajectory trajectory, int row, int start) {
        private int firstPosition() {
            return start / ALIGNMENT;
        }
    }

    PackedBatch {
        placed = List.copyOf(placed);
    }

    /**
     * Points of a row that a trajectory takes, with the gap behind it: half a kernel at the coarsest stage.
     *
     * @param kernel length of the longest kernel but the stem's
     */
    static int pointsTaken(int points, int kernel) {
        return ALIGNMENT * (positions(points) + Math.max(1, kernel / 2));
    }

    private static int positions(int points) {
        return (points + ALIGNMENT - 1) / ALIGNMENT;
    }

    /**
     * The batch as DL4J takes it: inputs are channels and segments, labels the class one-hot and the exponent by class,
     * the mask that of the channels.
     */
    MultiDataSet toDataSet() {
        float[] channels = new float[rows * TrajectoryChannels.COUNT * rowPoints];
        float[] mask = new float[rows * rowPoints];
        float[][] segments = new float[placed.size()][];
        int classes = DiffusionModel.values().length;
        float[][] labels = new float[placed.size()][classes];
        float[][] exponents = new float[placed.size()][2 * classes];
        for (int index = 0; index < placed.size(); index++) {
            Placed each = placed.get(index);
            int points = each.trajectory().trajectory().size();
            int first = each.row() * TrajectoryChannels.COUNT * rowPoints + each.start();
            TrajectoryChannels.write(each.trajectory().trajectory(), channels, first, rowPoints);
            Arrays.fill(mask, each.row() * rowPoints + each.start(), each.row() * rowPoints + each.start() + points, 1);
            segments[index] = new float[] {each.row(), each.firstPosition(), positions(points)};
            int model = each.trajectory().model().classIndex();
            labels[index][model] = 1;
            exponents[index][model] = (float) each.trajectory().exponent();
            exponents[index][classes + model] = 1;
        }
        INDArray features = Nd4j.create(channels, new long[] {rows, TrajectoryChannels.COUNT, 1, rowPoints}, 'c');
        INDArray maskArray = Nd4j.create(mask, new long[] {rows, 1, 1, rowPoints}, 'c');
        return new MultiDataSet(
                new INDArray[] {features, Nd4j.create(segments)},
                new INDArray[] {Nd4j.create(labels), Nd4j.create(exponents)},
                new INDArray[] {maskArray, null},
                null);
    }
}
