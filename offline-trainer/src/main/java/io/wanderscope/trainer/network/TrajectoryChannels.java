package io.wanderscope.trainer.network;

import io.wanderscope.diffusion.Trajectory;
import java.util.Arrays;
import java.util.List;

/**
 * What the network sees of a trajectory: {@value #COUNT} channels per point that do not depend on its unit of length or
 * its origin. The exported graph holds the same as graph nodes.
 *
 * <p>0, 1: displacement that led to the point, x and y, by their root mean square per axis; 0 at the first point. 2:
 * length of that displacement, likewise. 3, 4: position relative to the mean position, by its root mean square per
 * axis. 5: ½ ln n subtracted from the logarithm of the ratio of the two scales, which for normal diffusion does not
 * grow with the number of points n. 6: ln n, over 5. These two are the same at every point. 7: half the logarithm of
 * channel 2, which shows changes of diffusivity over orders of magnitude; a length below 0.01 counts as about that; 0
 * at the first point. 8, 9, 10: scalar product of the displacement with the one 1, 2 and 4 steps before, whose mean is
 * the autocorrelation that tells fractional from scaled Brownian motion; beyond about 4 it saturates; 0 where there is
 * none.
 */
public final class TrajectoryChannels {
    /** Number of channels. */
    public static final int COUNT = 11;
    /** Keeps the scale of a trajectory that does not move above 0. */
    public static final float SMALLEST_SQUARE = 1e-30f;

    /** Added to the length of a displacement before its logarithm is taken. */
    public static final float SMALLEST_LENGTH = 0.01f;
    /** Scalar products of displacements saturate at this. */
    public static final float LARGEST_PRODUCT = 4;

    private static final int[] LAGS = {1, 2, 4};
    private static final int LOGARITHM = 7;
    private static final int PRODUCTS = 8;

    /** What ln n is divided by. */
    public static final float LENGTH_SCALE = 5;

    private TrajectoryChannels() {}

    /**
     * Writes the channels of a trajectory into an array of [channel][point] layout.
     *
     * @param start where the first point of channel 0 lies in {@code target}
     * @param channelStep distance of one channel from the next in {@code target}
     */
    public static void write(Trajectory trajectory, float[] target, int start, int channelStep) {
        int points = trajectory.size();
        double meanX = 0;
        double meanY = 0;
        double stepSquares = 0;
        for (int point = 0; point < points; point++) {
            meanX += trajectory.x(point) / points;
            meanY += trajectory.y(point) / points;
            if (point > 0) {
                stepSquares += square(trajectory.x(point) - trajectory.x(point - 1))
                        + square(trajectory.y(point) - trajectory.y(point - 1));
            }
        }
        double positionSquares = 0;
        for (int point = 0; point < points; point++) {
            positionSquares += square(trajectory.x(point) - meanX) + square(trajectory.y(point) - meanY);
        }
        double stepScale = Math.sqrt(stepSquares / (2.0 * (points - 1)) + SMALLEST_SQUARE);
        double positionScale = Math.sqrt(positionSquares / (2.0 * points) + SMALLEST_SQUARE);
        float scaling = (float) (Math.log(positionScale / stepScale) - Math.log(points) / 2);
        float length = (float) Math.log(points) / LENGTH_SCALE;
        for (int point = 0; point < points; point++) {
            double dx = point == 0 ? 0 : (trajectory.x(point) - trajectory.x(point - 1)) / stepScale;
            double dy = point == 0 ? 0 : (trajectory.y(point) - trajectory.y(point - 1)) / stepScale;
            int position = start + point;
            target[position] = (float) dx;
            target[position + channelStep] = (float) dy;
            target[position + 2 * channelStep] = (float) Math.sqrt(dx * dx + dy * dy);
            target[position + 3 * channelStep] = (float) ((trajectory.x(point) - meanX) / positionScale);
            target[position + 4 * channelStep] = (float) ((trajectory.y(point) - meanY) / positionScale);
            target[position + 5 * channelStep] = scaling;
            target[position + 6 * channelStep] = length;
            target[position + LOGARITHM * channelStep] =
                    point == 0 ? 0 : (float) (Math.log(Math.sqrt(dx * dx + dy * dy) + SMALLEST_LENGTH) / 2);
        }
        for (int lag = 0; lag < LAGS.length; lag++) {
            writeProducts(target, start, channelStep, points, lag);
        }
    }

    /** Displacements how many steps apart are multiplied. */
    public static List<Integer> lags() {
        return Arrays.stream(LAGS).boxed().toList();
    }

    private static void writeProducts(float[] target, int start, int channelStep, int points, int lag) {
        for (int point = 0; point < points; point++) {
            int position = start + point;
            int before = position - LAGS[lag];
            float product = point <= LAGS[lag]
                    ? 0
                    : target[position] * target[before] + target[position + channelStep] * target[before + channelStep];
            target[position + (PRODUCTS + lag) * channelStep] =
                    (float) (product / Math.sqrt(1 + square(product / LARGEST_PRODUCT)));
        }
    }

    private static double square(double value) {
        return value * value;
    }
}
