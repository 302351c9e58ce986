package io.wanderscope.trainer.network;

import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;

/**
 * {@value #COUNT} numbers for a whole trajectory that condition every residual stage. A convolution sees a part of a
 * trajectory; whether weak anticorrelation is localisation noise or subdiffusion depends on averages over all of it, and on what
 * is known about the camera. They do not depend on the trajectory's unit of length, origin or orientation. The exported graph
 * computes the same numbers in {@code export.StatisticsNodes}, in the same order; change both together.
 *
 * <table>
 * <caption>Statistics. d are displacements in units of their root mean square per axis, n the number of points</caption>
 * <tr><td>0</td><td>ln n / 5</td></tr>
 * <tr><td>1</td><td>observed share of the points</td></tr>
 * <tr><td>2–8</td><td>autocorrelation of the displacements at lags of 1, 2, 3, 4, 6, 8 and 16 steps</td></tr>
 * <tr><td>9–14</td><td>½ ln(MSD(L) / (2 L)) at L = 2, 4, 8, 16, 32 and 64 steps; 0 for normal diffusion</td></tr>
 * <tr><td>15–20</td><td>½ ln of the displacements' mean square in six parts of the trajectory, with borders at 1/16, 1/8, 1/4, 1/2
 * and 3/4</td></tr>
 * <tr><td>21, 22</td><td>means of the displacements' lengths and of half their logarithm, which reveal heavy tails</td></tr>
 * <tr><td>23</td><td>mean share of the axes along which a displacement is 0</td></tr>
 * <tr><td>24</td><td>½ ln of the squared net displacement per axis and step</td></tr>
 * <tr><td>25, 26</td><td>1 and the localisation noise's variance, at most 1, if it is known; otherwise 0 and 0</td></tr>
 * <tr><td>27, 28</td><td>1 and the exposure, if it is known; otherwise 0 and 0</td></tr>
 * <tr><td>29</td><td>½ ln of the positions' mean square per axis and point</td></tr>
 * </table>
 *
 * <p>A mean over nothing is 0, also after a logarithm. To the argument of a logarithm, {@value #EPSILON} is added.
 */
public final class TrajectoryStatistics {
    /** Number of statistics. */
    public static final int COUNT = 30;
    /** Added to mean squares before a logarithm. */
    public static final float EPSILON = 1e-3f;
    /** Lags of the autocorrelation, in steps. */
    public static final List<Integer> CORRELATION_LAGS = List.of(1, 2, 3, 4, 6, 8, 16);
    /** Lags of the mean squared displacement, in steps. */
    public static final List<Integer> DISPLACEMENT_LAGS = List.of(2, 4, 8, 16, 32, 64);
    /** Borders of the parts of a trajectory, in sixteenths of its steps. */
    public static final List<Integer> PART_BORDERS = List.of(0, 1, 2, 4, 8, 12, 16);
    /** Denominator of the borders. */
    public static final int PART_UNIT = 16;

    private final ObservedTrajectory observed;
    private final ObservedSteps steps;
    private final int points;
    private final float[] values = new float[COUNT];
    private int count;

    private TrajectoryStatistics(ObservedSteps steps) {
        this.observed = steps.observed();
        this.steps = steps;
        this.points = steps.points();
    }

    /** The statistics of a trajectory, {@value #COUNT} numbers. */
    public static float[] of(ObservedSteps steps) {
        return new TrajectoryStatistics(steps).compute();
    }

    private float[] compute() {
        add(Math.log(points) / TrajectoryChannels.LENGTH_SCALE);
        add((double) observed.observedPoints() / points);
        CORRELATION_LAGS.forEach(lag -> add(correlation(lag)));
        DISPLACEMENT_LAGS.forEach(lag -> add(logMeanSquaredDisplacement(lag)));
        for (int part = 1; part < PART_BORDERS.size(); part++) {
            add(logMeanSquareOfPart(PART_BORDERS.get(part - 1), PART_BORDERS.get(part)));
        }
        add(mean(steps::length, steps::weight));
        add(mean(point -> TrajectoryChannels.logLength(steps.length(point)), steps::weight));
        add(mean(steps::stillAxes, steps::weight));
        add(halfLogarithm(steps.squaredDistance(points - 1, 0) / (2.0 * (points - 1))));
        addImaging();
        add(halfLogarithm(positionSquare() / points));
        return values;
    }

    private void add(double value) {
        values[count++] = (float) value;
    }

    private double correlation(int lag) {
        return mean(
                        point -> steps.product(point, lag),
                        point -> point > lag ? steps.weight(point) * steps.weight(point - lag) : 0)
                / 2;
    }

    private double logMeanSquaredDisplacement(int lag) {
        IntToDoubleFunction weight = point -> steps.weight(point, lag);
        return logMean(point -> steps.squaredDistance(point, point - lag) / (2.0 * lag), weight);
    }

    private double logMeanSquareOfPart(int first, int end) {
        IntToDoubleFunction weight = point -> isInPart(point, first, end) ? steps.weight(point) : 0;
        return logMean(point -> steps.length(point) * steps.length(point) / 2, weight);
    }

    private boolean isInPart(int point, int first, int end) {
        int place = PART_UNIT * (point - 1);
        return place >= first * (points - 1) && place < end * (points - 1);
    }

    private double logMean(IntToDoubleFunction value, IntToDoubleFunction weight) {
        double weights = sum(weight);
        return weights == 0 ? 0 : halfLogarithm(mean(value, weight));
    }

    private static double halfLogarithm(double square) {
        return Math.log(square + EPSILON) / 2;
    }

    private double mean(IntToDoubleFunction value, IntToDoubleFunction weight) {
        double weighted = sum(point -> {
            double own = weight.applyAsDouble(point);
            return own == 0 ? 0 : own * value.applyAsDouble(point);
        });
        return weighted / Math.max(1, sum(weight));
    }

    private double sum(IntToDoubleFunction value) {
        double sum = 0;
        for (int point = 0; point < points; point++) {
            sum += value.applyAsDouble(point);
        }
        return sum;
    }

    private void addImaging() {
        ImagingConditions imaging = observed.imaging();
        OptionalDouble noise = imaging.localisationNoise();
        add(noise.isPresent() ? 1 : 0);
        add(noise.isPresent() ? Math.min(1, square(noise.getAsDouble() / steps.scale())) : 0);
        OptionalDouble exposure = imaging.exposure();
        add(exposure.isPresent() ? 1 : 0);
        add(exposure.orElse(0));
    }

    /** Mean square of the positions relative to their mean, per axis. */
    private double positionSquare() {
        Trajectory trajectory = observed.trajectory();
        double meanX = sum(trajectory::x) / points;
        double meanY = sum(trajectory::y) / points;
        double squares = sum(point -> square(trajectory.x(point) - meanX) + square(trajectory.y(point) - meanY));
        return squares / (2.0 * points * square(steps.scale()));
    }

    private static double square(double value) {
        return value * value;
    }
}
