package io.wanderscope.trainer.data;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.trainer.network.ObservedSteps;
import io.wanderscope.trainer.network.ResidualNetwork;
import io.wanderscope.trainer.network.TrajectoryChannels;
import io.wanderscope.trainer.network.TrajectoryStatistics;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
            return (trajectory.observed().size() + ALIGNMENT - 1) / ALIGNMENT;
        }
    }

    /** Copies the list. */
    public PackedBatch {
        placed = List.copyOf(placed);
    }

    /**
     * The batch as DL4J expects it. Inputs are channels, segments, and the statistics at the positions of each stage;
     * labels are the probabilities of the classes, the exponent by class, the one-hot family and the localisation
     * noise; a mask leaves out the class of trajectories outside the eight models.
     */
    public MultiDataSet toDataSet() {
        float[] mask = mask();
        List<ObservedSteps> steps = placed.stream()
                .map(each -> new ObservedSteps(each.trajectory().observed()))
                .toList();
        float[][] statistics = steps.stream().map(TrajectoryStatistics::of).toArray(float[][]::new);
        INDArray[] features = new INDArray[2 + ResidualNetwork.STAGES];
        INDArray[] masks = new INDArray[features.length];
        features[0] = channels(steps);
        masks[0] = thinned(mask, 1);
        features[1] = segments();
        for (int stage = 0; stage < ResidualNetwork.STAGES; stage++) {
            int stride = ResidualNetwork.stageStride(stage);
            features[2 + stage] = statisticsMap(statistics, stride);
            masks[2 + stage] = thinned(mask, stride);
        }
        return new MultiDataSet(features, labels(), masks, labelMasks());
    }

    /** 1 at the points of trajectories, 0 between them, [rows, rowPoints], flat. */
    private float[] mask() {
        float[] mask = new float[rows * rowPoints];
        for (Placed each : placed) {
            int start = each.row() * rowPoints + each.start();
            Arrays.fill(mask, start, start + each.trajectory().observed().size(), 1);
        }
        return mask;
    }

    /** The channels of every trajectory in its place, [rows, channels, 1, rowPoints]. */
    private INDArray channels(List<ObservedSteps> steps) {
        float[] channels = new float[rows * TrajectoryChannels.COUNT * rowPoints];
        for (int index = 0; index < placed.size(); index++) {
            Placed each = placed.get(index);
            int first = each.row() * TrajectoryChannels.COUNT * rowPoints + each.start();
            TrajectoryChannels.write(steps.get(index), channels, first, rowPoints);
        }
        return Nd4j.create(channels, new long[] {rows, TrajectoryChannels.COUNT, 1, rowPoints}, 'c');
    }

    /** Row, first position and number of positions of each trajectory in the coarsest stage, [trajectories, 3]. */
    private INDArray segments() {
        return Nd4j.create(placed.stream()
                .map(each -> new float[] {each.row(), each.firstPosition(), each.positions()})
                .toArray(float[][]::new));
    }

    /** The statistics of each trajectory at each of its positions, [rows, statistics, 1, positions]. */
    private INDArray statisticsMap(float[][] statistics, int stride) {
        int positions = rowPoints / stride;
        float[] map = new float[rows * TrajectoryStatistics.COUNT * positions];
        for (int index = 0; index < placed.size(); index++) {
            Placed each = placed.get(index);
            int count = (each.trajectory().observed().size() + stride - 1) / stride;
            for (int statistic = 0; statistic < TrajectoryStatistics.COUNT; statistic++) {
                int first = (each.row() * TrajectoryStatistics.COUNT + statistic) * positions + each.start() / stride;
                Arrays.fill(map, first, first + count, statistics[index][statistic]);
            }
        }
        return Nd4j.create(map, new long[] {rows, TrajectoryStatistics.COUNT, 1, positions}, 'c');
    }

    /** The mask at every stride-th point, [rows, 1, 1, positions]. */
    private INDArray thinned(float[] mask, int stride) {
        float[] thinned = new float[mask.length / stride];
        for (int position = 0; position < thinned.length; position++) {
            thinned[position] = mask[position * stride];
        }
        return Nd4j.create(thinned, new long[] {rows, 1, 1, rowPoints / stride}, 'c');
    }

    private INDArray[] labels() {
        int classes = DiffusionModel.values().length;
        float[][] labels = new float[placed.size()][classes];
        float[][] exponents = new float[placed.size()][2 * classes];
        float[][] families = new float[placed.size()][MotionFamily.values().length];
        float[][] noise = new float[placed.size()][2];
        for (int index = 0; index < placed.size(); index++) {
            LabelledTrajectory truth = placed.get(index).trajectory();
            families[index][truth.family().familyIndex()] = 1;
            if (Double.isFinite(truth.noise())) {
                noise[index] = new float[] {(float) truth.noise(), 1};
            }
            DiffusionModel model = truth.model();
            if (model != null) {
                float[] ofTrajectory = labels[index];
                truth.probabilities()
                        .forEach((each, probability) -> ofTrajectory[each.classIndex()] = probability.floatValue());
                exponents[index][model.classIndex()] = (float) truth.exponent();
                exponents[index][classes + model.classIndex()] = 1;
            }
        }
        return new INDArray[] {Nd4j.create(labels), Nd4j.create(exponents), Nd4j.create(families), Nd4j.create(noise)};
    }

    private @Nullable INDArray[] labelMasks() {
        float[] hasClass = new float[placed.size()];
        for (int index = 0; index < hasClass.length; index++) {
            hasClass[index] = placed.get(index).trajectory().model() == null ? 0 : 1;
        }
        return new @Nullable INDArray[] {Nd4j.create(hasClass, new long[] {hasClass.length, 1}, 'c'), null, null, null};
    }
}
