package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

class OutputCommitsTest {
    private static final long NOW = 1_000_000;

    private final CommitTimes times = new CommitTimes();
    private final MockProcessorContext<Object, Object> context = context(StreamsConfig.EXACTLY_ONCE_V2, times);
    private final OutputCommits commits = new OutputCommits(context);

    private static MockProcessorContext<Object, Object> context(String guarantee, CommitTimes times) {
        Properties configuration = new Properties();
        configuration.put(CommitTimes.CONFIGURATION_KEY, times);
        configuration.put(StreamsConfig.APPLICATION_ID_CONFIG, "commits");
        configuration.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "not.used:9092");
        configuration.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee);
        return new MockProcessorContext<>(configuration);
    }

    private boolean endTurn(boolean isBehind, long now) {
        context.resetCommit();
        commits.endTurn(isBehind, now);
        return context.committed();
    }

    @Test
    void areAskedForOnceAfterResultsWereSent() {
        // Given
        boolean before = endTurn(false, NOW);
        commits.sent();

        // When
        boolean after = endTurn(false, NOW);

        // Then
        assertThat(before).isFalse();
        assertThat(after).isTrue();
        assertThat(endTurn(false, NOW + 1_000)).isFalse();
        assertThat(commits.isPending()).isFalse();
    }

    @Test
    void leaveTheBrokersTimeToCompleteTheLastOne() {
        // Given
        times.committed(NOW - 1, NOW);
        commits.sent();

        // When
        boolean soon = endTurn(false, NOW + 4);

        // Then
        assertThat(soon).isFalse();
        assertThat(commits.isPending()).isTrue();
        assertThat(endTurn(false, NOW + 5)).isTrue();
    }

    @Test
    void areLeftToKafkaStreamsWhileResultsWait() {
        // Given
        commits.sent();

        // When
        boolean behind = endTurn(true, NOW);

        // Then
        assertThat(behind).isFalse();
        assertThat(endTurn(false, NOW)).isTrue();
    }

    @Test
    void areNotDelayedByAClockThatWasSetBack() {
        // Given
        times.committed(NOW - 1, NOW);
        commits.sent();

        // When
        boolean earlier = endTurn(false, NOW - 1_000_000);

        // Then
        assertThat(earlier).isTrue();
    }

    @Test
    void leaveAThreadTimeToWorkWhereTheyAreSlow() {
        // Given
        times.committed(NOW, NOW + 100);
        commits.sent();

        // When
        boolean soon = endTurn(false, NOW + 199);

        // Then
        assertThat(soon).isFalse();
        assertThat(endTurn(false, NOW + 200)).isTrue();
    }

    @Test
    void areNotDelayedForLongByASingleOneThatTookVeryLong() {
        // Given
        times.committed(NOW, NOW + 60_000);
        commits.sent();

        // When
        boolean soon = endTurn(false, NOW + 60_499);

        // Then
        assertThat(soon).isFalse();
        assertThat(endTurn(false, NOW + 60_500)).isTrue();
    }

    @Test
    void areNotNeededForWhatAnotherTaskOfTheThreadHasCommitted() {
        // Given
        commits.sent();

        // When
        times.committed(NOW - 1, NOW);

        // Then
        assertThat(commits.isPending()).isFalse();
        assertThat(endTurn(false, NOW + 1_000)).isFalse();
    }

    @Test
    void ofOtherThreadsNeitherDelayNorReplaceThoseOfThisOne() throws InterruptedException {
        // Given
        commits.sent();
        Thread other = new Thread(() -> times.committed(NOW - 1, NOW));

        // When
        other.start();
        other.join();

        // Then
        assertThat(commits.isPending()).isTrue();
        assertThat(endTurn(false, NOW)).isTrue();
    }

    @Test
    void areNotNeededUnderAtLeastOnce() {
        // Given
        MockProcessorContext<Object, Object> atLeastOnce = context(StreamsConfig.AT_LEAST_ONCE, times);
        OutputCommits commits = new OutputCommits(atLeastOnce);

        // When
        commits.sent();
        commits.endTurn(false, NOW);

        // Then
        assertThat(commits.isPending()).isFalse();
        assertThat(atLeastOnce.committed()).isFalse();
    }
}
