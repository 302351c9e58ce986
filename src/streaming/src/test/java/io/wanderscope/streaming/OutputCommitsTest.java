package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

class OutputCommitsTest {
    private static final long NOW = 1_000_000;

    private final MockProcessorContext<Object, Object> context = context(StreamsConfig.EXACTLY_ONCE_V2);
    private final OutputCommits commits = new OutputCommits(context);

    private static MockProcessorContext<Object, Object> context(String guarantee) {
        return context(guarantee, new CommitTimes());
    }

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
    void keepADistance() {
        // Given
        commits.sent();
        endTurn(false, NOW);

        // When
        commits.sent();
        boolean soon = endTurn(false, NOW + 24);

        // Then
        assertThat(soon).isFalse();
        assertThat(commits.isPending()).isTrue();
        assertThat(endTurn(false, NOW + 25)).isTrue();
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
        commits.sent();
        endTurn(false, NOW);
        commits.sent();

        // When
        boolean earlier = endTurn(false, NOW - 1_000_000);

        // Then
        assertThat(earlier).isTrue();
    }

    @Test
    void leaveAThreadTimeToWorkWhereTheyAreSlow() {
        // Given
        CommitTimes times = new CommitTimes();
        OutputCommits commits = new OutputCommits(context(StreamsConfig.EXACTLY_ONCE_V2, times));
        times.committed(NOW, NOW + 100);
        commits.sent();

        // When
        commits.endTurn(false, NOW + 249);

        // Then
        assertThat(commits.isPending()).isTrue();
        commits.endTurn(false, NOW + 250);
        assertThat(commits.isPending()).isFalse();
    }

    @Test
    void doNotWaitAfterQuickOnes() {
        // Given
        CommitTimes times = new CommitTimes();
        OutputCommits commits = new OutputCommits(context(StreamsConfig.EXACTLY_ONCE_V2, times));
        times.committed(NOW, NOW + 25);
        commits.sent();

        // When
        commits.endTurn(false, NOW + 25);

        // Then
        assertThat(commits.isPending()).isFalse();
    }

    @Test
    void areNotNeededUnderAtLeastOnce() {
        // Given
        MockProcessorContext<Object, Object> atLeastOnce = context(StreamsConfig.AT_LEAST_ONCE);
        OutputCommits commits = new OutputCommits(atLeastOnce);

        // When
        commits.sent();
        commits.endTurn(false, NOW);

        // Then
        assertThat(commits.isPending()).isFalse();
        assertThat(atLeastOnce.committed()).isFalse();
    }
}
