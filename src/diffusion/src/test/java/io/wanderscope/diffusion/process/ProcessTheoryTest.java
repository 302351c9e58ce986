package io.wanderscope.diffusion.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The processes follow theory before any rescaling. Tolerances are several standard errors of the ensemble. */
class ProcessTheoryTest {
    private static final long SEED = 20_260_101;

    private final UniformRandomProvider uniform = RandomSource.XO_RO_SHI_RO_128_PP.create(SEED);
    private final ContinuousSampler gaussian = ZigguratSampler.NormalizedGaussian.of(uniform);

    private DiffusionProcess process(String name) {
        return switch (name) {
            case "ATTM" -> new AnnealedTransientTimeMotion(uniform, gaussian);
            case "CTRW" -> new ContinuousTimeRandomWalk(uniform, gaussian);
            case "FBM" -> new FractionalBrownianMotion(gaussian);
            case "LEVY_WALK" -> new LevyWalk(uniform);
            case "SBM" -> new ScaledBrownianMotion(gaussian);
            default -> new BrownianMotion(gaussian);
        };
    }

    /** Mean of a statistic of the displacements over an ensemble of trajectories, at each index. */
    private double[] ensembleMean(
            DiffusionProcess process, double exponent, int steps, int trajectories, IntFunction<Statistic> statistic) {
        double[] dx = new double[steps];
        double[] dy = new double[steps];
        double[] sums = new double[steps];
        for (int trajectory = 0; trajectory < trajectories; trajectory++) {
            process.displacements(exponent, 1, dx, dy);
            for (int index = 0; index < steps; index++) {
                sums[index] += statistic.apply(index).of(dx, dy) / trajectories;
            }
        }
        return sums;
    }

    private interface Statistic {
        double of(double[] dx, double[] dy);
    }

    /** Ensemble-averaged squared displacement per axis from the first point, after 1, 2, … frames. */
    private double[] meanSquaredDisplacement(DiffusionProcess process, double exponent, int steps, int trajectories) {
        return meanSquaredDisplacement(process, exponent, 1, steps, trajectories);
    }

    private double[] meanSquaredDisplacement(
            DiffusionProcess process, double exponent, int substeps, int steps, int trajectories) {
        double[] dx = new double[steps];
        double[] dy = new double[steps];
        double[] sums = new double[steps];
        for (int trajectory = 0; trajectory < trajectories; trajectory++) {
            process.displacements(exponent, substeps, dx, dy);
            double x = 0;
            double y = 0;
            for (int step = 0; step < steps; step++) {
                x += dx[step];
                y += dy[step];
                sums[step] += (x * x + y * y) / 2 / trajectories;
            }
        }
        return sums;
    }

    /** Slope of the least-squares line through logarithm against logarithm, over a range of frames. */
    private static double logarithmicSlope(double[] values, int from, int to) {
        double meanX = 0;
        double meanY = 0;
        int count = 0;
        for (int t = from; t <= to; t += Math.max(1, t / 8)) {
            meanX += Math.log(t);
            meanY += Math.log(values[t - 1]);
            count++;
        }
        meanX /= count;
        meanY /= count;
        double covariance = 0;
        double variance = 0;
        for (int t = from; t <= to; t += Math.max(1, t / 8)) {
            covariance += (Math.log(t) - meanX) * (Math.log(values[t - 1]) - meanY);
            variance += (Math.log(t) - meanX) * (Math.log(t) - meanX);
        }
        return covariance / variance;
    }

