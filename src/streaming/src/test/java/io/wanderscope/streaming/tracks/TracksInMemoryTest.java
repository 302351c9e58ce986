package io.wanderscope.streaming.tracks;

import static io.wanderscope.streaming.TopologyHarness.mark;
import static io.wanderscope.streaming.TopologyHarness.moving;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.wanderscope.streaming.StreamSettings;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

/** What a position costs in reads, writes and bytes, and that memory is bounded. */
class TracksInMemoryTest {
    private static final StreamSettings NEVER_LIVE =
            StreamSettings.defaults().with(StreamSettings.LIVE_EVERY, 1_000_000);

    private static final long LIMIT = 100_000;
    private static final int POINTS = 100;
    private static final int MANY = 50;

    /** What a window of so many points takes at most, because its arrays grow by half. */
    private static final long WINDOW = 40 * POINTS * 3 / 2;

    @Test
    void takeInAPositionWithoutReadingAndWithOneEntryAndOneMorePerBlock() {
        // Given
        Partition partition = new Partition(NEVER_LIVE).start();
        partition.receiveFrames("1", 0, 1);
        partition.forgetCounts();

        // When
        partition.receiveFrames("1", 1, 1 + 30 * PositionStore.BLOCK);

        // Then
        assertThat(partition.reads()).isZero();
        assertThat(partition.store(Partition.TRACKS).writes()).isEqualTo(30 * PositionStore.BLOCK);
        assertThat(partition.store(Partition.POSITIONS).writes()).isEqualTo(30);
        assertThat(partition.writes()).isEqualTo(30 * (PositionStore.BLOCK + 1));
    }

    @Test
    void writeEntriesOfTheSameSizeHoweverLongATrackIs() {
        // Given
        Partition partition = new Partition(NEVER_LIVE).start();
        partition.receiveFrames("1", 0, 100);
        partition.forgetCounts();
        partition.receiveFrames("1", 100, 100 + 10 * PositionStore.BLOCK);
        long whenShort = partition.store(Partition.TRACKS).writtenBytes();
        partition.receiveFrames("1", 100 + 10 * PositionStore.BLOCK, 5_000);
        partition.forgetCounts();

        // When
        partition.receiveFrames("1", 5_000, 5_000 + 10 * PositionStore.BLOCK);

        // Then
        assertThat(partition.store(Partition.TRACKS).writtenBytes()).isBetween(whenShort, whenShort + whenShort / 10);
    }

    @Test
    void readNothingForADuplicateOrALatePosition() {
        // Given
        Partition partition = new Partition(NEVER_LIVE).start();
        partition.receiveFrames("1", 0, 50);
        partition.receiveFrames("1", 60, 100);
        partition.forgetCounts();

        // When
        TrackLifecycle.Outcome duplicate = partition.receive(moving("1", 5));
        TrackLifecycle.Outcome late = partition.receive(moving("1", 55));

        // Then
        assertThat(duplicate).isEqualTo(TrackLifecycle.Outcome.DUPLICATE);
        assertThat(late).isEqualTo(TrackLifecycle.Outcome.ACCEPTED);
        assertThat(partition.reads()).isZero();
    }

    @Test
    void readAResultOnceFromTheQueueAndItsWindowFromMemory() {
        // Given
        Partition partition = new Partition(StreamSettings.defaults()).start();
        partition.receiveFrames("1", 0, 20);
        partition.forgetCounts();

        // When
        partition.sendDue();

        // Then
        assertThat(partition.reads())
                .isEqualTo(partition.store(Partition.DUE).reads())
                .isEqualTo(1);
    }

    @Test
    void deleteAnEntryPerBlockAfterTheFinalResult() {
        // Given
        Partition partition = new Partition(NEVER_LIVE).start();
        partition.receiveFrames("1", 0, 10 * PositionStore.BLOCK + 3);
        partition.receive(mark("1", 999));
        partition.forgetCounts();

        // When
        partition.sendDue();

        // Then
        assertThat(partition.store(Partition.POSITIONS).deletions()).isEqualTo(10);
        assertThat(partition.store(Partition.POSITIONS).approximateNumEntries()).isZero();
        assertThat(partition.store(Partition.TRACKS).approximateNumEntries()).isZero();
        assertThat(partition.steps()).isZero();
        assertThat(partition.memory().used()).isZero();
    }

    @Test
    void keepOnlyTheBlocksOfTheWindowOfALongTrackEvenIfOneFrameIsFarAhead() {
        // Given a track whose third frame is wrong
        StreamSettings settings = StreamSettings.defaults().with(StreamSettings.MAXIMUM_POINTS, 100);
        Partition partition = new Partition(settings).start();
        partition.receiveFrames("1", 0, 2);
        partition.receive(moving("1", 1_000_000_000));

        // When
        for (int part = 0; part < 100; part++) {
            partition.receiveFrames("1", 2 + 50 * part, 52 + 50 * part);
            partition.sendDue();
        }

        // Then
        assertThat(partition.store(Partition.POSITIONS).approximateNumEntries()).isLessThan(15);
        assertThat(partition.memory().used()).isLessThan(12_000);
    }

