package io.wanderscope.trainer.data;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.trainer.network.ResidualNetwork;
import io.wanderscope.trainer.network.TrajectoryChannels;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A training batch: trajectories of any length placed end to end in rows of equal length, with gaps that no convolution
 * bridges. All batches have the same shape, and little of it is padding.
 *
 * @param rows number of rows
 * @param rowPoints points in a row, a multiple of {@link #ALIGNMENT}
 * @param placed the trajectories with their locations
 */
public record PackedBatch(int rows, int rowPoints, List<Placed> placed) {
    /** Trajectories start at multiples of this number of points, the stride of the coarsest stage. */
    static final int ALIGNMENT = ResidualNetwork.COARSEST_STRIDE;

    /**
     * A trajectory and its location.
     *
     * @param trajectory the trajectory
     * @param row its row, from 0
     * @param start its first point in the row
     */
    public record Placed(LabelledTrajectory trajectory, int row, int start) {
        private int firstPosition() {
            return start / ALIGNMENT;
        }

        private int positions() {
            return (trajectory.trajectory().size() + ALIGNMENT - 1) / ALIGNMENT;
        }
    }

    /** Copies the list. */
    public PackedBatch {
        placed = List.copyOf(placed);
    }

    /**
     * The batch as DL4J expects it: the inputs are channels and segments, the labels are the one-hot class and the
     * exponent by class, the mask is that of the channels.
     */
    public MultiDataSet toDataSet() {
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
            segments[index] = new float[] {each.row(), each.firstPosition(), each.positions()};
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