    @ParameterizedTest
    @CsvSource({
        // FBM and Brownian motion scale at all times; SBM scales from its origin, one frame before the first point;
        // renewal processes scale only after many waits or flights, with slow corrections.
        "FBM, 0.2, 1, 0.03",
        "FBM, 0.6, 1, 0.03",
        "FBM, 1.4, 1, 0.03",
        "FBM, 1.8, 1, 0.03",
        "BROWNIAN, 1.0, 1, 0.03",
        "SBM, 1.2, 50, 0.05",
        "SBM, 1.7, 50, 0.05",
        "CTRW, 0.5, 50, 0.06",
        "CTRW, 0.8, 150, 0.06",
        "LEVY_WALK, 1.3, 50, 0.1",
        "LEVY_WALK, 1.7, 50, 0.1"
    })
    void ensembleMeanSquaredDisplacementGrowsWithTheAnomalousExponent(
            String name, double exponent, int from, double tolerance) {
        // Given
        int frames = 1000;

        // When
        double[] msd = meanSquaredDisplacement(process(name), exponent, frames, 10_000);

        // Then
        assertThat(logarithmicSlope(msd, from, frames)).isCloseTo(exponent, within(tolerance));
    }

    @ParameterizedTest
    @CsvSource({"0.1", "0.3", "0.5", "0.9", "1.1", "1.5", "1.9"})
    void fractionalBrownianMotionHasTheTheoreticalAutocovarianceAtEveryLag(double exponent) {
        // Given lag-1 autocorrelation 2^(α−1) − 1, and unit variance
        int steps = 99;

        // When
        double[] products = ensembleMean(
                process("FBM"), exponent, steps, 40_000, lag -> (dx, dy) -> (dx[0] * dx[lag] + dy[0] * dy[lag]) / 2);

        // Then
        assertThat(products[0]).isCloseTo(1, within(0.03));
        assertThat(products[1]).isCloseTo(Math.pow(2, exponent - 1) - 1, within(0.03));
        for (int lag = 2; lag < steps; lag++) {
            double theory =
                    (Math.pow(lag + 1, exponent) - 2 * Math.pow(lag, exponent) + Math.pow(lag - 1, exponent)) / 2;
            assertThat(products[lag]).isCloseTo(theory, within(0.03));
        }
    }

    @ParameterizedTest
    @CsvSource({"0.3", "1.6"})
    void fractionalBrownianMotionHasIndependentAxes(double exponent) {
        // When
        double[] products =
                ensembleMean(process("FBM"), exponent, 20, 40_000, step -> (dx, dy) -> dx[step] * dy[(3 * step) % 20]);

        // Then
        for (double product : products) {
            assertThat(product).isCloseTo(0, within(0.03));
        }
    }

    @ParameterizedTest
    @CsvSource({"0.2", "0.7", "1.3", "1.8"})
    void scaledBrownianMotionHasTheTheoreticalVarianceAtEveryTime(double exponent) {
        // When
        double[] variances = ensembleMean(
                process("SBM"),
                exponent,
                200,
                20_000,
                step -> (dx, dy) -> (dx[step] * dx[step] + dy[step] * dy[step]) / 2);

        // Then the first displacement is from t = 1 to t = 2
        for (int step = 0; step < variances.length; step++) {
            double theory = Math.pow(step + 2, exponent) - Math.pow(step + 1, exponent);
            assertThat(variances[step]).isCloseTo(theory, within(0.05 * theory));
        }
    }

    @ParameterizedTest
    @CsvSource({"FBM, 0.4", "FBM, 1.6", "SBM, 0.4", "SBM, 1.6", "BROWNIAN, 1.0", "ATTM, 0.8"})
    void finerStepsAddUpToTheSameDisplacementsPerFrame(String name, double exponent) {
        // Given
        int frames = 40;
        int substeps = 5;
        double[] perFrame = meanSquaredDisplacement(process(name), exponent, frames, 40_000);

        // When
        double[] fine = meanSquaredDisplacement(process(name), exponent, substeps, frames * substeps, 40_000);

        // Then
        for (int frame = 0; frame < frames; frame++) {
            double finer = fine[(frame + 1) * substeps - 1];
            assertThat(finer).isCloseTo(perFrame[frame], within(0.08 * perFrame[frame]));
        }
    }

