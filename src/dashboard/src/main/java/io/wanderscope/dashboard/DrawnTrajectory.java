package io.wanderscope.dashboard;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A trajectory to be drawn on a picture.
 *
 * @param track identity of the track inside its acquisition
 * @param x horizontal coordinates in the acquisition's unit of length, one per point, in order of time; points whose
 *     coordinates are not finite are not drawn
 * @param y vertical coordinates, as many as {@code x}
 * @param motion what the trajectory is
 * @param explained the diffusion model whose evidence the weights are, or null without saliency; prior probabilities may make it another
 *     than {@code motion}
 * @param weights signed saliency of each point at one residual stage, as many as {@code x}; empty without saliency
 */
public record DrawnTrajectory(
        String track,
        List<Double> x,
        List<Double> y,
        MotionClass motion,
        @Nullable MotionClass explained,
        @SuppressWarnings("ArrayRecordComponent") float[] weights) {

    /**
     * Copies the coordinates and the weights.
     *
     * @throws IllegalArgumentException when the numbers of x, y and weights, if any, differ
     */
    public DrawnTrajectory {
        if (x.size() != y.size() || (weights.length > 0 && weights.length != x.size())) {
            throw new IllegalArgumentException("track " + track + " has " + x.size() + " x, " + y.size() + " y and "
                    + weights.length + " weights; each point needs an x, a y and, if there is saliency, a weight");
        }
        x = List.copyOf(x);
        y = List.copyOf(y);
        weights = weights.clone();
    }

    /** A copy of the weights. */
    @Override
    public float[] weights() {
        return weights.clone();
    }

    /** Whether the network gave no answer. */
    public boolean isUndetermined() {
        return motion == MotionClass.UNDETERMINED;
    }

    /** Whether the weights are evidence for another diffusion model than the one it is called. */
    public boolean isExplainedOtherwise() {
        return explained != null
                && explained != motion
                && MotionClass.diffusionModels().contains(motion);
    }

    /** This trajectory without the points whose coordinates are not finite. */
    public DrawnTrajectory finitePoints() {
        int[] finite = IntStream.range(0, x.size())
                .filter(point -> Double.isFinite(x.get(point)) && Double.isFinite(y.get(point)))
                .toArray();
        float[] finiteWeights = new float[weights.length == 0 ? 0 : finite.length];
        for (int point = 0; point < finiteWeights.length; point++) {
            finiteWeights[point] = weights[finite[point]];
        }
        return new DrawnTrajectory(track, at(finite, x), at(finite, y), motion, explained, finiteWeights);
    }

    private static List<Double> at(int[] points, List<Double> coordinates) {
        return Arrays.stream(points).mapToObj(coordinates::get).toList();
    }
}
