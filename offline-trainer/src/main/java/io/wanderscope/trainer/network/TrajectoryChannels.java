package io.wanderscope.trainer.network;

import io.wanderscope.diffusion.Trajectory;
import java.util.List;

/**
 * The network's input: {@value #COUNT} channels per point that depend neither on the trajectory's unit of length nor on
 * its origin. The exported graph computes the same channels in {@code export.ChannelNodes}, method by method in the
 * order below; change both together.
 *
 * <table>
 * <caption>Channels</caption>
 * <tr><td>0, 1</td><td>displacement that led to the point, x and y, divided by its root mean square per axis</td></tr>
 * <tr><td>2</td><td>length of channels 0 and 1</td></tr>
 * <tr><td>3, 4</td><td>position relative to the mean position, divided by its root mean square per axis</td></tr>
 * <tr><td>5</td><td>logarithm of the ratio of the two root mean squares, minus ½ ln n, where n is the number of points; for
 * normal diffusion it does not grow with n. The same at every point</td></tr>
 * <tr><td>6</td><td>ln n / {@value #LENGTH_SCALE}. The same at every point</td></tr>
 * <tr><td>7</td><td>½ ln(channel 2 + {@value #LENGTH_EPSILON}), which shows changes of diffusivity over orders
 * of magnitude</td></tr>
 * <tr><td>8</td><td>1 where the point was observed, 0 where it was interpolated</td></tr>
 * <tr><td>9</td><td>share of the axes along which the displacement is 0 (at most {@value #STILL}), as on a grid</td></tr>
 * <tr><td>10–14</td><td>scalar product of the displacement with the one 1, 2, 3, 4 and 8 steps earlier, whose mean is the
 * autocorrelation that distinguishes fractional from scaled Brownian motion; saturates at
 * {@value #PRODUCT_SATURATION}</td></tr>
 * <tr><td>15–18</td><td>½ ln(r / √L + {@value #LENGTH_EPSILON}) of the displacement r over L = 2, 4, 8 and 16 steps</td></tr>
 * </table>
 *
 * <p>The first point has no displacement, and a displacement with an interpolated end is no observation: their channels 0, 1,
 * 2, 7 and 9 are 0, and so are a product and a displacement over several steps one of whose ends is missing or interpolated.
 */
public final class TrajectoryChannels {
    /** Number of channels. */
    public static final int COUNT = 19;
    /** Added to mean squares, so that the scale of an immobile trajectory is above 0. */
    public static final float SQUARE_EPSILON = 1e-30f;
    /** Divisor of ln n. */
    public static final float LENGTH_SCALE = 5;
    /** Added to the length of a displacement before the logarithm. */
    public static final float LENGTH_EPSILON = 0.01f;
    /**
     * Longest displacement along an axis that counts as none, relative to the root mean square. Above 0, because the exported graph
     * computes in 32-bit floats, in which a tiny displacement vanishes.
     */
    public static final float STILL = 1e-3f;
    /** Scalar products of displacements saturate at this value. */
    public static final float PRODUCT_SATURATION = 4;
    /** Lags, in steps, between the displacements that are multiplied. */
    public static final List<Integer> PRODUCT_LAGS = List.of(1, 2, 3, 4, 8);
    /** Numbers of steps of the displacements over several steps. */
    public static final List<Integer> DISPLACEMENT_LAGS = List.of(2, 4, 8, 16);

    private static final int DISPLACEMENT = 0;
    private static final int STEP_LENGTH = 2;
    private static final int POSITION = 3;
    private static final int SCALING = 5;
    private static final int LENGTH = 6;
    private static final int LOG_STEP_LENGTH = 7;
    private static final int OBSERVED = 8;
    private static final int STILL_AXES = 9;
    private static final int PRODUCTS = 10;
    private static final int LONG_DISPLACEMENTS = 15;

    private final Trajectory trajectory;
    private final ObservedSteps steps;
    private final int points;
    private final float[] target;
    private final int start;
    private final int channelStep;

    private TrajectoryChannels(ObservedSteps steps, float[] target, int start, int channelStep) {
        this.trajectory = steps.observed().trajectory();
        this.steps = steps;
        this.points = trajectory.size();
        this.target = target;
        this.start = start;
        this.channelStep = channelStep;
    }

    /**
     * Writes the channels of a trajectory into an array with the layout [channel][point].
     *
     * @param start index in {@code target} of the first point of channel 0
     * @param channelStep distance in {@code target} from one channel to the next
     */
    public static void write(ObservedSteps steps, float[] target, int start, int channelStep) {
        new TrajectoryChannels(steps, target, start, channelStep).write();
    }

    private void write() {
        for (int point = 0; point < points; point++) {
            set(DISPLACEMENT, point, steps.dx(point));
            set(DISPLACEMENT + 1, point, steps.dy(point));
            set(STEP_LENGTH, point, steps.length(point));
            set(LOG_STEP_LENGTH, point, steps.weight(point) * logLength(steps.length(point)));
            set(OBSERVED, point, steps.seen(point));
            set(STILL_AXES, point, steps.stillAxes(point));
        }
        double positionScale = writePosition();
        writeScaling(positionScale);
        writeLength();
        writeProducts();
        writeLongDisplacements();
    }

    private void set(int channel, int point, double value) {
        target[start + channel * channelStep + point] = (float) value;
    }

    /** Half the logarithm of a length, which stays finite at 0. */
    static double logLength(double length) {
        return Math.log(length + LENGTH_EPSILON) / 2;
    }

    /** Returns the root mean square of the positions per axis. */
    private double writePosition() {
        double meanX = 0;
        double meanY = 0;
        for (int point = 0; point < points; point++) {
            meanX += trajectory.x(point) / points;
            meanY += trajectory.y(point) / points;
        }
        double scale = positionScale(meanX, meanY);
        for (int point = 0; point < points; point++) {
            set(POSITION, point, (trajectory.x(point) - meanX) / scale);
            set(POSITION + 1, point, (trajectory.y(point) - meanY) / scale);
        }
        return scale;
    }

    private double positionScale(double meanX, double meanY) {
        double squares = 0;
        for (int point = 0; point < points; point++) {
            squares += square(trajectory.x(point) - meanX) + square(trajectory.y(point) - meanY);
        }
        return Math.sqrt(squares / (2.0 * points) + SQUARE_EPSILON);
    }

    private void writeScaling(double positionScale) {
        double scaling = Math.log(positionScale / steps.scale()) - Math.log(points) / 2;
        for (int point = 0; point < points; point++) {
            set(SCALING, point, scaling);
        }
    }

    private void writeLength() {
        double length = Math.log(points) / LENGTH_SCALE;
        for (int point = 0; point < points; point++) {
            set(LENGTH, point, length);
        }
    }

    private void writeProducts() {
        for (int index = 0; index < PRODUCT_LAGS.size(); index++) {
            for (int point = 0; point < points; point++) {
                double product = steps.product(point, PRODUCT_LAGS.get(index));
                set(PRODUCTS + index, point, product / Math.sqrt(1 + square(product / PRODUCT_SATURATION)));
            }
        }
    }

    private void writeLongDisplacements() {
        for (int index = 0; index < DISPLACEMENT_LAGS.size(); index++) {
            int lag = DISPLACEMENT_LAGS.get(index);
            for (int point = 0; point < points; point++) {
                double weight = steps.weight(point, lag);
                double length = weight == 0 ? 0 : Math.sqrt(steps.squaredDistance(point, point - lag) / lag);
                set(LONG_DISPLACEMENTS + index, point, weight * logLength(length));
            }
        }
    }

    private static double square(double value) {
        return value * value;
    }
}
