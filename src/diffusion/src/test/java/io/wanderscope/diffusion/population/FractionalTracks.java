package io.wanderscope.diffusion.population;

import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.process.FractionalBrownianMotion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/** Draws tracks of fractional Brownian motion, not rescaled, in the unit of a displacement without noise and blur. */
final class FractionalTracks {
    /** Substeps of a frame interval, of motion that is blurred. */
    private static final int SUBSTEPS = 16;

    private final UniformRandomProvider uniform;
    private final ContinuousSampler gaussian;
    private final FractionalBrownianMotion motion;
    private final Map<String, double[][]> factors = new HashMap<>();

    FractionalTracks(long seed) {
        uniform = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
        gaussian = ZigguratSampler.NormalizedGaussian.of(uniform);
        motion = new FractionalBrownianMotion(gaussian);
    }

    /** What is the same for all tracks of a population. */
    record Look(double exponent, double exposure, double noise) {}

    /** Tracks of 5 to 9 points, by the simulator that training uses. */
    List<ObservedTrajectory> simulated(int tracks, Look look) {
        return many(tracks, () -> simulated(look, 5 + uniform.nextInt(5), 1));
    }

    /** Tracks of 5 to 9 points by the Cholesky factor of the positions' covariance, with a size drawn from a list. */
    List<ObservedTrajectory> factored(int tracks, Look look, double... sizes) {
        return many(tracks, () -> factored(look, 5 + uniform.nextInt(5), sizes[uniform.nextInt(sizes.length)]));
    }

    private static List<ObservedTrajectory> many(int tracks, Supplier<ObservedTrajectory> track) {
        return Stream.generate(track).limit(tracks).toList();
    }

    private ObservedTrajectory simulated(Look look, int points, double size) {
        int substeps = look.exposure() == 0 ? 1 : SUBSTEPS;
        double[] dx = new double[points * substeps];
        double[] dy = new double[points * substeps];
        motion.displacements(look.exponent(), substeps, dx, dy);
        return track(look, substeps, points, size, path(dx), path(dy));
    }

    private static double[] path(double[] displacements) {
        double[] path = new double[displacements.length + 1];
        for (int step = 0; step < displacements.length; step++) {
            path[step + 1] = path[step] + displacements[step];
        }
        return path;
    }

    private ObservedTrajectory factored(Look look, int points, double size) {
        int substeps = look.exposure() == 0 ? 1 : SUBSTEPS;
        double[][] factor = factors.computeIfAbsent(
                look.exponent() + " " + points + " " + substeps,
                any -> factor(look.exponent(), points * substeps, substeps));
        return track(look, substeps, points, size, drawn(factor), drawn(factor));
    }

    /** Of the covariance of the positions at the end of each step. */
    private static double[][] factor(double exponent, int steps, double substeps) {
        double[] power = new double[steps + 1];
        for (int step = 0; step <= steps; step++) {
            power[step] = Math.pow(step / substeps, exponent);
        }
        double[][] factor = new double[steps][steps];
        for (int i = 0; i < steps; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = (power[i + 1] + power[j + 1] - power[i - j]) / 2;
                for (int k = 0; k < j; k++) {
                    rest -= factor[i][k] * factor[j][k];
                }
                factor[i][j] = i == j ? Math.sqrt(rest) : rest / factor[j][j];
            }
        }
        return factor;
    }

    private double[] drawn(double[][] factor) {
        double[] draws = new double[factor.length];
        for (int step = 0; step < draws.length; step++) {
            draws[step] = gaussian.sample();
        }
        double[] path = new double[factor.length + 1];
        for (int i = 0; i < factor.length; i++) {
            for (int k = 0; k <= i; k++) {
                path[i + 1] += factor[i][k] * draws[k];
            }
        }
        return path;
    }

    private ObservedTrajectory track(Look look, int substeps, int points, double size, double[] x, double[] y) {
        int open = (int) Math.round(look.exposure() * substeps);
        return ObservedTrajectory.complete(Trajectory.of(
                seen(look, x, substeps, open, points, size), seen(look, y, substeps, open, points, size)));
    }

    /** Means over the exposures by the trapezoidal rule, with noise. */
    private double[] seen(Look look, double[] path, int substeps, int open, int points, double size) {
        double[] seen = new double[points];
        for (int point = 0; point < points; point++) {
            int start = point * substeps;
            double sum = 0;
            for (int step = 0; step < open; step++) {
                sum += (path[start + step] + path[start + step + 1]) / 2;
            }
            seen[point] = size * (open == 0 ? path[start] : sum / open) + look.noise() * gaussian.sample();
        }
        return seen;
    }
}
