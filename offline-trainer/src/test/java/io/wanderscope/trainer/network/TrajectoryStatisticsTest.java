package io.wanderscope.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.Camera;
import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.OtherMotion;
import io.wanderscope.diffusion.Sampling;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.TrajectorySimulator;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class TrajectoryStatisticsTest {
    private static final int OBSERVED_SHARE = 1;
    private static final int CORRELATION = 2;
    private static final int DISPLACEMENTS = 9;
    private static final int PARTS = 15;
    private static final int MEAN_LENGTH = 21;
    private static final int STILL_AXES = 23;
    private static final int IMAGING = 25;

    private final TrajectorySimulator simulator = TrajectorySimulator.withSeed(4);

    private ObservedTrajectory brownian(int points, Camera camera) {
        return simulator.observe(DiffusionModel.BROWNIAN, 1, Sampling.frameByFrame(points), camera);
    }

    private static double at(ObservedTrajectory trajectory, int statistic) {
        return TrajectoryStatistics.of(new ObservedSteps(trajectory))[statistic];
    }

    @Test
    void brownianMotionHasNoAutocorrelationAndDiffusesNormally() {
        // Given
        ObservedTrajectory trajectory = brownian(20_000, Camera.IDEAL);

        // When
        float[] statistics = TrajectoryStatistics.of(new ObservedSteps(trajectory));

        // Then the mean length of two Gaussian components is sqrt(pi / 2)
        for (int lag = 0; lag < TrajectoryStatistics.CORRELATION_LAGS.size(); lag++) {
            assertThat((double) statistics[CORRELATION + lag]).isCloseTo(0, within(0.02));
        }
        assertThat((double) statistics[DISPLACEMENTS]).isCloseTo(0, within(0.02));
        assertThat((double) statistics[PARTS + 5]).isCloseTo(0, within(0.03));
        assertThat((double) statistics[MEAN_LENGTH]).isCloseTo(Math.sqrt(Math.PI / 2), within(0.02));
    }

    @Test
    void localisationNoiseAloneIsAnticorrelatedByOneHalf() {
        // Given
        ObservedTrajectory trajectory =
                simulator.observe(new OtherMotion.Immobile(), Sampling.frameByFrame(20_000), Camera.IDEAL.withNoise(1));

        // When
        float[] statistics = TrajectoryStatistics.of(new ObservedSteps(trajectory));

        // Then the mean squared displacement does not grow: over L steps it is 1 / L of that of normal diffusion
        assertThat((double) statistics[CORRELATION]).isCloseTo(-0.5, within(0.02));
        assertThat((double) statistics[CORRELATION + 1]).isCloseTo(0, within(0.02));
        assertThat((double) statistics[DISPLACEMENTS + 1]).isCloseTo(-Math.log(4) / 2, within(0.02));
    }

    @Test
    void interpolatedPointsDoNotChangeTheScale() {
        // Given a third of the frames missing
        ObservedTrajectory gappy = brownian(20_000, Camera.IDEAL.withGaps(0.33, 5));

        // When
        float[] statistics = TrajectoryStatistics.of(new ObservedSteps(gappy));

        // Then straight lines between observed points add neither correlation nor short displacements
        assertThat((double) statistics[OBSERVED_SHARE]).isCloseTo(0.67, within(0.01));
        assertThat((double) statistics[CORRELATION]).isCloseTo(0, within(0.03));
        assertThat((double) statistics[DISPLACEMENTS]).isCloseTo(0, within(0.03));
    }

    @Test
    void doNotDependOnUnitOriginAndOrientation() {
        // Given a trajectory, and the same turned by a right angle, in another unit, elsewhere, with the noise in that
        // unit
        ObservedTrajectory trajectory =
                brownian(200, Camera.IDEAL.withNoise(0.4)).withImaging(ImagingConditions.of(0.4, 0.5));
        Trajectory path = trajectory.trajectory();
        double[] x = new double[path.size()];
        double[] y = new double[path.size()];
        for (int point = 0; point < x.length; point++) {
            x[point] = 7 - 0.106 * path.y(point);
            y[point] = 0.106 * path.x(point) - 3;
        }
        BitSet all = new BitSet();
        all.set(0, x.length);
        ObservedTrajectory changed =
                new ObservedTrajectory(Trajectory.of(x, y), all).withImaging(ImagingConditions.of(0.106 * 0.4, 0.5));

        // When
        float[] statistics = TrajectoryStatistics.of(new ObservedSteps(changed));

        // Then
        assertThat(statistics).containsExactly(TrajectoryStatistics.of(new ObservedSteps(trajectory)), within(1e-4f));
    }

    @Test
    void knownImagingConditionsAreRelativeToTheDisplacements() {
        // Given noise of one displacement: of the variance of the displacements seen, 1 + 2 s², it is a third
        ObservedTrajectory trajectory = brownian(20_000, Camera.IDEAL.withNoise(1));

        // When
        ObservedTrajectory known = trajectory.withImaging(ImagingConditions.of(1, 0.25));

        // Then
        assertThat(at(trajectory, IMAGING)).isZero();
        assertThat(at(trajectory, IMAGING + 2)).isZero();
        assertThat(at(known, IMAGING)).isEqualTo(1);
        assertThat(at(known, IMAGING + 1)).isCloseTo(1 / 3.0, within(0.01));
        assertThat(at(known, IMAGING + 3)).isEqualTo(0.25);
    }

    @Test
    void aGridStopsSomeAxes() {
        // Given a grid of one displacement, placed at random: both ends of a displacement fall into one cell with
        // probability
        // 0.37, the integral of (1 - |d|) over its Gaussian density
        ObservedTrajectory trajectory = brownian(20_000, Camera.IDEAL.withGrid(1));

        // When
        double share = at(trajectory, STILL_AXES);

        // Then
        assertThat(share).isCloseTo(0.37, within(0.01));
    }

    @Test
    void areFiniteForTheShortestAndForMotionlessTracks() {
        // Given
        ObservedTrajectory shortest = brownian(5, Camera.IDEAL);
        ObservedTrajectory still = ObservedTrajectory.complete(Trajectory.of(new double[5], new double[5]))
                .withImaging(ImagingConditions.of(0.02, 1));

        // When
        float[] ofStill = TrajectoryStatistics.of(new ObservedSteps(still));

        // Then
        for (int statistic = 0; statistic < TrajectoryStatistics.COUNT; statistic++) {
            assertThat(ofStill[statistic]).isFinite();
            assertThat(at(shortest, statistic)).isFinite();
        }
    }
}
