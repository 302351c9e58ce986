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
 * <tr><td>8, 9, 10</td><td>scalar product of the displacement with the one 1, 2 and 4 steps earlier, whose mean is the
 * autocorrelation that distinguishes fractional from scaled Brownian motion; saturates at
 * {@value #PRODUCT_SATURATION}</td></tr>
 * </table>
 *
 * <p>The first point has no displacement: its channels 0, 1, 2 and 7 are 0, and so is a product without an earlier
 * displacement.
 */
public final class TrajectoryChannels {
    /** Number of channels. */
    public static final int COUNT = 11;
    /** Added to mean squares, so that the scale of an immobile trajectory is above 0. */
    public static final float SQUARE_EPSILON = 1e-30f;
    /** Divisor of ln n. */
    public static final float LENGTH_SCALE = 5;
    /** Added to the length of a displacement before the logarithm. */
    public static final float LENGTH_EPSILON = 0.01f;
    /** Scalar products of displacements saturate at this value. */
    public static final float PRODUCT_SATURATION = 4;
    /** Lags, in steps, between the displacements that are multiplied. */
    public static final List<Integer> LAGS = List.of(1, 2, 4);

    private static final int DISPLACEMENT = 0;
    private static final int STEP_LENGTH = 2;
    private static final int POSITION = 3;
    private static final int SCALING = 5;
    private static final int LENGTH = 6;
    private static final int LOG_STEP_LENGTH = 7;
    private static final int PRODUCTS = 8;

    private final Trajectory trajectory;
    private final int points;
    private final float[] target;
    private final int start;
    private final int channelStep;

    private TrajectoryChannels(Trajectory trajectory, float[] target, int start, int channelStep) {
        this.trajectory = trajectory;
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
    public static void write(Trajectory trajectory, float[] target, int start, int channelStep) {
        new TrajectoryChannels(trajectory, target, start, channelStep).write();
    }

    private void write() {
        double stepScale = writeDisplacement();
        writeStepLength(stepScale);
        double positionScale = writePosition();
        writeScaling(stepScale, positionScale);
        writeLength();
        writeLogStepLength(stepScale);
        writeProducts();
    }

    private void set(int channel, int point, float value) {
        target[start + channel * channelStep + point] = value;
    }

    /** Returns the root mean square of the displacements per axis. */
    private double writeDisplacement() {
        double squares = 0;
        for (int point = 1; point < points; point++) {
            squares += square(trajectory.x(point) - trajectory.x(point - 1))
                    + square(trajectory.y(point) - trajectory.y(point - 1));
        }
        double scale = Math.sqrt(squares / (2.0 * (points - 1)) + SQUARE_EPSILON);
        for (int point = 0; point < points; point++) {
            set(DISPLACEMENT, point, (float) dx(point, scale));
            set(DISPLACEMENT + 1, point, (float) dy(point, scale));
        }
        return scale;
    }

    private double dx(int point, double scale) {
        return point == 0 ? 0 : (trajectory.x(point) - trajectory.x(point - 1)) / scale;
    }

    private double dy(int point, double scale) {
        return point == 0 ? 0 : (trajectory.y(point) - trajectory.y(point - 1)) / scale;
    }

    private void writeStepLength(double stepScale) {
        for (int point = 0; point < points; point++) {
            set(STEP_LENGTH, point, (float) stepLength(point, stepScale));
        }
    }

    private double stepLength(int point, double scale) {
        double dx = dx(point, scale);
        double dy = dy(point, scale);
        return Math.sqrt(dx * dx + dy * dy);
    }

    /** Returns the root mean square of the positions per axis. */
    private double writePosition() {
        double meanX = 0;
        double meanY = 0;
        for (int point = 0; point < points; point++) {
            meanX += trajectory.x(point) / points;
            meanY += trajectory.y(point) / points;
        }
        double squares = 0;
        for (int point = 0; point < points; point++) {
            squares += square(trajectory.x(point) - meanX) + square(trajectory.y(point) - meanY);
        }
        double scale = Math.sqrt(squares / (2.0 * points) + SQUARE_EPSILON);
        for (int point = 0; point < points; point++) {
            set(POSITION, point, (float) ((trajectory.x(point) - meanX) / scale));
            set(POSITION + 1, point, (float) ((trajectory.y(point) - meanY) / scale));
        }
        return scale;
    }

    private void writeScaling(double stepScale, double positionScale) {
        float scaling = (float) (Math.log(positionScale / stepScale) - Math.log(points) / 2);
        for (int point = 0; point < points; point++) {
            set(SCALING, point, scaling);
        }
    }

    private void writeLength() {
        float length = (float) Math.log(points) / LENGTH_SCALE;
        for (int point = 0; point < points; point++) {
            set(LENGTH, point, length);
        }
    }

    private void writeLogStepLength(double stepScale) {
        set(LOG_STEP_LENGTH, 0, 0);
        for (int point = 1; point < points; point++) {
            set(LOG_STEP_LENGTH, point, (float) (Math.log(stepLength(point, stepScale) + LENGTH_EPSILON) / 2));
        }
    }

    private void writeProducts() {
        for (int index = 0; index < LAGS.size(); index++) {
            int lag = LAGS.get(index);
            for (int point = 0; point < points; point++) {
                float product = point <= lag ? 0 : product(point, point - lag);
                set(PRODUCTS + index, point, (float) (product / Math.sqrt(1 + square(product / PRODUCT_SATURATION))));
            }
        }
    }

    private float product(int point, int earlier) {
        int x = start + DISPLACEMENT * channelStep;
        int y = x + channelStep;
        return target[x + point] * target[x + earlier] + target[y + point] * target[y + earlier];
    }

    private static double square(double value) {
        return value * value;
    }
}
