package io.wanderscope.streaming.tracks;

import static io.wanderscope.streaming.TopologyHarness.mark;
import static io.wanderscope.streaming.TopologyHarness.moving;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wanderscope.streaming.StreamSettings;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

/** What a position costs in reads, writes and bytes, and that memory is bounded. */
class TracksInMemoryTest {
    private static final StreamSettings NEVER_LIVE =
            StreamSettings.defaults().with(StreamSettings.LIVE_EVERY, 1_000_000);

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
    void shareTheMemoryOfTheProcess() {
        // Given a task that uses all of it
        WindowMemory memory = new WindowMemory(1_000);
        WindowMemory.Share first = memory.share();
        WindowMemory.Share second = memory.share();
        first.add(900);

        // When
        second.add(200);

        // Then only the one that uses more than half gives way, and a task that closes returns what it had
        assertThat(first.isExceeded()).isTrue();
        assertThat(second.isExceeded()).isFalse();
        first.close();
        assertThat(memory.used()).isEqualTo(200);
    }
}
