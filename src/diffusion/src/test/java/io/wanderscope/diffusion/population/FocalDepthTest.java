package io.wanderscope.diffusion.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class FocalDepthTest {
    private static final double DEPTH = 0.7;
    private static final double FRAME_INTERVAL = 0.00748;
    private static final int PARTICLES = 20_000;
    private static final int FRAMES = 40;

    /** Written by {@code population_occupation.py}. */
    @ParameterizedTest
    @CsvFileSource(resources = "/population-focus.csv", numLinesToSkip = 1)
    void particlesRemainInFocusAsTheReferenceImplementationSays(
            double diffusion, double depth, double one, double two, double three) {
        // When
        double[] remaining = new FocalDepth(depth).remaining(diffusion, FRAME_INTERVAL, 3);

        // Then
        assertThat(remaining).containsExactly(new double[] {one, two, three}, within(0.003));
    }

    @Test
    void sharesOfParticlesInFocusAreFoundThoughFastOnesLeaveIt() {
        // Given
        List<ObservedTrajectory> tracks = tracksInFocus(0.4, 0.05, 5, new Random(11));
        SufficientStatistics sums = SimulatedPopulation.sums(tracks, FRAME_INTERVAL);
        ImagingConditions imaging = ImagingConditions.of(0, 0);

        // When
        PopulationEstimate corrected =
                new PopulationEstimator(imaging, OptionalDouble.of(DEPTH), Optional.empty()).estimate(sums);

        // Then
        PopulationEstimate uncorrected =
                new PopulationEstimator(imaging, OptionalDouble.empty(), Optional.empty()).estimate(sums);
        assertThat(corrected.states()).hasSize(2);
        assertThat(corrected.states().get(0).fraction().value()).isCloseTo(0.4, within(0.03));
        assertThat(uncorrected.states().get(0).fraction().value()).isGreaterThan(0.46);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e3, 1e5, 1e7, 1e12})
    void particlesThatMoveFarBeyondFocusReturnAsSeldomAsAnEvenDensitySays(double deviation) {
        // Given
        double depths = deviation / DEPTH;
        double returning = 1 / (Math.sqrt(2 * Math.PI) * depths);

        // When
        double share = new FocalDepth(DEPTH).countedShare(deviation * deviation / 2, 1);

        // Then
        assertThat(share / (2 * returning * returning)).isCloseTo(1, within(0.001));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 1e-200, 1e300})
    void aDepthThatCannotBeGivesFractions(double depth) {
        // Given
        SufficientStatistics sums =
                SimulatedPopulation.of(0.04, 1, 0.4, 0).withTracks(50).sums(1);

        // When
        PopulationEstimate estimate = new PopulationEstimator(
                        ImagingConditions.UNKNOWN, OptionalDouble.of(depth), Optional.empty())
                .estimate(sums);

        // Then
        assertThat(estimate.occupation())
                .allSatisfy(bin -> assertThat(bin.fraction().value()).isBetween(0.0, 1.0));
        assertThat(estimate.states())
                .allSatisfy(state -> assertThat(state.fraction().value()).isBetween(0.0, 1.0));
    }

    /**
     * Particles in a layer that is deeper than focus, into which they come back through its other side, watched for many frames.
     * Their stays in focus are the tracks.
     */
    private static List<ObservedTrajectory> tracksInFocus(double slowShare, double slow, double fast, Random random) {
        double layer = 10 * DEPTH;
        List<ObservedTrajectory> tracks = new ArrayList<>();
        for (int particle = 0; particle < PARTICLES; particle++) {
            double diffusion = particle < slowShare * PARTICLES ? slow : fast;
            double deviation = Math.sqrt(2 * diffusion * FRAME_INTERVAL);
            double z = layer * random.nextDouble();
            double[] x = new double[FRAMES];
            double[] y = new double[FRAMES];
            int points = 0;
            for (int frame = 0; frame < FRAMES; frame++) {
                if (z < DEPTH) {
                    x[points] = points == 0 ? 0 : x[points - 1] + deviation * random.nextGaussian();
                    y[points] = points == 0 ? 0 : y[points - 1] + deviation * random.nextGaussian();
                    points++;
                } else {
                    add(x, y, points, tracks);
                    points = 0;
                }
                z = (z + deviation * random.nextGaussian() + layer) % layer;
            }
            add(x, y, points, tracks);
        }
        return tracks;
    }

    private static void add(double[] x, double[] y, int points, List<ObservedTrajectory> tracks) {
        if (points >= TrackEvidence.MINIMUM_POINTS) {
            tracks.add(ObservedTrajectory.complete(Trajectory.of(Arrays.copyOf(x, points), Arrays.copyOf(y, points))));
        }
    }
}
