package io.wanderscope.linking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class CandidateSearchTest {
    private final CandidateSearch search = new CandidateSearch();
    private final CandidateCosts candidates = new CandidateCosts();

    /** Reaches of many sizes, the first ones negative, and the displacement as the cost. */
    @SuppressWarnings("ArrayRecordComponent") // never compared or changed
    private record Reaches(double[] reach) implements FrameCosts {
        @Override
        public void prepare(OpenTracks state, List<OpenTrack> tracks, long number, Frame frame) {}

        @Override
        public double reach(int track) {
            return reach[track];
        }

        @Override
        public double link(int track, int localisation, double squaredDisplacement) {
            return squaredDisplacement;
        }

        @Override
        public double missed() {
            return Double.POSITIVE_INFINITY;
        }
    }

    @Property(tries = 300)
    void findsEveryLocalisationWithinReach(
            @ForAll long seed,
            @ForAll @IntRange(max = 30) int tracks,
            @ForAll @IntRange(max = 30) int localisations,
            @ForAll @DoubleRange(min = 0.1, max = 30) double side,
            @ForAll boolean outlier) {
        // Given
        Random random = new Random(seed);
        Frame frame = new Frame();
        List<Localisation> field = field(random, localisations, side);
        if (outlier) {
            field.add(Localisation.of(Localisation.FARTHEST, -side));
        }
        frame.set(field);
        List<OpenTrack> open = field(random, tracks, side).stream()
                .map(each -> new OpenTrack(1, 0, each, DiffusionMean.NONE))
                .toList();
        Reaches reaches = new Reaches(IntStream.range(0, tracks)
                .mapToDouble(track -> track < 2 ? -1 : 3 * Math.pow(random.nextDouble(), 3))
                .toArray());

        // When
        search.search(open, frame, reaches, candidates);

        // Then
        for (int track = 0; track < tracks; track++) {
            assertThat(found(track)).isEqualTo(within(reaches.reach(track), open.get(track), frame));
        }
        assertThat(search.pairs()).isLessThanOrEqualTo((long) tracks * frame.size());
    }

    private List<Integer> found(int track) {
        return IntStream.range(candidates.first(track), candidates.end(track))
                .map(candidates::column)
                .sorted()
                .boxed()
                .toList();
    }

    private static List<Integer> within(double reach, OpenTrack track, Frame frame) {
        return IntStream.range(0, frame.size())
                .filter(index -> reach >= 0 && track.last().squaredDistance(frame.get(index)) <= reach * reach)
                .boxed()
                .toList();
    }

    private static List<Localisation> field(Random random, int number, double side) {
        List<Localisation> field = new ArrayList<>();
        for (int index = 0; index < number; index++) {
            field.add(Localisation.of(side * random.nextDouble() - side / 2, side * random.nextDouble() - side / 2));
        }
        return field;
    }
}
