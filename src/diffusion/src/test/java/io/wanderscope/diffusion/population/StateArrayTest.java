package io.wanderscope.diffusion.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state array beside exact likelihoods and the package saspt, see {@code population_occupation.py}. */
class StateArrayTest {
    private static final double FRAME_INTERVAL = 0.00748;
    private static final double PIXEL_SIZE = 0.16;
    private static final int ITERATIONS = 200;
    private static final BrownianDisplacements WITHOUT_BLUR = new BrownianDisplacements(0);

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void likelihoodsOfOneAndTwoDisplacementsAreExact(int length) {
        // Given
        double[][] displacements = {{0.3, -0.8}, {0.5, 0.2}};
        double[] variances = {1, 0.4};
        double[] covariances = {-0.3, 0.1};

        // When
        double ratio = logRatio(displacements, length, variances, covariances);

        // Then
        assertThat(ratio)
                .isCloseTo(
                        exact(displacements, length, variances[0], covariances[0])
                                - exact(displacements, length, variances[1], covariances[1]),
                        within(1e-9));
    }

    /** Of diffusion against noise, over segments that diffuse. */
    @ParameterizedTest
    @ValueSource(ints = {3, 4, 6, 10})
    void longerSegmentsKeepNearlyAllThatTellsMotionFromNoise(int length) {
        // Given
        double[] variances = {2, 2};
        double[] covariances = {0, -0.5};
        Random random = new Random(3);
        double kept = 0;
        double all = 0;
        for (int segment = 0; segment < 2000; segment++) {
            double[][] drawn = new double[2][length];
            for (double[] axis : drawn) {
                Arrays.setAll(axis, place -> Math.sqrt(2) * random.nextGaussian());
            }

            // When
            kept += logRatio(drawn, length, variances, covariances);

            all += exact(drawn, length, variances[0], covariances[0])
                    - exact(drawn, length, variances[1], covariances[1]);
        }

        // Then
        assertThat(kept / all).isBetween(0.7, 1.05);
    }

    private static double logRatio(double[][] displacements, int length, double[] variances, double[] covariances) {
        double lower = 0;
        double upper = 0;
        for (double[] axis : displacements) {
            lower += SineTransform.lowerEnergy(axis, length);
            upper += SineTransform.upperEnergy(axis, length);
        }
        DisplacementCells cell =
                new DisplacementCells(new int[] {length}, new double[] {lower}, new double[] {upper}, new double[] {1});
        StateArray array = new StateArray(cell, variances, covariances);
        return array.logLikelihood(new double[] {1, 0}) - array.logLikelihood(new double[] {0, 1});
    }

    /** By Cholesky factors of the covariance matrix. */
    private static double exact(double[][] displacements, int length, double variance, double covariance) {
        double sum = 0;
        for (double[] axis : displacements) {
            double diagonal = Math.sqrt(variance);
            double whitened = axis[0] / diagonal;
            sum -= Math.log(diagonal) + whitened * whitened / 2;
            for (int place = 1; place < length; place++) {
                double below = covariance / diagonal;
                diagonal = Math.sqrt(variance - below * below);
                whitened = (axis[place] - below * whitened) / diagonal;
                sum -= Math.log(diagonal) + whitened * whitened / 2;
            }
        }
        return sum;
    }

