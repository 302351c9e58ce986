package io.wanderscope.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the estimates to the theory of Brownian motion. The unit of length is the standard deviation of a displacement from
 * frame to frame without noise and blur, so that D is ½.
 */
class TrackStatisticsTheoryTest {
    private static final double DIFFUSION = 0.5;
    private static final int SUBSTEPS = 16;

    /** A correct estimator exceeds this once in about two million comparisons. */
    private static final double STANDARD_ERRORS = 5;

    private final UniformRandomProvider uniform = RandomSource.XO_RO_SHI_RO_128_PP.create(20_261_129);
    private final ContinuousSampler gaussian = ZigguratSampler.NormalizedGaussian.of(uniform);
    private final CameraSimulator cameras = new CameraSimulator(uniform, gaussian);

    /** Points, localisation noise and exposure of tracks. */
    record Setup(int points, double noise, double exposure) {
        Camera camera() {
            return Camera.IDEAL.withNoise(noise).withExposure(exposure);
        }

        double blur() {
            return exposure / 6;
        }

        /** The moments that the displacements of a complete track have. */
        DisplacementMoments truth() {
            return new DisplacementMoments(
                    points - 1,
                    points - 2,
                    points - 3,
                    2 * DIFFUSION * (1 - 2 * blur()) + 2 * noise * noise,
                    2 * DIFFUSION * blur() - noise * noise);
        }

        /** The weight with which the mean of both estimates varies least where the variance of the noise is D. */
        double bestWeight() {
            DisplacementMoments there = new Setup(points, Math.sqrt(DIFFUSION), exposure).truth();
            return IntStream.rangeClosed(0, 1000)
                    .mapToObj(thousandth -> thousandth / 1000.0)
                    .min(Comparator.comparingDouble(weight -> withKnownNoise(there, blur(), weight)))
                    .orElseThrow();
        }
    }

    /** The standard deviation of the mean of both estimates, with a weight of the one that takes the covariance. */
    private static double withKnownNoise(DisplacementMoments truth, double blur, double weight) {
        double perVariance = 1 / (2 * (1 - 2 * blur));
        return truth.deviation((1 - weight) * perVariance + weight / 2, weight);
    }

    static Stream<Setup> setups() {
        return Stream.of(3, 5, 10, 30, 100, 1000)
                .flatMap(points -> Stream.of(0.0, 0.5, 1.0, 2.0)
                        .flatMap(noise -> Stream.of(0.0, 1.0).map(exposure -> new Setup(points, noise, exposure))));
    }

    @ParameterizedTest
    @MethodSource("setups")
    void coefficientAndNoiseAreUnbiasedAndVaryAsTheyShould(Setup setup) {
        // Given
        ImagingConditions exposureOnly =
                new ImagingConditions(OptionalDouble.empty(), OptionalDouble.of(setup.exposure()));

        // When
        List<TrackStatistics> all = many(setup.points(), setup.camera(), exposureOnly);

        // Then
        DisplacementMoments truth = setup.truth();
        double blur = setup.blur();
        Sample coefficient = Sample.of(all, TrackStatisticsTheoryTest::coefficient);
        coefficient.assertMean(DIFFUSION);
        coefficient.assertDeviation(truth.deviation(0.5, 1));
        Sample noise =
                Sample.of(all, each -> each.localisationVariance().orElseThrow().value());
        noise.assertMean(setup.noise() * setup.noise());
        noise.assertDeviation(truth.deviation(blur, 2 * blur - 1));
    }

    @ParameterizedTest
    @MethodSource("setups")
    void withKnownNoiseTheCoefficientIsUnbiasedAndVariesLess(Setup setup) {
        // Given
        ImagingConditions both = ImagingConditions.of(setup.noise(), setup.exposure());

        // When
        List<TrackStatistics> all = many(setup.points(), setup.camera(), both);

        // Then
        double deviation = withKnownNoise(setup.truth(), setup.blur(), setup.bestWeight());
        Sample coefficient = Sample.of(all, TrackStatisticsTheoryTest::coefficient);
        coefficient.assertMean(DIFFUSION);
        coefficient.assertDeviation(deviation);
        assertThat(deviation).isLessThan(setup.truth().deviation(0.5, 1));
    }

