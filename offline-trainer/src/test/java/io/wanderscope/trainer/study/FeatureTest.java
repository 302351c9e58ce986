package io.wanderscope.trainer.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.diffusion.Trajectory;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeatureTest {
    private static final int POINTS = 1000;
    private static final int LENGTH = 20;
    private static final double ROUNDING = 1e-9;

    private static PlantedTrack draw(Feature feature, long seed) {
        return feature.draw(POINTS, LENGTH, new SplittableRandom(seed));
    }

    private static double step(Trajectory trajectory, int point) {
        return Math.hypot(trajectory.x(point) - trajectory.x(point - 1), trajectory.y(point) - trajectory.y(point - 1));
    }

    private static double difference(PlantedTrack track, int point) {
        return Math.hypot(
                track.trajectory().x(point)
                        - track.trajectory().x(point - 1)
                        - track.without().x(point)
                        + track.without().x(point - 1),
                track.trajectory().y(point)
                        - track.trajectory().y(point - 1)
                        - track.without().y(point)
                        + track.without().y(point - 1));
    }

    /** Mean square of the steps in the feature, over many tracks. */
    private static double meanSquare(Feature feature) {
        double sum = 0;
        int tracks = 400;
        for (int seed = 0; seed < tracks; seed++) {
            PlantedTrack track = draw(feature, seed);
            for (int point = track.from(); point < track.to(); point++) {
                sum += Math.pow(step(track.trajectory(), point), 2);
            }
        }
        return sum / tracks / LENGTH;
    }

    @ParameterizedTest
    @EnumSource(Feature.class)
    void isWhereItSaysAndNowhereElse(Feature feature) {
        // When
        PlantedTrack track = draw(feature, 1);

        // Then
        assertThat(track.to() - track.from()).isEqualTo(LENGTH);
        for (int point = 1; point < POINTS; point++) {
            boolean isInside = point >= track.from() && point < track.to();
            assertThat(difference(track, point) > ROUNDING)
                    .as("point %d", point)
                    .isEqualTo(isInside);
        }
    }

    private static double turningAngle(Trajectory trajectory, int point) {
        double before = Math.atan2(
                trajectory.y(point) - trajectory.y(point - 1), trajectory.x(point) - trajectory.x(point - 1));
        double after = Math.atan2(
                trajectory.y(point + 1) - trajectory.y(point), trajectory.x(point + 1) - trajectory.x(point));
        return Math.abs(Math.IEEEremainder(after - before, 2 * Math.PI));
    }

    @Test
    void theTruthOfTurnsIsWhatLiesNearThem() {
        // When
        PlantedTrack track = draw(Feature.TURN, 1);

        // Then
        int[] turns = IntStream.range(1, POINTS - 1)
                .filter(point -> turningAngle(track.trajectory(), point) > 0.1)
                .toArray();
        assertThat(turns).hasSize(2);
        assertThat(track.truth().stream())
                .containsExactlyElementsOf(IntStream.of(turns)
                        .flatMap(turn -> IntStream.rangeClosed(turn - 3, turn + 3))
                        .boxed()
                        .toList());
    }

    @Test
    void theFeaturesHaveTheMeanSquareOfTheirKind() {
        // When and Then: two axes of variance 1, by four standard errors of 8000 steps
        assertThat(meanSquare(Feature.REST)).isLessThan(ROUNDING);
        assertThat(meanSquare(Feature.FLIGHT)).isBetween(2 - ROUNDING, 2 + ROUNDING);
        assertThat(meanSquare(Feature.FASTER)).isBetween(19.1, 20.9);
        assertThat(meanSquare(Feature.SLOWER)).isBetween(0.191, 0.209);
        assertThat(meanSquare(Feature.ANTICORRELATED)).isBetween(1.9, 2.1);
        // In a persistent feature, steps are nearly equal, so that its tracks count rather than their steps
        assertThat(meanSquare(Feature.PERSISTENT)).isBetween(1.8, 2.2);
    }
}