    @Test
    void simulatedTracksGiveTheOccupationOfTheReferenceImplementation() throws IOException {
        // Given
        DisplacementCells cells;
        try (InputStream tracks = resource("/population-tracks.csv")) {
            cells = cells(new String(tracks.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        }

        // When
        double[] found = withItsSettings(cells);

        // Then
        assertThat(totalVariation(found, reference("simulated", "saspt"), 1)).isLessThan(0.1);
    }

    @Test
    void simulatedTracksGiveTheOccupationOfTheReferenceImplementationWithOurSettings() throws IOException {
        // Given
        DisplacementCells cells;
        try (InputStream tracks = resource("/population-tracks.csv")) {
            cells = cells(new String(tracks.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        }

        // When
        double[] found = withOurSettings(cells, 0.02);

        // Then
        assertThat(totalVariation(found, reference("simulated", "wanderscope"), 5))
                .as("in fifths of a decade, finer than so few tracks tell")
                .isLessThan(0.1);
    }

    @Test
    void aRecordingGivesTheOccupationOfTheReferenceImplementation() {
        // Given
        DisplacementCells cells = cells(recording());

        // When
        double[] found = withItsSettings(cells);

        // Then
        assertThat(totalVariation(found, reference("u2os", "saspt"), 1)).isLessThan(0.1);
    }

    @Test
    void aRecordingGivesTheOccupationOfTheReferenceImplementationWithOurSettings() {
        // Given
        DisplacementCells cells = cells(recording());

        // When
        double[] found = withOurSettings(cells, 0.035);

        // Then
        assertThat(totalVariation(found, reference("u2os", "wanderscope"), 1)).isLessThan(0.1);
    }

    /** A hundred diffusion coefficients from 0.01 to 100 µm²/s, by 36 localisation errors from 0 to 70 nm. */
    private static double[] withItsSettings(DisplacementCells cells) {
        double[] diffusion = new double[3600];
        double[] noises = new double[3600];
        Arrays.setAll(diffusion, state -> Math.pow(10, -2 + 4 * (state / 36) / 99.0));
        Arrays.setAll(noises, state -> Math.pow(0.002 * (state % 36), 2) / FRAME_INTERVAL);
        double[] found = occupation(WITHOUT_BLUR.stateArray(cells, diffusion, noises), cells);
        double[] marginal = new double[100];
        for (int state = 0; state < found.length; state++) {
            marginal[state / 36] += found[state];
        }
        return marginal;
    }

    private static double[] withOurSettings(DisplacementCells cells, double localisationError) {
        double[] diffusion = DiffusionGrid.covering(cells).centres();
        return occupation(
                WITHOUT_BLUR.stateArray(cells, diffusion, localisationError * localisationError / FRAME_INTERVAL),
                cells);
    }

    private static double[] occupation(StateArray array, DisplacementCells cells) {
        return OccupationEstimator.normalised(array.infer(
                cells.counts(), array.start(cells.counts()), OccupationEstimator.CONCENTRATION, ITERATIONS));
    }

    private static double totalVariation(double[] found, List<Double> expected, int together) {
        assertThat(expected).hasSize(found.length);
        double sum = 0;
        for (int first = 0; first < found.length; first += together) {
            double difference = 0;
            for (int bin = first; bin < first + together; bin++) {
                difference += found[bin] - expected.get(bin);
            }
            sum += Math.abs(difference) / 2;
        }
        return sum;
    }

    private static List<Double> reference(String tracks, String settings) {
        try (InputStream file = resource("/population-occupation.csv")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(",", -1))
                    .filter(fields -> fields[0].equals(tracks) && fields[1].equals(settings))
                    .map(fields -> Double.valueOf(fields[3]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(StateArrayTest.class.getResourceAsStream(name));
    }

    /** The file with which saspt comes. */
    private static List<String> recording() {
        String name = "saspt_u2os_region0.quot.csv";
        Optional<Path> file = Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve("shared").resolve("data").resolve(name))
                .filter(Files::isRegularFile)
                .findFirst();
        assumeTrue(file.isPresent(), () -> "no shared/data/" + name + " in any folder above this one");
        try {
            return Files.readAllLines(file.orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Point(int frame, double x, double y) {}

    /** Of rows with a header, in pixels. */
    private static DisplacementCells cells(List<String> lines) {
        List<String> header = Arrays.asList(lines.get(0).split(",", -1));
        Map<String, List<Point>> tracks = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            tracks.computeIfAbsent(fields[header.indexOf("trajectory")], track -> new ArrayList<>())
                    .add(new Point(
                            (int) Double.parseDouble(fields[header.indexOf("frame")]),
                            PIXEL_SIZE * Double.parseDouble(fields[header.indexOf("x")]),
                            PIXEL_SIZE * Double.parseDouble(fields[header.indexOf("y")])));
        }
        return DisplacementCells.of(SimulatedPopulation.sums(
                tracks.values().stream()
                        .filter(points -> points.size() >= TrackEvidence.MINIMUM_POINTS)
                        .map(StateArrayTest::track)
                        .toList(),
                FRAME_INTERVAL));
    }

    private static ObservedTrajectory track(List<Point> points) {
        int first = points.get(0).frame();
        int[] frames = points.stream().mapToInt(point -> point.frame() - first).toArray();
        BitSet observed = new BitSet();
        Arrays.stream(frames).forEach(observed::set);
        return new ObservedTrajectory(
                Trajectory.interpolated(
                        frames,
                        points.stream().mapToDouble(Point::x).toArray(),
                        points.stream().mapToDouble(Point::y).toArray()),
                observed);
    }
}
