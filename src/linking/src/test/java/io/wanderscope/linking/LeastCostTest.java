package io.wanderscope.linking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/**
 * Holds whole frames to the full matrix of Jaqaman et al. (2008), which has every pair of a track and a localisation, and is
 * solved by the Hungarian method.
 */
class LeastCostTest {
    private static final double IMPOSSIBLE = 1e6;

    @Property(tries = 150)
    void squaredDisplacementsCostAsLittleAsTheFullMatrix(
            @ForAll long seed,
            @ForAll @IntRange(max = 40) int tracks,
            @ForAll @IntRange(max = 40) int localisations,
            @ForAll @DoubleRange(min = 2, max = 12) double side) {
        // Given
        var costs = new LinkingCosts.SquaredDisplacement(1, 0.6, 0.7, 0.25);
        Random random = new Random(seed);
        OpenTracks open = state(random, tracks, side);
        List<Localisation> frame = localisations(random, localisations, side);
        double[][] link = new double[tracks][localisations];
        for (int track = 0; track < tracks; track++) {
            OpenTrack from = open.tracks().get(track);
            for (int to = 0; to < localisations; to++) {
                double square = from.last().squaredDistance(frame.get(to));
                link[track][to] = square > 1 ? IMPOSSIBLE : square + 0.25 * (10 - from.frame() - 1);
            }
        }

        // When
        LinkedFrame linked = new Linker(new LinkingSettings(costs, 3, 100, 100)).link(open, 10, frame);

        // Then
        assertThat(cost(linked, link, 0.6, 0.7)).isCloseTo(least(link, localisations, 0.6, 0.7), within(1e-9));
    }

    @Property(tries = 150)
    void likelihoodsCostAsLittleAsTheFullMatrix(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int tracks,
            @ForAll @IntRange(min = 1, max = 40) int localisations,
            @ForAll @DoubleRange(min = 2, max = 12) double side) {
        // Given
        var costs = new LinkingCosts.DiffusionLikelihood(1, 0.1, 0.2, 0.5);
        Random random = new Random(seed);
        OpenTracks open = state(random, tracks, side);
        List<Localisation> frame = localisations(random, localisations, side);
        double[][] link = new double[tracks][localisations];
        for (int track = 0; track < tracks; track++) {
            for (int to = 0; to < localisations; to++) {
                link[track][to] = negativeLogLikelihood(open, open.tracks().get(track), frame.get(to));
            }
        }
        double started = -Math.log(0.2 * localisations / area(open, frame));
        double missed = -Math.log(0.1);

        // When
        LinkedFrame linked = new Linker(new LinkingSettings(costs, 3, 100, 100)).link(open, 10, frame);

        // Then
        assertThat(cost(linked, link, missed, started))
                .isCloseTo(least(link, localisations, missed, started), within(1e-9));
    }

    /** Student's t-distribution in a plane, as it is written in textbooks. */
    private static double negativeLogLikelihood(OpenTracks open, OpenTrack track, Localisation to) {
        double square = track.last().squaredDistance(to);
        if (square > 1) {
            return IMPOSSIBLE;
        }
        long frames = 10 - track.frame();
        DiffusionMean all = open.diffusion();
        DiffusionMean own = track.diffusion();
        double population = (all.weight() * all.coefficient() + 10 * (1.0 / 18)) / (all.weight() + 10);
        double diffusion = (own.weight() * own.coefficient() + 4 * population) / (own.weight() + 4);
        double errors = Math.pow(track.last().error(), 2) + Math.pow(to.error(), 2);
        double variance = Math.max(2 * diffusion * frames, 1e-6) + errors;
        double freedom = 2 * (4 + own.weight());
        double density = Math.pow(1 + square / (freedom * variance), -(freedom + 2) / 2) / (2 * Math.PI * variance);
        return -Math.log(0.9 * density) + 0.5 * (frames - 1);
    }

    private static double area(OpenTracks open, List<Localisation> frame) {
        List<Localisation> all = new ArrayList<>(frame);
        open.tracks().forEach(track -> all.add(track.last()));
        var x = all.stream().mapToDouble(Localisation::x).summaryStatistics();
        var y = all.stream().mapToDouble(Localisation::y).summaryStatistics();
        return Math.max(2, x.getMax() - x.getMin()) * Math.max(2, y.getMax() - y.getMin());
    }

    private static OpenTracks state(Random random, int tracks, double side) {
        List<Localisation> last = localisations(random, tracks, side);
        List<OpenTrack> open = IntStream.range(0, tracks)
                .mapToObj(index -> new OpenTrack(
                        index + 1,
                        9 - random.nextInt(3),
                        last.get(index),
                        new DiffusionMean(random.nextInt(30), 0.1 * random.nextDouble() - 0.01)))
                .toList();
        return new OpenTracks(2, 9, tracks + 1, new DiffusionMean(50, 0.05), open);
    }

    private static List<Localisation> localisations(Random random, int number, double side) {
        return IntStream.range(0, number)
                .mapToObj(index -> new Localisation(
                        side * random.nextDouble(), side * random.nextDouble(), 0, 0.1 * random.nextDouble()))
                .toList();
    }

    private static double cost(LinkedFrame linked, double[][] link, double missed, double started) {
        double sum = 0;
        int links = 0;
        for (int to = 0; to < linked.size(); to++) {
            if (linked.isStart(to)) {
                sum += started;
            } else {
                sum += link[(int) linked.track(to) - 1][to];
                links++;
            }
        }
        return sum + missed * (link.length - links);
    }

    private static double least(double[][] link, int localisations, double missed, double started) {
        int tracks = link.length;
        double[][] full = new double[tracks + localisations][tracks + localisations];
        for (int row = 0; row < tracks; row++) {
            Arrays.fill(full[row], IMPOSSIBLE);
            System.arraycopy(link[row], 0, full[row], 0, localisations);
            full[row][localisations + row] = missed;
        }
        for (int column = 0; column < localisations; column++) {
            Arrays.fill(full[tracks + column], 0, localisations, IMPOSSIBLE);
            full[tracks + column][column] = started;
        }
        return DenseAssignment.leastCost(full);
    }
}
