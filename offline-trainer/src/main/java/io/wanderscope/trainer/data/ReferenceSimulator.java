package io.wanderscope.trainer.data;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A second implementation of the eight processes, by the paper's conventions and without a line of the simulator that
 * training uses: positions instead of displacements, fractional Brownian motion by Hosking's recursion (Hosking, Water
 * Resources Research 20, 1898 (1984)) instead of circulant embedding, and other random numbers. A model that has learnt a
 * habit of the first simulator is worse on this one. Slow, for tests only. Not thread-safe.
 */
final class ReferenceSimulator {
    private final SplittableRandom random;

    ReferenceSimulator(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Draws an anomalous exponent uniformly from the model's range. */
    double drawExponent(DiffusionModel model) {
        return model.minimumExponent() + random.nextDouble() * (model.maximumExponent() - model.minimumExponent());
    }

    /** Draws a length between two bounds, both included. */
    int drawPoints(int minimum, int maximum) {
        return random.nextInt(minimum, maximum + 1);
    }

    /**
     * Simulates one trajectory: rescaled to displacements of unit standard deviation per axis, moved to the origin, and
     * with localisation noise.
     *
     * @param noise standard deviation of the noise, in units of the displacements' s.d.
     */
    Trajectory simulate(DiffusionModel model, double exponent, int points, double noise) {
        double[][] path = moving(model, exponent, 0, points);
        return Trajectory.of(seen(path[0], noise), seen(path[1], noise));
    }

    /**
     * Simulates a later part of a process, rescaled and moved likewise.
     *
     * @param before frames of the process before the part
     */
    Trajectory window(DiffusionModel model, double exponent, int before, int points) {
        double[][] path = moving(model, exponent, before, points);
        return Trajectory.of(seen(path[0], 0), seen(path[1], 0));
    }

    private double[][] moving(DiffusionModel model, double exponent, int before, int points) {
        double[][] path;
        do {
            path = path(model, exponent, before + points);
            path[0] = Arrays.copyOfRange(path[0], before, before + points);
            path[1] = Arrays.copyOfRange(path[1], before, before + points);
        } while (isStill(path[0]) || isStill(path[1]));
        return path;
    }

    private double[][] path(DiffusionModel model, double exponent, int points) {
        return switch (model) {
            case ATTM -> annealedTransientTimeMotion(exponent, points);
            case CTRW -> continuousTimeRandomWalk(exponent, points);
            case SUB_FBM, SUPER_FBM -> fractionalBrownianMotion(exponent, points);
            case SUB_SBM, SUPER_SBM -> scaledBrownianMotion(exponent, points);
            case LEVY_WALK -> levyWalk(exponent, points);
            case BROWNIAN -> scaledBrownianMotion(1, points);
        };
    }

    private static boolean isStill(double[] axis) {
        return Arrays.stream(axis).allMatch(position -> position == axis[0]);
    }

    private double[] seen(double[] axis, double noise) {
        double scale = displacementScale(axis);
        double[] seen = new double[axis.length];
        for (int point = 0; point < axis.length; point++) {
            seen[point] = (axis[point] - axis[0]) / scale + (noise == 0 ? 0 : noise * random.nextGaussian());
        }
        return seen;
    }

    private static double displacementScale(double[] axis) {
        int steps = axis.length - 1;
        double mean = (axis[steps] - axis[0]) / steps;
        double variance = 0;
        for (int step = 0; step < steps; step++) {
            double difference = axis[step + 1] - axis[step] - mean;
            variance += difference * difference / steps;
        }
        // A single flight along an axis has no spread; its one displacement is the unit then.
        return Math.sqrt(variance) > 1e-9 * Math.abs(mean) ? Math.sqrt(variance) : Math.abs(mean);
    }

    private double[][] continuousTimeRandomWalk(double exponent, int points) {
        double[][] path = new double[2][points];
        double x = 0;
        double y = 0;
        double arrival = 0;
        while (arrival < points) {
            double next = arrival + heavyTail(exponent);
            int end = (int) Math.min(points, Math.floor(next));
            for (int point = (int) Math.floor(arrival); point < end; point++) {
                path[0][point] = x;
                path[1][point] = y;
            }
            arrival = next;
            x += random.nextGaussian();
            y += random.nextGaussian();
        }
        return path;
    }

    private double[][] levyWalk(double exponent, int points) {
        double[][] path = new double[2][points];
        double speed = 10 * random.nextDouble();
        int left = 0;
        double direction = 0;
        for (int point = 1; point < points; point++) {
            if (left == 0) {
                left = (int) Math.min(heavyTail(3 - exponent), points + 1.0);
                direction = 2 * Math.PI * random.nextDouble();
            }
            path[0][point] = path[0][point - 1] + speed * Math.cos(direction);
            path[1][point] = path[1][point - 1] + speed * Math.sin(direction);
            left--;
        }
        return path;
    }

    private double[][] annealedTransientTimeMotion(double exponent, int points) {
        double sigma;
        double gamma;
        do {
            sigma = 3 * random.nextDouble(0.01, 1.1);
            gamma = sigma / exponent;
        } while (sigma > gamma || gamma > sigma + 1);
        double[][] path = new double[2][points];
        double left = 0;
        double spread = 0;
        for (int point = 1; point < points; point++) {
            if (left < 1) {
                double diffusivity = Math.pow(1 - random.nextDouble(0.1, 0.99), 1 / sigma);
                left = Math.floor(Math.min(points, Math.pow(diffusivity, -gamma)));
                spread = Math.sqrt(2 * diffusivity);
            }
            path[0][point] = path[0][point - 1] + spread * random.nextGaussian();
            path[1][point] = path[1][point - 1] + spread * random.nextGaussian();
            left--;
        }
        return path;
    }

    private double[][] scaledBrownianMotion(double exponent, int points) {
        double[][] path = new double[2][points];
        for (int point = 1; point < points; point++) {
            double spread = Math.sqrt(Math.pow(point + 1, exponent) - Math.pow(point, exponent));
            path[0][point] = path[0][point - 1] + spread * random.nextGaussian();
            path[1][point] = path[1][point - 1] + spread * random.nextGaussian();
        }
        return path;
    }

    /** Each displacement is its best prediction from the earlier ones and an independent Gaussian of what is left. */
    private double[][] fractionalBrownianMotion(double exponent, int points) {
        int steps = points - 1;
        double[][] displacements = new double[2][steps];
        double[] weights = new double[steps];
        double[] before = new double[steps];
        double[] covariances = covariances(exponent, steps);
        double variance = 1;
        for (int step = 0; step < steps; step++) {
            if (step > 0) {
                double partial = covariances[step];
                for (int lag = 1; lag < step; lag++) {
                    partial -= before[lag - 1] * covariances[step - lag];
                }
                partial /= variance;
                for (int lag = 1; lag < step; lag++) {
                    weights[lag - 1] = before[lag - 1] - partial * before[step - lag - 1];
                }
                weights[step - 1] = partial;
                variance *= 1 - partial * partial;
                System.arraycopy(weights, 0, before, 0, step);
            }
            for (double[] axis : displacements) {
                double prediction = 0;
                for (int lag = 1; lag <= step; lag++) {
                    prediction += weights[lag - 1] * axis[step - lag];
                }
                axis[step] = prediction + Math.sqrt(variance) * random.nextGaussian();
            }
        }
        return new double[][] {cumulated(displacements[0]), cumulated(displacements[1])};
    }

    /** Autocovariance of fractional Gaussian noise by lag. */
    private static double[] covariances(double exponent, int count) {
        double[] covariances = new double[count];
        covariances[0] = 1;
        for (int lag = 1; lag < count; lag++) {
            covariances[lag] =
                    (Math.pow(lag + 1, exponent) - 2 * Math.pow(lag, exponent) + Math.pow(lag - 1, exponent)) / 2;
        }
        return covariances;
    }

    private static double[] cumulated(double[] displacements) {
        double[] path = new double[displacements.length + 1];
        for (int step = 0; step < displacements.length; step++) {
            path[step + 1] = path[step] + displacements[step];
        }
        return path;
    }

    /** A duration of at least 1 whose tail falls as t^(−tail). */
    private double heavyTail(double tail) {
        return Math.pow(1 - random.nextDouble(), -1 / tail);
    }
}
