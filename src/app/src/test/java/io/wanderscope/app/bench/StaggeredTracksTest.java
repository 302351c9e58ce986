package io.wanderscope.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StaggeredTracksTest {
    private static final int POINTS = 40;
    private static final int OPEN = 10;

    private final StaggeredTracks tracks = new StaggeredTracks(POINTS, OPEN);

    @Test
    void everyTrackHasAllItsPositionsInOrderAndThenItsEnd() {
        // When
        List<TrackEvent> events = new ArrayList<>();
        for (int event = 0; event < 20_000; event++) {
            events.add(tracks.next());
        }
        events.addAll(tracks.endAll());

        // Then
        Map<Integer, List<TrackEvent>> byTrack = new HashMap<>();
        events.forEach(event -> byTrack.computeIfAbsent(event.track(), unseen -> new ArrayList<>())
                .add(event));
        int started = byTrack.size();
        assertThat(byTrack.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, started).boxed().toList());
        byTrack.forEach((track, own) -> {
            int positions = own.size() - 1;
            assertThat(own.stream().limit(positions).map(TrackEvent::frame))
                    .containsExactlyElementsOf(
                            IntStream.range(0, positions).boxed().toList());
            assertThat(own.get(positions).isEnd()).isTrue();
            assertThat(own.get(positions).frame()).isEqualTo(positions - 1);
            assertThat(positions).isLessThanOrEqualTo(POINTS);
            assertThat(own.stream().mapToLong(TrackEvent::turn)).isSorted();
        });
        assertThat(byTrack.values().stream().filter(own -> own.size() <= POINTS))
                .hasSizeLessThanOrEqualTo(OPEN);
    }

    @Test
    void onceTheLoadIsEvenTracksOfAllLengthsAreOpenInEveryFrame() {
        // Given
        for (int event = 0; event < tracks.untilEven(); event++) {
            tracks.next();
        }
        long first = tracks.turn() + 1;

        // When
        Map<Long, Set<Integer>> lengths = new HashMap<>();
        Map<Long, Set<Integer>> open = new HashMap<>();
        while (tracks.turn() < first + 100) {
            TrackEvent event = tracks.next();
            if (!event.isEnd()) {
                lengths.computeIfAbsent(event.turn(), unseen -> new TreeSet<>()).add(event.frame() / (POINTS / OPEN));
                open.computeIfAbsent(event.turn(), unseen -> new TreeSet<>()).add(event.track());
            }
        }

        // Then
        LongStream.range(first, first + 100).forEach(turn -> {
            assertThat(open.get(turn)).hasSize(OPEN);
            assertThat(lengths.get(turn)).hasSize(OPEN);
        });
    }

    @Test
    void nothingIsOpenAtTheBeginning() {
        // When
        assertThat(tracks.endAll()).isEmpty();
    }
}