    @ParameterizedTest
    @MethodSource("setups")
    void deviationsOfLongTracksAreThoseOfThePaper(Setup setup) {
        // Given, from equations 17 and 20 of Vestergaard, Blainey and Flyvbjerg for one axis, which leave out 1/N³
        double n = setup.points() - 1;
        double r = setup.blur();
        double e = setup.noise() * setup.noise() / DIFFUSION - 2 * r;
        double unknown = DIFFUSION * Math.sqrt((6 + 4 * e + 2 * e * e) / n + 4 * (1 + e) * (1 + e) / (n * n));
        double known = DIFFUSION * Math.sqrt((2 + 4 * e + 3 * e * e) / n) / (1 - 2 * r);

        // When
        double deviation = setup.truth().deviation(0.5, 1);
        double deviationKnown = setup.truth().deviation(1 / (2 * (1 - 2 * r)), 0);

        // Then for the mean of both axes
        assertThat(deviation).isCloseTo(unknown / Math.sqrt(2), withinPercentage(100 / n));
        assertThat(deviationKnown).isCloseTo(known / Math.sqrt(2), withinPercentage(100 / n));
    }

    @ParameterizedTest
    @CsvSource({"30, 0.2, 3", "30, 0.4, 1", "100, 0.3, 5"})
    void missingFramesWidenTheDeviationAndLeaveNoBias(int points, double share, int longest) {
        // Given
        Camera camera = Camera.IDEAL.withNoise(0.5).withGaps(share, longest);
        ImagingConditions exposureOnly = new ImagingConditions(OptionalDouble.empty(), OptionalDouble.of(0));

        // When, in units of the deviation that a track with these frames missing should have
        List<ObservedTrajectory> tracks = Stream.generate(() -> brownian(points, camera))
                .limit(4000)
                .filter(track -> DisplacementMoments.of(track).pairs() > 0)
                .toList();
        double[] scores = tracks.stream()
                .mapToDouble(track -> (coefficient(statistics(track, exposureOnly)) - DIFFUSION) / deviation(track))
                .toArray();

        // Then
        Sample score = Sample.of(scores);
        score.assertMean(0);
        score.assertDeviation(1);
    }

    private static double deviation(ObservedTrajectory track) {
        DisplacementMoments measured = DisplacementMoments.of(track);
        return new DisplacementMoments(measured.displacements(), measured.pairs(), measured.triples(), 1.5, -0.25)
                .deviation(0.5, 1);
    }

    /**
     * The deviation of a track is estimated from the track too, so that an interval is honest for long ones only. The lowest
     * and the highest share are those that the documentation states, in whole per cent.
     */
    @ParameterizedTest
    @CsvSource({"3, 77, 100", "5, 82, 100", "10, 87, 100", "30, 92, 99", "100, 94, 97", "1000, 95, 96"})
    void twoDeviationsHoldTheTruthAsOftenAsDocumented(int points, double least, double most) {
        // Given
        int tracks = Math.min(20_000, 2_000_000 / points);

        // When
        double[] shares = setups().filter(setup -> setup.points() == points)
                .mapToDouble(setup -> shareWithinTwoDeviations(setup, tracks))
                .toArray();

        // Then
        assertThat(shares).hasSize(8);
        assertThat(100 * Arrays.stream(shares).min().orElseThrow())
                .isCloseTo(least, within(percentError(least, tracks)));
        assertThat(100 * Arrays.stream(shares).max().orElseThrow()).isCloseTo(most, within(percentError(most, tracks)));
    }

    private double shareWithinTwoDeviations(Setup setup, int tracks) {
        return many(tracks, setup.points(), setup.camera(), ImagingConditions.UNKNOWN).stream()
                .map(each -> each.diffusionCoefficient().orElseThrow())
                .mapToInt(each -> Math.abs(each.value() - DIFFUSION) <= 2 * each.deviation() ? 1 : 0)
                .average()
                .orElseThrow();
    }