    @ParameterizedTest
    @CsvSource({"0.3", "0.5", "0.9"})
    void continuousTimeRandomWalkWaitsWithAPowerLawTail(double exponent) {
        // Given P(wait > t) = t^(−α), observed as the rest before the first jump: a wait from k to k + 1 shows its jump
        // in
        // point k, as the AnDi challenge has it, so that 1 − 2^(−α) of the walks jump at once
        int steps = 400;

        // When
        double[] resting = ensembleMean(
                process("CTRW"), exponent, steps, 20_000, step -> (dx, dy) -> firstJump(dx) > step ? 1 : 0);

        // Then
        for (int frame = 1; frame <= steps; frame *= 2) {
            assertThat(resting[frame - 1]).isCloseTo(Math.pow(frame + 1, -exponent), within(0.02));
        }
    }

    @ParameterizedTest
    @CsvSource({"0.3", "0.6", "0.9"})
    void continuousTimeRandomWalkHasTheMeanSquaredDisplacementOfRenewalTheory(double exponent) {
        // Given the mean number of jumps before the time t, m(t) = F(t) + ∫ m(t − w) dF(w), each of unit variance;
        // frame k
        // shows those before k + 1
        int frames = 100;
        double[] jumps = renewalFunction(exponent, frames + 1);

        // When
        double[] msd = meanSquaredDisplacement(process("CTRW"), exponent, frames, 40_000);

        // Then
        for (int frame = 1; frame <= frames; frame++) {
            double theory = jumps[frame + 1];
            assertThat(msd[frame - 1]).isCloseTo(theory, within(0.05 * theory));
        }
    }

    /** At whole times from 0, by the midpoint rule over waits of P(wait > t) = t^(−α). */
    private static double[] renewalFunction(double exponent, int longest) {
        int perUnit = 50;
        int size = longest * perUnit + 1;
        double[] arrived = new double[size + 1];
        for (int i = 0; i < arrived.length; i++) {
            arrived[i] = 1 - Math.pow(Math.max(1, (i - 0.5) / perUnit), -exponent);
        }
        double[] mean = new double[size];
        for (int i = perUnit; i < size; i++) {
            mean[i] = 1 - Math.pow((double) i / perUnit, -exponent);
            for (int wait = perUnit; wait <= i; wait++) {
                mean[i] += mean[i - wait] * (arrived[wait + 1] - arrived[wait]);
            }
        }
        return IntStream.rangeClosed(0, longest)
                .mapToDouble(t -> mean[t * perUnit])
                .toArray();
    }

    private static int firstJump(double[] displacements) {
        int step = 0;
        while (step < displacements.length && displacements[step] == 0) {
            step++;
        }
        return step;
    }

    @ParameterizedTest
    @CsvSource({"1.1", "1.5", "1.9"})
    void levyWalkFliesWithAPowerLawTail(double exponent) {
        // Given P(flight ≥ k frames) = k^(−σ), σ = 3 − α, observed as the length of the first straight piece
        int steps = 100;

        // When
        double[] straight = ensembleMean(
                process("LEVY_WALK"), exponent, steps, 20_000, step -> (dx, dy) -> firstTurn(dx) > step ? 1 : 0);

        // Then
        for (int frames = 1; frames <= steps; frames *= 2) {
            assertThat(straight[frames - 1]).isCloseTo(Math.pow(frames, exponent - 3), within(0.02));
        }
    }

    private static int firstTurn(double[] displacements) {
        int step = 1;
        while (step < displacements.length && displacements[step] == displacements[0]) {
            step++;
        }
        return step;
    }

