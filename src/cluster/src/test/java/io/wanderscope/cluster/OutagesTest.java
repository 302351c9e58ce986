package io.wanderscope.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.streaming.Clocks;
import io.wanderscope.wire.RegistryFailures;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutagesTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Outages outages = new Outages(
            Set.of("positions", "labels"),
            new Clocks(() -> Instant.parse("2026-11-29T12:00:00Z").plusNanos(nanos.get()), nanos::get));

    static Stream<KafkaException> missingTopics() {
        return Stream.of(
                new MissingSourceTopicException("missing: labels"),
                new UnknownTopicOrPartitionException("missing: labels"));
    }

    @ParameterizedTest
    @MethodSource("missingTopics")
    void namesTheTopicsThatAreReadWhenOneIsMissing(KafkaException missing) {
        // When
        boolean explained = outages.explain(missing);

        // Then
        assertThat(explained).isTrue();
        assertThat(outages.reason())
                .hasValueSatisfying(text ->
                        assertThat(text).contains("labels, positions (missing: labels)", "since 2026-11-29T12:00:00Z"));
    }

    @Test
    void explainsNothingElse() {
        // When
        boolean explained = outages.explain(new IllegalStateException("the model is gone"));

        // Then
        assertThat(explained).isFalse();
        assertThat(outages.reason()).isEmpty();
    }

    @Test
    void lastsForAsLongAsNotAllThreadsWork() {
        // Given
        outages.explain(RegistryFailures.notAnswering());
        advance(Outages.REMEMBERED.minusSeconds(1));

        // When
        outages.goOn();

        // Then
        advance(Outages.REMEMBERED.minusSeconds(1));
        assertThat(outages.reason())
                .hasValueSatisfying(text -> assertThat(text).startsWith("the registry does not answer; "));
        advance(Duration.ofSeconds(1));
        assertThat(outages.reason()).isEmpty();
    }

    @Test
    void doesNotBeginAgainBecauseAThreadIsAtFault() {
        // Given
        outages.explain(RegistryFailures.notAnswering());
        advance(Outages.REMEMBERED);

        // When
        outages.goOn();

        // Then
        Optional<String> reason = outages.reason();
        assertThat(reason).isEmpty();
    }

    @Test
    void datesAnOutageThatFollowsAnotherFromItsOwnBeginning() {
        // Given
        outages.explain(new MissingSourceTopicException("missing: labels"));
        advance(Duration.ofSeconds(5));

        // When
        outages.explain(RegistryFailures.notAnswering());

        // Then
        assertThat(outages.reason())
                .hasValueSatisfying(text -> assertThat(text)
                        .startsWith("the registry does not answer; ")
                        .endsWith("since 2026-11-29T12:00:05Z"));
    }

    @Test
    void datesAnOutageThatGoesOnFromItsBeginning() {
        // Given
        outages.explain(new MissingSourceTopicException("missing: labels"));
        advance(Duration.ofSeconds(5));

        // When
        outages.explain(new MissingSourceTopicException("missing: positions"));

        // Then
        assertThat(outages.reason())
                .hasValueSatisfying(text ->
                        assertThat(text).contains("(missing: positions)").endsWith("since 2026-11-29T12:00:00Z"));
    }

    private void advance(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