    /** Rounding to a whole per cent, and the sampling error; that of the extreme of a few shares is hardly larger. */
    private static double percentError(double percent, int tracks) {
        double share = Math.min(percent, 99.5) / 100;
        return 0.5 + STANDARD_ERRORS * 100 * Math.sqrt(share * (1 - share) / tracks);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 1", "1, 0", "1, 1", "2, 1"})
    void meanSquaredDisplacementsAndTheirDeviationsAreThoseOfBrownianMotion(double noise, double exposure) {
        // Given
        Setup setup = new Setup(100, noise, exposure);

        // When
        List<TrackStatistics> all = many(setup.points(), setup.camera(), ImagingConditions.UNKNOWN);

        // Then 4 D (k − 2 R) + 4 σ² at lag k
        for (int lag = 1; lag <= 4; lag++) {
            int index = lag - 1;
            Sample values = Sample.of(
                    all,
                    each -> each.meanSquaredDisplacements().get(index).value().value());
            Sample deviations = Sample.of(
                    all,
                    each -> each.meanSquaredDisplacements().get(index).value().deviation());
            values.assertMean(4 * DIFFUSION * (lag - 2 * setup.blur()) + 4 * noise * noise);
            values.assertDeviationIsAbout(deviations.mean());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1})
    void theRadiusOfGyrationIsThatOfAFreeChain(double noise) {
        // Given
        int points = 20;

        // When
        List<TrackStatistics> all = many(points, Camera.IDEAL.withNoise(noise), ImagingConditions.UNKNOWN);

        // Then the mean square is 4 D (n² − 1) / (6 n), and that of the noise about its mean
        double chain = 4 * DIFFUSION * (points * points - 1.0) / (6 * points);
        Sample.of(all, each -> each.radiusOfGyration() * each.radiusOfGyration())
                .assertMean(chain + 2 * noise * noise * (points - 1) / points);
    }

    private static double coefficient(TrackStatistics statistics) {
        return statistics.diffusionCoefficient().orElseThrow().value();
    }

    private static TrackStatistics statistics(ObservedTrajectory track, ImagingConditions imaging) {
        return TrackStatistics.of(track.withImaging(imaging)).orElseThrow();
    }

    private List<TrackStatistics> many(int points, Camera camera, ImagingConditions imaging) {
        return many(Math.max(400, 100_000 / points), points, camera, imaging);
    }

    private List<TrackStatistics> many(int tracks, int points, Camera camera, ImagingConditions imaging) {
        return Stream.generate(() -> brownian(points, camera))
                .limit(tracks)
                .map(track -> statistics(track, imaging))
                .toList();
    }

    private ObservedTrajectory brownian(int points, Camera camera) {
        int substeps = camera.exposure() == 0 ? 1 : SUBSTEPS;
        return cameras.look(camera, path(points, substeps), path(points, substeps), substeps, points);
    }

    private double[] path(int points, int substeps) {
        double step = Math.sqrt(2 * DIFFUSION / substeps);
        double[] path = new double[points * substeps + 1];
        for (int place = 1; place < path.length; place++) {
            path[place] = path[place - 1] + step * gaussian.sample();
        }
        return path;
    }

    /** Values of many tracks. */
    @SuppressWarnings("ArrayRecordComponent") // never compared or changed
    private record Sample(double[] values, double mean, double variance) {
        static Sample of(List<TrackStatistics> all, ToDoubleFunction<TrackStatistics> statistic) {
            return of(all.stream().mapToDouble(statistic).toArray());
        }

        static Sample of(double[] values) {
            double mean = Arrays.stream(values).average().orElseThrow();
            double variance = Arrays.stream(values)
                    .map(each -> (each - mean) * (each - mean))
                    .average()
                    .orElseThrow();
            return new Sample(values, mean, variance);
        }

        void assertMean(double expected) {
            assertThat(mean).isCloseTo(expected, within(STANDARD_ERRORS * Math.sqrt(variance / values.length)));
        }

        void assertDeviation(double expected) {
            assertThat(variance).isCloseTo(expected * expected, within(STANDARD_ERRORS * errorOfVariance()));
        }

        /** With the mean of many estimates, which are not linear in anything unbiased. */
        void assertDeviationIsAbout(double expected) {
            assertThat(variance)
                    .isCloseTo(
                            expected * expected,
                            within(STANDARD_ERRORS * errorOfVariance() + 0.05 * expected * expected));
        }

        private double errorOfVariance() {
            double fourth = Arrays.stream(values)
                    .map(each -> Math.pow(each - mean, 4))
                    .average()
                    .orElseThrow();
            return Math.sqrt((fourth - variance * variance) / values.length);
        }
    }
}
