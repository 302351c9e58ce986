package io.wanderscope.streaming.tracks;

import static io.wanderscope.streaming.TopologyHarness.mark;
import static io.wanderscope.streaming.TopologyHarness.moving;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wanderscope.schema.ResultStatus;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.TrackKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.Test;

/**
 * Tracks that have ended in stores that do not agree: a crash under at-least-once kept the latest entries of one
 * store, and not those of another.
 */
class TornStoresTest {
    private static final int MANY = 1_000;

    private final Partition partition = new Partition(StreamSettings.defaults()).start();

    /** What a store holds now. */
    private List<KeyValue<Bytes, byte[]>> content(String store) {
        List<KeyValue<Bytes, byte[]>> content = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries = partition.store(store).all()) {
            entries.forEachRemaining(content::add);
        }
        return content;
    }

    /** Lets a store hold what it held before, and nothing else. */
    private void putBack(String store, List<KeyValue<Bytes, byte[]>> earlier) {
        content(store).forEach(entry -> partition.store(store).put(entry.key, null));
        earlier.forEach(entry -> partition.store(store).put(entry.key, entry.value));
    }

    @Test
    void giveAFinalResultThatIsNotDueOnce() {
        // Given a crash that kept the track's end, and the LIVE result before it
        partition.receiveFrames("1", 0, 20);
        List<KeyValue<Bytes, byte[]>> earlier = content(Partition.DUE);
        partition.receiveFrames("1", 20, 35);
        partition.receive(mark("1", 35));
        putBack(Partition.DUE, earlier);

        // When
        partition.start();

        // Then it survives another restart, and leaves once
        assertThat(partition.start().sendDue())
                .extracting(sent -> sent.due().status(), sent -> sent.due().revision(), DueTrajectory::points)
                .containsExactly(tuple(ResultStatus.FINAL, 2, 35));
        assertThat(partition.start().tracks().due().size()).isZero();
        assertThat(content(Partition.TRACKS)).isEmpty();
        assertThat(content(Partition.POSITIONS)).isEmpty();
        assertThat(content(Partition.DUE)).isEmpty();
        assertThat(partition.receive(moving("1", 36))).isEqualTo(TrackLifecycle.Outcome.AFTER_FINAL);
    }

    @Test
    void giveNoSecondFinalResultWhereOneIsDue() {
        // Given
        IntStream.range(0, 3).forEach(track -> partition.receive(mark(Integer.toString(track), 0)));
        partition.store(Partition.DUE).put(content(Partition.DUE).get(1).key, null);

        // When
        partition.start();

        // Then the one that was missing is last
        assertThat(partition.start().sendDue())
                .extracting(sent -> sent.due().track().track())
                .containsExactly("0", "2", "1");
    }

    @Test
    void giveTheFinalResultThatWouldHaveBeenDue() {
        // Given
        partition.receiveFrames("1", 0, 12);
        partition.receive(moving("1", 3));
        partition.receive(mark("1", 12));
        DueResult lost = partition.tracks().due().take(1).get(0);
        putBack(Partition.DUE, List.of());

        // When
        partition.start();

        // Then
        assertThat(partition.tracks().due().take(10))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("dueSince")
                .containsExactly(lost);
    }

    @Test
    void giveNoFinalResultThatHasLeft() {
        // Given a crash that kept everything of a track's removal, but not that of its state
        partition.receiveFrames("1", 0, 40);
        partition.receive(mark("1", 40));
        List<KeyValue<Bytes, byte[]>> earlier = content(Partition.TRACKS);
        partition.sendDue();
        putBack(Partition.TRACKS, earlier);

        // When
        partition.start();

        // Then it is removed now
        assertThat(partition.tracks().due().size()).isZero();
        assertThat(content(Partition.TRACKS)).isEmpty();
        assertThat(partition.memory().used()).isZero();
        assertThat(partition.receive(moving("1", 41))).isEqualTo(TrackLifecycle.Outcome.AFTER_FINAL);
    }

    @Test
    void keepNoPositionsOfATrackWhoseFinalResultHasLeft() {
        // Given the same, and its positions
        partition.receiveFrames("1", 0, 40);
        partition.receive(mark("1", 40));
        List<KeyValue<Bytes, byte[]>> state = content(Partition.TRACKS);
        List<KeyValue<Bytes, byte[]>> positions = content(Partition.POSITIONS);
        partition.sendDue();
        putBack(Partition.TRACKS, state);
        putBack(Partition.POSITIONS, positions);

        // When
        partition.start();

        // Then
        assertThat(positions).isNotEmpty();
        assertThat(content(Partition.POSITIONS)).isEmpty();
        assertThat(content(Partition.TRACKS)).isEmpty();
    }

    @Test
    void areReadOnceWhereTheyAgree() {
        // Given
        IntStream.range(0, MANY).forEach(track -> partition.receive(mark(Integer.toString(track), 0)));
        partition.forgetCounts();

        // When
        partition.start();

        // Then
        assertThat(partition.store(Partition.TRACKS).reads()).isEqualTo(1);
        assertThat(partition.store(Partition.TRACKS).steps()).isEqualTo(MANY);
        assertThat(partition.store(Partition.DUE).steps()).isEqualTo(MANY);
        assertThat(partition.writes()).isZero();
        assertThat(partition.memory().used()).isZero();
    }

    @Test
    void showWhichOfManyTracksOfSimilarNamesIsWithoutItsFinalResult() {
        // Given
        int tracks = 300_000;
        int without = 123_456;
        EndingTracks ending = new EndingTracks();
        TrackState state = TrackState.opened(
                        new TrackState.Opening("um", 0, Instant.EPOCH), new TrackState.Activity(0, 0, 0))
                .withDue(ResultStatus.FINAL);
        IntStream.range(0, tracks).forEach(track -> ending.add(key(track), state));

        // When
        IntStream.range(0, tracks)
                .filter(track -> track != without)
                .forEach(track -> ending.addFinal(DueResult.of(track, key(track), ResultStatus.FINAL, state, 0)));

        // Then
        assertThat(ending.areAllDue()).isFalse();
        assertThat(IntStream.range(0, tracks).filter(track -> ending.isWithoutFinal(key(track), state)))
                .containsExactly(without);
    }

    private static TrackKey key(int track) {
        return Partition.key(Integer.toString(track));
    }
}
