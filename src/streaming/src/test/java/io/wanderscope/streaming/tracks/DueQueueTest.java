package io.wanderscope.streaming.tracks;

import static io.wanderscope.streaming.TopologyHarness.mark;
import static io.wanderscope.streaming.TopologyHarness.moving;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wanderscope.schema.ResultStatus;
import io.wanderscope.streaming.LiveWhenBehind;
import io.wanderscope.streaming.StreamSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

/** The results that are due: their order, what is left out, and what handing them out costs. */
class DueQueueTest {
    private static final StreamSettings LATEST = StreamSettings.defaults();
    private static final StreamSettings ALL = LATEST.with(StreamSettings.LIVE_WHEN_BEHIND, LiveWhenBehind.ALL);

    private static Bytes storeKey(String track) {
        return Bytes.wrap(StoreSerdes.track().serializer().serialize("", Partition.key(track)));
    }

    /** A crash after which the stores have everything of the last records but the state of track 1. */
    private static void restartWithoutStateOf(Partition partition, Runnable lastRecords) {
        byte[] older = partition.store(Partition.TRACKS).get(storeKey("1"));
        lastRecords.run();
        partition.store(Partition.TRACKS).put(storeKey("1"), older);
        partition.start();
    }

    @Test
    void leaveAtAConstantCostHoweverManyThereAreAndHaveLeft() {
        // Given
        Partition partition = new Partition(LATEST).start();
        IntStream.range(0, 20_000).forEach(track -> partition.receive(mark(Integer.toString(track), 0)));
        partition.start();
        partition.forgetCounts();

        // When
        List<Integer> reads = new ArrayList<>();
        for (int before = 0;
                partition.tracks().due().size() > 0;
                before = partition.store(Partition.DUE).reads()) {
            partition.tracks().due().take(100).forEach(partition.tracks().lifecycle()::complete);
            reads.add(partition.store(Partition.DUE).reads() - before);
        }

        // Then
        assertThat(reads).hasSize(200).containsOnly(100);
        assertThat(partition.steps()).isZero();
    }

    @Test
    void areHandedOutOnceAndStayInTheStoreUntilTheyAreComplete() {
        // Given
        Partition partition = new Partition(LATEST).start();
        IntStream.range(0, 5).forEach(track -> partition.receive(mark(Integer.toString(track), 0)));

        // When
        List<DueResult> first = partition.tracks().due().take(2);
        partition.tracks().lifecycle().complete(first.get(0));
        List<DueResult> others = partition.tracks().due().take(10);

        // Then
        assertThat(first).extracting(due -> due.track().track()).containsExactly("0", "1");
        assertThat(others).extracting(due -> due.track().track()).containsExactly("2", "3", "4");
        assertThat(partition.tracks().due().size()).isZero();
        assertThat(partition.tracks().due().waitingSince()).isEmpty();
        assertThat(partition.store(Partition.DUE).approximateNumEntries()).isEqualTo(4);
        assertThat(partition.start().tracks().due().take(10))
                .extracting(due -> due.track().track())
                .containsExactly("1", "2", "3", "4");
    }

    @Test
    void letANewerResultTakeThePlaceOfTheOneThatWaits() {
        // Given
        Partition partition = new Partition(LATEST).start();
        partition.receiveFrames("fast", 0, 20);
        long since = partition.tracks().due().waitingSince().orElseThrow();
        partition.receiveFrames("slow", 0, 20);

        // When
        partition.receiveFrames("fast", 20, 60);

        // Then
        assertThat(partition.tracks().due().size()).isEqualTo(2);
        assertThat(partition.tracks().due().waitingSince()).hasValue(since);
        assertThat(partition.tracks().due().take(10))
                .extracting(due -> due.track().track(), DueResult::revision, DueResult::accepted)
                .containsExactly(tuple("fast", 3, 60L), tuple("slow", 1, 20L));
        assertThat(partition.count("results.overtaken")).isEqualTo(2);
    }

    @Test
    void letAFinalResultTakeThePlaceOfTheLiveOneThatWaits() {
        // Given
        Partition partition = new Partition(LATEST).start();
        partition.receiveFrames("1", 0, 25);
        partition.start();

        // When
        partition.receive(mark("1", 25));

        // Then
        assertThat(partition.tracks().due().take(10))
                .extracting(DueResult::status, DueResult::revision)
                .containsExactly(tuple(ResultStatus.FINAL, 2));
    }

    @Test
    void doNotOvertakeAResultThatWasHandedOut() {
        // Given
        Partition partition = new Partition(LATEST).start();
        partition.receiveFrames("1", 0, 20);
        DueResult first = partition.tracks().due().take(1).get(0);

        // When
        partition.receiveFrames("1", 20, 40);

        // Then
        assertThat(partition.tracks().windows().read(first).points()).isEqualTo(20);
        partition.tracks().lifecycle().complete(first);
        assertThat(partition.tracks().due().take(1))
                .extracting(DueResult::revision)
                .containsExactly(2);
    }

