package io.wanderscope.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The independent simulator against theory. */
class ReferenceSimulatorTest {
    private static final int TRAJECTORIES = 6_000;

    private final ReferenceSimulator simulator = new ReferenceSimulator(5);

    private List<Trajectory> trajectories(DiffusionModel model, double exponent, int points, double noise) {
        List<Trajectory> trajectories = new ArrayList<>();
        for (int index = 0; index < TRAJECTORIES; index++) {
            trajectories.add(simulator.simulate(model, exponent, points, noise));
        }
        return trajectories;
    }

    private static double mean(List<Trajectory> trajectories, ToDoubleFunction<Trajectory> statistic) {
        return trajectories.stream().mapToDouble(statistic).average().orElseThrow();
    }

    private static double step(Trajectory trajectory, int step) {
        return trajectory.x(step + 1) - trajectory.x(step);
    }

    @ParameterizedTest
    @CsvSource({"SUB_FBM, 0.3", "SUB_FBM, 0.8", "SUPER_FBM, 1.2"})
    void fractionalBrownianMotionHasTheTheoreticalCorrelations(DiffusionModel model, double exponent) {
        // When, with enough points that rescaling by the sample's spread changes little
        List<Trajectory> trajectories = trajectories(model, exponent, 300, 0);

        // Then
        for (int lag = 1; lag <= 4; lag++) {
            int distance = lag;
            double theory =
                    (Math.pow(lag + 1, exponent) - 2 * Math.pow(lag, exponent) + Math.pow(lag - 1, exponent)) / 2;
            assertThat(mean(trajectories, each -> step(each, 100) * step(each, 100 + distance)))
                    .as("lag %d", lag)
                    .isCloseTo(theory, within(0.05));
        }
    }

    @ParameterizedTest
    @CsvSource({"SUB_SBM, 0.4", "SUPER_SBM, 1.6"})
    void scaledBrownianMotionHasTheTheoreticalVariances(DiffusionModel model, double exponent) {
        // When
        List<Trajectory> trajectories = trajectories(model, exponent, 101, 0);

        // Then the ratio of a late to an early variance is that of t^(α − 1)
        double early = mean(trajectories, each -> Math.pow(step(each, 20), 2));
        double late = mean(trajectories, each -> Math.pow(step(each, 90), 2));
        double theory =
                (Math.pow(92, exponent) - Math.pow(91, exponent)) / (Math.pow(22, exponent) - Math.pow(21, exponent));
        assertThat(late / early).isCloseTo(theory, within(0.1 * theory));
    }

    @ParameterizedTest
    @CsvSource({"0.3", "0.7"})
    void continuousTimeRandomWalkJumpsAtOnceIfItsFirstWaitIsShorterThanTwo(double exponent) {
        // Given long walks, which hardly ever stay at rest and are drawn again
        int points = 1_000;

        // When
        double jumpsAtOnce =
                mean(trajectories(DiffusionModel.CTRW, exponent, points, 0), each -> step(each, 0) == 0 ? 0 : 1);

        // Then P(wait < 2), given that there is a jump at all
        double moves = 1 - Math.pow(points, -exponent);
        assertThat(jumpsAtOnce).isCloseTo((1 - Math.pow(2, -exponent)) / moves, within(0.03));
    }

    @ParameterizedTest
    @CsvSource({"1.3", "1.7"})
    void levyWalkKeepsItsFirstDirectionWithAPowerLawTail(double exponent) {
        // Given P(flight ≥ k) = k^(−σ) with σ = 3 − α, in whole steps
        double sigma = 3 - exponent;

        // When
        double straight = mean(
                trajectories(DiffusionModel.LEVY_WALK, exponent, 50, 0),
                each -> Math.abs(step(each, 2) - step(each, 0)) < 1e-9 && Math.abs(step(each, 1) - step(each, 0)) < 1e-9
                        ? 1
                        : 0);

        // Then
        assertThat(straight).isCloseTo(Math.pow(3, -sigma), within(0.03));
    }

    @ParameterizedTest
    @CsvSource({"0.5", "1"})
    void noiseWidensTheDisplacements(double noise) {
        // When
        double variance =
                mean(trajectories(DiffusionModel.BROWNIAN, 1, 100, noise), each -> Math.pow(step(each, 50), 2));

        // Then
        assertThat(variance).isCloseTo(1 + 2 * noise * noise, within(0.1));
    }
}