    @Test
    void giveWayWhereMemoryIsShortAndAreReadBackOnDemand() {
        // Given memory for four of a hundred windows
        long memory = 4 * 40 * 200;
        Partition partition = new Partition(NEVER_LIVE, memory).start();
        for (int frame = 0; frame < 200; frame++) {
            for (int track = 0; track < 100; track++) {
                partition.receive(moving(Integer.toString(track), frame));
            }
        }
        long used = partition.memory().used();
        partition.forgetCounts();

        // When
        partition.receive(moving("0", 200));

        // Then the track's own entry and one range of blocks are read
        assertThat(used).isLessThanOrEqualTo(memory);
        assertThat(partition.reads()).isEqualTo(2);
        assertThat(partition.steps()).isEqualTo(200 / PositionStore.BLOCK);
    }

    @Test
    void areReadBackAfterARestart() {
        // Given
        Partition partition = new Partition(NEVER_LIVE).start();
        partition.receiveFrames("1", 0, 100);
        partition.start();
        partition.forgetCounts();

        // When
        TrackLifecycle.Outcome outcome = partition.receive(moving("1", 3));

        // Then
        assertThat(outcome).isEqualTo(TrackLifecycle.Outcome.DUPLICATE);
        assertThat(partition.steps()).isEqualTo(100 / PositionStore.BLOCK);
    }

    @Test
    void overwriteABlockStoredBeforeACrashThatTheStateDoesNotCount() {
        // Given a crash under at-least-once that kept a block, but not the state that was written with it
        Partition partition = new Partition(NEVER_LIVE).start();
        partition.receiveFrames("1", 0, PositionStore.BLOCK - 1);
        Bytes key = Bytes.wrap(StoreSerdes.track().serializer().serialize("", Partition.key("1")));
        byte[] older = partition.store(Partition.TRACKS).get(key);
        partition.receive(moving("1", 100));
        partition.store(Partition.TRACKS).put(key, older);
        partition.start();

        // When the position comes again
        TrackLifecycle.Outcome outcome = partition.receive(moving("1", 100));

        // Then
        assertThat(outcome).isEqualTo(TrackLifecycle.Outcome.ACCEPTED);
        partition.receive(mark("1", 101));
        assertThat(partition.start().sendDue())
                .extracting(sent -> sent.due().accepted(), DueTrajectory::points)
                .containsExactly(tuple((long) PositionStore.BLOCK, PositionStore.BLOCK - 1));
    }

    @Test
    void ofAllTasksTakeNoMoreThanTheLimitWhileOneIsIdle() {
        // Given a task that uses all memory, and has no more records
        WindowMemory memory = new WindowMemory(LIMIT);
        Partition idle = opened(memory);
        long before = memory.used();
        Partition active = new Partition(NEVER_LIVE, memory).start();

        // When
        long most = 0;
        for (int track = 0; track < MANY; track++) {
            active.receiveFrames(Integer.toString(track), 0, POINTS);
            most = Math.max(most, memory.used());
        }

        // Then
        assertThat(before).isBetween(LIMIT - WINDOW, LIMIT);
        assertThat(most).isLessThanOrEqualTo(LIMIT);
        idle.tracks().lifecycle().close();
        assertThat(memory.used()).isLessThanOrEqualTo(WINDOW);
    }

    @Test
    void ofAnIdleTaskGiveWayWhenItRunsNext() {
        // Given a task that found no memory left
        WindowMemory memory = new WindowMemory(LIMIT);
        Partition idle = opened(memory);
        Partition active = opened(memory);

        // When
        idle.tracks().lifecycle().freeMemory();

        // Then there is half of it for the other
        long half = memory.used();
        active.receiveFrames("another", 0, 5 * POINTS);
        idle.tracks().lifecycle().close();
        assertThat(half).isBetween(LIMIT / 2 - WINDOW, LIMIT / 2);
        assertThat(memory.used()).isPositive();
    }

    @Test
    void ofATaskThatFailedToStartTakeNothingFromOthers() {
        // Given tasks whose store of due results is damaged
        WindowMemory memory = new WindowMemory(LIMIT);
        Partition damaged = new Partition(NEVER_LIVE, memory);
        damaged.store(Partition.DUE)
                .put(Bytes.wrap(Serdes.Long().serializer().serialize("", 0L)), new byte[] {Byte.MAX_VALUE});
        IntStream.range(0, 10)
                .forEach(task -> assertThatThrownBy(damaged::start).isInstanceOf(SerializationException.class));

        // When two others share the memory
        Partition first = opened(memory);
        opened(memory);
        first.tracks().lifecycle().freeMemory();

        // Then each has half of it
        assertThat(memory.used()).isBetween(LIMIT / 2 - WINDOW, LIMIT / 2);
    }

    /** With more windows than the memory has room for. */
    private static Partition opened(WindowMemory memory) {
        Partition partition = new Partition(NEVER_LIVE, memory).start();
        IntStream.range(0, MANY).forEach(track -> partition.receiveFrames(Integer.toString(track), 0, POINTS));
        return partition;
    }
}