    @Test
    void areAllHandedOutWhereAllAreWanted() {
        // Given
        Partition partition = new Partition(ALL).start();

        // When
        partition.receiveFrames("1", 0, 65);
        partition.receive(mark("1", 65));

        // Then
        assertThat(partition.sendDue())
                .extracting(sent -> sent.due().revision(), DueTrajectory::points)
                .containsExactly(tuple(1, 20), tuple(2, 40), tuple(3, 60), tuple(4, 65));
    }

    @Test
    void leaveOutWhatWasOvertakenBeforeOnlyTheLatestWasWanted() {
        // Given results that wait since all were wanted
        Partition all = new Partition(ALL).start();
        all.receiveFrames("1", 0, 65);

        // When
        Partition latest = new Partition(LATEST);
        latest.copyStoresOf(all);

        // Then
        assertThat(latest.start().sendDue())
                .extracting(sent -> sent.due().revision())
                .containsExactly(3);
        assertThat(latest.store(Partition.DUE).approximateNumEntries()).isZero();
    }

    @Test
    void leaveOutAResultWhoseTrackIsNotInTheStore() {
        // Given a flush of which a crash under at-least-once kept what is due, but not the tracks
        Partition partition = new Partition(LATEST).start();
        partition.receiveFrames("lost", 0, 20);
        partition.store(Partition.TRACKS).put(storeKey("lost"), null);
        partition.receiveFrames("kept", 0, 20);
        partition.start();

        // When
        List<DueTrajectory> sent = partition.sendDue();

        // Then
        assertThat(sent).extracting(each -> each.due().track().track()).containsExactly("kept");
        assertThat(partition.count("due.orphans")).isEqualTo(1);
        assertThat(partition.store(Partition.DUE).approximateNumEntries()).isZero();
    }

    @Test
    void leaveOutAFinalResultThatItsTrackDoesNotKnowOf() {
        // Given the same, but an older state of the track is in the store
        Partition partition = new Partition(LATEST).start();
        partition.receiveFrames("1", 0, 12);
        restartWithoutStateOf(partition, () -> partition.receive(mark("1", 12)));

        // When
        List<DueTrajectory> sent = partition.sendDue();

        // Then the track goes on
        assertThat(sent).isEmpty();
        assertThat(partition.receive(moving("1", 12))).isEqualTo(TrackLifecycle.Outcome.ACCEPTED);
        assertThat(partition.count("due.orphans")).isEqualTo(1);
    }

    @Test
    void areHandedOutAgainAfterOneThatItsTrackDidNotKnowOf() {
        // Given a LIVE result ahead of its track, which was left out
        Partition partition = new Partition(LATEST).start();
        partition.receiveFrames("1", 0, 19);
        restartWithoutStateOf(partition, () -> partition.receiveFrames("1", 19, 20));
        partition.sendDue();

        // When
        partition.receive(moving("1", 19));
        partition.receive(mark("1", 20));

        // Then
        assertThat(partition.sendDue())
                .extracting(sent -> sent.due().status(), DueTrajectory::points)
                .containsExactly(tuple(ResultStatus.FINAL, 20));
    }

    @Test
    void leaveOutAFinalResultOfATrackThatIsOpen() {
        // Given a FINAL result ahead of its track, which then grows to a LIVE one of the same revision
        Partition partition = new Partition(ALL).start();
        partition.receiveFrames("1", 0, 12);
        restartWithoutStateOf(partition, () -> partition.receive(mark("1", 12)));
        partition.receiveFrames("1", 12, 20);

        // When
        List<DueTrajectory> sent = partition.sendDue();

        // Then
        assertThat(sent)
                .extracting(each -> each.due().status(), DueTrajectory::points)
                .containsExactly(tuple(ResultStatus.LIVE, 20));
    }

    @Test
    void leaveOutAFinalResultThatIsNotTheLastOfItsTrack() {
        // Given a FINAL result ahead of its track, which then grows to a LIVE one and ends
        Partition partition = new Partition(ALL).start();
        partition.receiveFrames("1", 0, 12);
        restartWithoutStateOf(partition, () -> partition.receive(mark("1", 12)));
        partition.receiveFrames("1", 12, 20);
        partition.receive(mark("1", 20));

        // When
        List<DueTrajectory> sent = partition.sendDue();

        // Then
        assertThat(sent)
                .extracting(each -> each.due().status(), each -> each.due().revision(), DueTrajectory::points)
                .containsExactly(tuple(ResultStatus.LIVE, 1, 20), tuple(ResultStatus.FINAL, 2, 20));
    }

    @Test
    void areFoundBehindAGapInTheirNumbers() {
        // Given
        Partition partition = new Partition(LATEST).start();
        IntStream.range(0, 4).forEach(track -> partition.receive(mark(Integer.toString(track), 0)));
        List<DueResult> first = partition.tracks().due().take(2);
        partition.tracks().lifecycle().complete(first.get(1));
        partition.start();

        // When
        partition.receive(mark("new", 0));

        // Then
        assertThat(partition.tracks().due().take(10))
                .extracting(due -> due.track().track())
                .containsExactly("0", "2", "3", "new");
    }
}
