package io.wanderscope.streaming.tracks;

import static io.wanderscope.streaming.TopologyHarness.moving;
import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.streaming.StreamSettings;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How tracks end by inactivity when many do at once. */
class InactivityTest {
    private static final int MANY = 30_000;
    private static final StreamSettings SETTINGS = StreamSettings.defaults()
            .with(StreamSettings.STREAM_TIME_INACTIVITY, Duration.ofMinutes(1))
            .with(StreamSettings.LIVE_EVERY, 1_000_000);
    private static final long INACTIVITY = SETTINGS.streamTimeInactivity().toMillis();

    @Test
    void costsNothingWhileNoTrackIsInactive() {
        // Given
        Partition partition = opened(MANY);
        partition.forgetCounts();

        // When
        partition.tracks().lifecycle().endInactive(1_000, 0);

        // Then
        assertThat(partition.reads() + partition.writes() + partition.steps()).isZero();
    }

    @Test
    void endsSoManyTracksAtATimeAndReadsNone() {
        // Given
        Partition partition = opened(MANY);
        partition.pass(INACTIVITY);
        partition.forgetCounts();

        // When
        partition.tracks().lifecycle().endInactive(1_000, 0);

        // Then
        assertThat(partition.tracks().due().size()).isEqualTo(1_000);
        assertThat(partition.writes()).isEqualTo(2 * 1_000);
        assertThat(partition.reads() + partition.steps()).isZero();
        IntStream.range(1, MANY / 1_000)
                .forEach(turn -> partition.tracks().lifecycle().endInactive(1_000, 0));
        assertThat(partition.tracks().due().size()).isEqualTo(MANY);
        assertThat(partition.writes()).isEqualTo(2 * MANY);
    }

    @Test
    void readsAStateOnceForATrackWhoseMemoryWasFreed() {
        // Given
        Partition partition = opened(1_000).start();
        partition.pass(INACTIVITY);
        partition.forgetCounts();

        // When
        partition.tracks().lifecycle().endInactive(100, 0);

        // Then
        assertThat(partition.reads()).isEqualTo(100);
        assertThat(partition.steps()).isZero();
    }

    @Test
    void endsThoseFirstThatHaveBeenInactiveForLongestAlsoAfterARestart() {
        // Given
        Partition partition = opened(10);
        partition.receive(moving("0", 1));
        partition.receive(moving("3", 1));
        partition.start();
        partition.pass(INACTIVITY);

        // When
        partition.tracks().lifecycle().endInactive(100, 0);

        // Then
        assertThat(partition.tracks().due().take(100))
                .extracting(due -> due.track().track())
                .containsExactly("1", "2", "4", "5", "6", "7", "8", "9", "0", "3");
    }

    @Test
    void ofTheWholePartitionEndsTheTracksOfThenAndNoOthers() {
        // Given
        Partition partition = opened(1_000);
        partition.tracks().lifecycle().endAll();
        partition.tracks().lifecycle().endInactive(10, 0);

        // When
        TrackLifecycle.Outcome ofThen = partition.receive(moving("999", 1));
        TrackLifecycle.Outcome ofNow = partition.receive(moving("new", 0));
        partition.tracks().lifecycle().endInactive(MANY, 0);

        // Then
        assertThat(ofThen).isEqualTo(TrackLifecycle.Outcome.AFTER_FINAL);
        assertThat(ofNow).isEqualTo(TrackLifecycle.Outcome.ACCEPTED);
        assertThat(partition.tracks().due().take(MANY))
                .hasSize(1_000)
                .noneMatch(due -> due.track().equals(Partition.key("new")));
    }

    @Test
    void isMeasuredByAClockThatGoesOnAfterARestartWithoutWritingEachReading() {
        // Given half the inactivity before a restart
        Partition partition = opened(1);
        partition.pass(INACTIVITY / 2);
        partition.start();
        int written = partition.store(Partition.CLOCK).writes();

        // When
        partition.pass(INACTIVITY / 2);
        partition.tracks().lifecycle().endInactive(10, 0);

        // Then
        assertThat(written).isZero();
        assertThat(partition.tracks().due().take(10))
                .extracting(due -> due.track().track())
                .containsExactly("0");
    }

    @Test
    void ofThePartitionDoesNotEndTracksOfATopicThatWasMadeAnew() {
        // Given
        Partition partition = opened(3);
        partition.tracks().lifecycle().endAll();
        partition.tracks().lifecycle().endInactive(10, 0);
        partition.sendDue();

        // When
        partition.resumeAt(0);
        partition.receiveFrames("new", 0, 2);
        partition.tracks().lifecycle().endInactive(10, 0);

        // Then
        assertThat(partition.tracks().due().size()).isZero();
    }

    @Test
    void isMeasuredByTheSameClockWhenTheTrackOfTheLatestRecordIsGone() {
        // Given
        Partition partition = opened(1);
        partition.pass(INACTIVITY / 2);
        long elapsed = partition.tracks().clock().elapsed();
        partition.tracks().lifecycle().endAll();
        partition.tracks().lifecycle().endInactive(10, 0);
        partition.sendDue();

        // When
        partition.start();

        // Then
        assertThat(elapsed).isPositive();
        assertThat(partition.tracks().clock().elapsed()).isEqualTo(elapsed);
    }

    private static Partition opened(int tracks) {
        Partition partition = new Partition(SETTINGS).start();
        IntStream.range(0, tracks).forEach(track -> partition.receive(moving(Integer.toString(track), 0)));
        return partition;
    }
}
