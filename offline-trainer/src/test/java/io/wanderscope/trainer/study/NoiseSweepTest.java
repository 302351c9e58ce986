package io.wanderscope.trainer.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.data.TestSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NoiseSweepTest {
    private static final int TRACKS = 100;
    private static final int POINTS = 50;

    private final List<LabelledTrajectory> noiseless = new ArrayList<>();

    NoiseSweepTest() {
        TestSet.cell(3, TRACKS, POINTS, 0).forEach(noiseless::add);
    }

    /** What was added to every coordinate at a level. */
    private double[] added(List<LabelledTrajectory> noisy) {
        return IntStream.range(0, TRACKS)
                .mapToObj(track -> added(noiseless.get(track), noisy.get(track)))
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    private static double[] added(LabelledTrajectory before, LabelledTrajectory after) {
        return IntStream.range(0, POINTS)
                .boxed()
                .flatMapToDouble(point -> DoubleStream.of(
                        after.trajectory().x(point) - before.trajectory().x(point),
                        after.trajectory().y(point) - before.trajectory().y(point)))
                .toArray();
    }

    private static double product(double[] first, double[] second) {
        return IntStream.range(0, first.length)
                .mapToDouble(index -> first[index] * second[index])
                .average()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.1, 0.10", "0.3, 0.37", "0.5, 0.74", "1.0, 1.96"})
    void accumulatesAsInThePapersCode(double nominal, double expected) {
        // When
        double deviation = NoiseSweep.ACCUMULATED.deviation(NoiseSweep.LEVELS.indexOf(nominal));

        // Then
        assertThat(deviation).isCloseTo(expected, within(0.005));
    }

    @ParameterizedTest
    @EnumSource(NoiseSweep.class)
    void tracksHaveTheNoiseOfTheirLevel(NoiseSweep sweep) {
        // When
        List<List<LabelledTrajectory>> levels = sweep.tracks(noiseless, 1);

        // Then by four standard errors of the s.d. of as many numbers
        assertThat(levels).hasSameSizeAs(NoiseSweep.LEVELS);
        for (int level = 0; level < levels.size(); level++) {
            double expected = sweep.deviation(level);
            double[] added = added(levels.get(level));
            assertThat(Math.sqrt(product(added, added)))
                    .as("level %s", NoiseSweep.LEVELS.get(level))
                    .isCloseTo(expected, within(1e-9 + 4 * expected / Math.sqrt(2.0 * added.length)));
            assertThat(levels.get(level))
                    .allSatisfy(track -> assertThat(track.noise()).isCloseTo(expected, within(1e-9)));
        }
    }

    @ParameterizedTest
    @CsvSource({"ADDED, 0", "ACCUMULATED, 0.504"})
    void onlyNoiseThatAccumulatesHasThatOfEarlierLevelsInIt(NoiseSweep sweep, double expected) {
        // Given √(.1² + .2² + .3²) / √(.1² + … + .5²) = .504
        List<List<LabelledTrajectory>> levels = sweep.tracks(noiseless, 1);
        double[] earlier = added(levels.get(NoiseSweep.LEVELS.indexOf(0.3)));
        double[] later = added(levels.get(NoiseSweep.LEVELS.indexOf(0.5)));

        // When
        double correlation = product(earlier, later) / Math.sqrt(product(earlier, earlier) * product(later, later));

        // Then by four standard errors
        assertThat(correlation).isCloseTo(expected, within(4 / Math.sqrt(earlier.length)));
    }

    @Test
    void theTracksStayThoseOfTheirClass() {
        // When
        List<List<LabelledTrajectory>> levels = NoiseSweep.ADDED.tracks(noiseless, 1);

        // Then
        assertThat(levels)
                .allSatisfy(level -> assertThat(level)
                        .extracting(LabelledTrajectory::requireModel)
                        .isEqualTo(noiseless.stream()
                                .map(LabelledTrajectory::requireModel)
                                .toList()));
    }
}