    @ParameterizedTest
    @CsvSource({"1.1", "1.5", "1.9"})
    void levyWalkHasTheMeanSquaredDisplacementOfRenewalTheory(double exponent) {
        // Given steps i ≤ j that are parallel if one flight covers both, and independent otherwise
        int steps = 300;
        double[] survival = new double[steps + 1];
        for (int frames = 0; frames <= steps; frames++) {
            survival[frames] = Math.pow(frames + 1, exponent - 3);
        }
        double[] starts = renewals(survival, steps);
        double meanSquareSpeedPerAxis = 100.0 / 3 / 2;

        // When
        double[] msd = meanSquaredDisplacement(process("LEVY_WALK"), exponent, steps, 20_000);

        // Then
        double expected = 0;
        for (int step = 0; step < steps; step++) {
            expected += meanSquareSpeedPerAxis * (2 * parallelBefore(step, starts, survival) + 1);
            assertThat(msd[step]).isCloseTo(expected, within(0.05 * expected));
        }
    }

    /** Expected number of earlier steps that belong to the same flight. */
    private static double parallelBefore(int step, double[] starts, double[] survival) {
        double sum = 0;
        for (int start = 0; start < step; start++) {
            sum += (step - start) * starts[start] * survival[step - start];
        }
        return sum;
    }

    /** Probability that a segment starts at each step, if it lasts longer than k steps with probability survival[k]. */
    private static double[] renewals(double[] survival, int steps) {
        double[] starts = new double[steps];
        starts[0] = 1;
        for (int step = 1; step < steps; step++) {
            for (int length = 1; length <= step; length++) {
                starts[step] += starts[step - length] * (survival[length - 1] - survival[length]);
            }
        }
        return starts;
    }

    @ParameterizedTest
    @CsvSource({"0.2", "0.5", "0.9"})
    void annealedTransientTimeMotionHasTheMeanSquaredDisplacementOfRenewalTheory(double exponent) {
        // Given segments of u^(−1/α) frames and diffusivity u^(1/σ), u uniform on 0.01 … 0.9
        int steps = 300;
        int grid = 20_000;
        double[] survival = new double[steps + 1];
        double[] survivingVariance = new double[steps + 1];
        for (int cell = 0; cell < grid; cell++) {
            double u = 0.01 + 0.89 * (cell + 0.5) / grid;
            int length = (int) Math.min(steps + 1, Math.floor(Math.pow(u, -1 / exponent)));
            double variance = 2 * meanDiffusivity(u, exponent);
            for (int frames = 0; frames < length; frames++) {
                survival[frames] += 1.0 / grid;
                survivingVariance[frames] += variance / grid;
            }
        }
        double[] starts = renewals(survival, steps);

        // When
        double[] msd = meanSquaredDisplacement(process("ATTM"), exponent, steps, 20_000);

        // Then
        double expected = 0;
        for (int step = 0; step < steps; step++) {
            for (int start = 0; start <= step; start++) {
                expected += starts[start] * survivingVariance[step - start];
            }
            assertThat(msd[step]).isCloseTo(expected, within(0.06 * expected));
        }
    }

    /** Mean of u^(1/σ) over σ uniform on 0.03 … 3.3, restricted to σ/α ≤ σ + 1. */
    private static double meanDiffusivity(double u, double exponent) {
        double largest = Math.min(3.3, exponent / (1 - exponent));
        int grid = 200;
        double sum = 0;
        for (int cell = 0; cell < grid; cell++) {
            sum += Math.pow(u, 1 / (0.03 + (largest - 0.03) * (cell + 0.5) / grid)) / grid;
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"1.1", "1.9"})
    void levyWalkKeepsOneSpeed(double exponent) {
        // Given
        double[] dx = new double[300];
        double[] dy = new double[300];

        // When
        process("LEVY_WALK").displacements(exponent, 1, dx, dy);

        // Then
        double speed = Math.hypot(dx[0], dy[0]);
        assertThat(speed).isBetween(0.0, 10.0);
        for (int step = 1; step < dx.length; step++) {
            assertThat(Math.hypot(dx[step], dy[step])).isCloseTo(speed, within(1e-12 * speed));
        }
    }
}
