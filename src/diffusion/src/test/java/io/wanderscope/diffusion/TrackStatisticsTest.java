package io.wanderscope.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackStatisticsTest {
    @Test
    void threePointsHaveACoefficientByHand() {
        // Given displacements (2, 0) and (1, 2)
        ObservedTrajectory track = along(new int[] {0, 1, 2}, new double[] {5, 7, 8}, new double[] {1, 1, 3});

        // When
        TrackStatistics statistics = TrackStatistics.of(track).orElseThrow();

        // Then D = (4 + 1 + 4) / 4 / 2 + 2 / 2, with a deviation by a variance of 5/4 (a² + b²) + 2 a b over two axes
        double a = 9.0 / 4;
        double b = 1;
        Estimate coefficient = statistics.diffusionCoefficient().orElseThrow();
        assertThat(coefficient.value()).isCloseTo(2.125, within(1e-12));
        assertThat(coefficient.deviation())
                .isCloseTo(Math.sqrt((1.25 * (a * a + b * b) + 2 * a * b) / 2), within(1e-12));
        assertThat(statistics.meanSquaredDisplacements())
                .extracting(MeanSquaredDisplacement::lag, each -> each.value().value())
                .containsExactly(tuple(1, 4.5), tuple(2, 13.0));
        assertThat(statistics.duration()).isEqualTo(2);
    }

    @Test
    void fewerThanThreeObservedPointsHaveNone() {
        // When two points are five frames apart
        Optional<TrackStatistics> statistics =
                TrackStatistics.of(along(new int[] {0, 5}, new double[] {0, 5}, new double[] {1, 2}));

        // Then
        assertThat(statistics).isEmpty();
    }

    @Test
    void pointsThatWereFilledInCountForNothing() {
        // Given the same two runs of three points, one frame apart and three frames apart
        double[] x = {0, 1, 3, 7, 6, 8};
        double[] y = {0, 1, 0, 2, 2, 5};
        TrackStatistics near =
                TrackStatistics.of(along(new int[] {0, 1, 2, 4, 5, 6}, x, y)).orElseThrow();
        ObservedTrajectory apart = along(new int[] {0, 1, 2, 6, 7, 8}, x, y);

        // When
        TrackStatistics far = TrackStatistics.of(apart).orElseThrow();

        // Then
        assertThat(far.diffusionCoefficient()).isEqualTo(near.diffusionCoefficient());
        assertThat(far.localisationVariance()).isEqualTo(near.localisationVariance());
        assertThat(far.radiusOfGyration()).isEqualTo(near.radiusOfGyration());
        assertThat(far.meanSquaredDisplacements().get(0))
                .isEqualTo(near.meanSquaredDisplacements().get(0));
        assertThat(far.duration()).isEqualTo(near.duration() + 2);
    }

    static Stream<ImagingConditions> incompleteImaging() {
        return Stream.of(
                ImagingConditions.UNKNOWN,
                new ImagingConditions(OptionalDouble.of(1), OptionalDouble.empty()),
                new ImagingConditions(OptionalDouble.empty(), OptionalDouble.of(1)));
    }

    @ParameterizedTest
    @MethodSource("incompleteImaging")
    void withoutThreeSuccessiveFramesThereIsNoCoefficient(ImagingConditions imaging) {
        // Given
        ObservedTrajectory track = pairsOfFrames().withImaging(imaging);

        // When
        TrackStatistics statistics = TrackStatistics.of(track).orElseThrow();

        // Then
        assertThat(statistics.diffusionCoefficient()).isEmpty();
        assertThat(statistics.localisationVariance()).isEmpty();
        assertThat(statistics.meanSquaredDisplacements()).isEmpty();
        assertThat(statistics.radiusOfGyration()).isPositive();
    }

    @Test
    void withKnownNoiseAndExposurePairsOfFramesSuffice() {
        // Given
        ObservedTrajectory track = pairsOfFrames().withImaging(ImagingConditions.of(1, 1));

        // When
        TrackStatistics statistics = TrackStatistics.of(track).orElseThrow();

        // Then D = (4 − 2 σ²) / (2 (1 − 2 / 6))
        assertThat(statistics.diffusionCoefficient().orElseThrow().value()).isCloseTo(1.5, within(1e-12));
        assertThat(statistics.localisationVariance()).contains(new Estimate(1, 0));
        assertThat(statistics.meanSquaredDisplacements())
                .extracting(MeanSquaredDisplacement::lag)
                .containsExactly(1, 3, 4);
    }

    @Test
    void withKnownNoiseAndExposureOneDisplacementSuffices() {
        // Given, of mean square 4 along an axis
        ObservedTrajectory track = along(new int[] {0, 1, 5}, new double[] {0, 2, 9}, new double[] {0, 2, 0})
                .withImaging(ImagingConditions.of(1, 0));

        // When
        TrackStatistics statistics = TrackStatistics.of(track).orElseThrow();

        // Then D = (4 − 2 σ²) / 2
        assertThat(statistics.diffusionCoefficient().orElseThrow().value()).isCloseTo(1, within(1e-12));
    }

    private static ObservedTrajectory pairsOfFrames() {
        return along(new int[] {0, 1, 4, 5}, new double[] {0, 2, 9, 11}, new double[] {0, 2, 0, -2});
    }

    @Test
    void aParticleThatOnlySeemsToMoveMayHaveANegativeCoefficient() {
        // Given
        ObservedTrajectory jitter =
                along(new int[] {0, 1, 2, 3}, new double[] {0, 1, 0, 1}, new double[] {0, -1, 0, -1});

        // When
        TrackStatistics statistics = TrackStatistics.of(jitter).orElseThrow();

        // Then
        Estimate coefficient = statistics.diffusionCoefficient().orElseThrow();
        assertThat(coefficient.value()).isCloseTo(-0.5, within(1e-12));
        assertThat(coefficient.deviation()).isPositive().isFinite();
        assertThat(statistics.localisationVariance().orElseThrow().value()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 1e15})
    void aParticleThatRestsHasZeroes(double place) {
        // Given
        double[] coordinates = {place, place, place, place, place};

        // When
        TrackStatistics statistics = TrackStatistics.of(along(new int[] {0, 1, 2, 3, 4}, coordinates, coordinates))
                .orElseThrow();

        // Then
        assertThat(statistics.diffusionCoefficient()).contains(new Estimate(0, 0));
        assertThat(statistics.localisationVariance().orElseThrow().value()).isZero();
        assertThat(statistics.radiusOfGyration()).isZero();
    }

    @Test
    void theUnknownExposureIsTakenForThatOfACameraThatNeverCloses() {
        // Given
        ObservedTrajectory track = threeDisplacements();

        // When
        TrackStatistics unknown = TrackStatistics.of(track).orElseThrow();

        // Then
        assertThat(unknown).isEqualTo(withExposure(track, 1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1})
    void anAssumedExposureRaisesTheNoiseByUpToAThirdOfDAndChangesNothingElse(double exposure) {
        // Given
        TrackStatistics assumed = TrackStatistics.of(threeDisplacements()).orElseThrow();

        // When
        TrackStatistics told = withExposure(threeDisplacements(), exposure);

        // Then by 2 D (1/6 − R)
        double coefficient = told.diffusionCoefficient().orElseThrow().value();
        assertThat(told.diffusionCoefficient()).isEqualTo(assumed.diffusionCoefficient());
        assertThat(assumed.localisationVariance().orElseThrow().value()
                        - told.localisationVariance().orElseThrow().value())
                .isCloseTo((1 - exposure) * coefficient / 3, within(1e-12));
    }

    private static ObservedTrajectory threeDisplacements() {
        return along(new int[] {0, 1, 2, 3}, new double[] {0, 1, 3, 4}, new double[] {0, -1, 0, -2});
    }

    @Test
    void haveOtherUnits() {
        // Given
        TrackStatistics inPixels = TrackStatistics.of(threeDisplacements()).orElseThrow();

        // When a pixel is 0.1 µm and a frame 20 ms
        TrackStatistics inMicrometres = inPixels.inUnits(0.1, 0.02);

        // Then
        Estimate perFrame = inPixels.diffusionCoefficient().orElseThrow();
        Estimate perSecond = inMicrometres.diffusionCoefficient().orElseThrow();
        assertThat(perSecond.value()).isCloseTo(perFrame.value() * 0.01 / 0.02, within(1e-12));
        assertThat(perSecond.deviation()).isCloseTo(perFrame.deviation() * 0.01 / 0.02, within(1e-12));
        assertThat(inMicrometres.localisationVariance().orElseThrow().value())
                .isCloseTo(inPixels.localisationVariance().orElseThrow().value() * 0.01, within(1e-12));
        assertThat(inMicrometres.meanSquaredDisplacements().get(2).value().value())
                .isCloseTo(inPixels.meanSquaredDisplacements().get(2).value().value() * 0.01, within(1e-12));
        assertThat(inMicrometres.radiusOfGyration()).isCloseTo(inPixels.radiusOfGyration() * 0.1, within(1e-12));
        assertThat(inMicrometres.duration()).isCloseTo(0.06, within(1e-12));
    }

    @Test
    void anEstimateTooLargeForANumberIsNone() {
        // Given a noise that nobody has
        ObservedTrajectory track = along(new int[] {0, 1, 2}, new double[] {0, 1, 2}, new double[] {0, 1, 1})
                .withImaging(ImagingConditions.of(1e200, 0));

        // When
        TrackStatistics statistics = TrackStatistics.of(track).orElseThrow();

        // Then
        assertThat(statistics.diffusionCoefficient()).isEmpty();
        assertThat(statistics.localisationVariance()).isEmpty();
    }

    private static TrackStatistics withExposure(ObservedTrajectory track, double exposure) {
        return TrackStatistics.of(
                        track.withImaging(new ImagingConditions(OptionalDouble.empty(), OptionalDouble.of(exposure))))
                .orElseThrow();
    }

    private static ObservedTrajectory along(int[] frames, double[] x, double[] y) {
        BitSet observed = new BitSet();
        IntStream.of(frames).forEach(observed::set);
        return new ObservedTrajectory(Trajectory.interpolated(frames, x, y), observed);
    }
}
