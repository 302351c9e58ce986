package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.internals.KafkaThread;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The watch over the brokers, on a clock that the test moves. */
class BrokerWatchTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private Duration now = Duration.ZERO;
    private @Nullable Exception silence;

    private final BrokerWatch watch =
            new BrokerWatch(this::ask, () -> {}, "broker:9092", new Clocks(() -> BEGIN.plus(now), () -> now.toNanos()));

    private void ask() throws ExecutionException {
        if (silence != null) {
            throw new ExecutionException(silence);
        }
    }

    private void lookAfter(Duration pause) throws InterruptedException {
        now = now.plus(pause);
        watch.look();
    }

    @Test
    void saysSinceWhenNoBrokerAnswersAndWhy() throws InterruptedException {
        // Given
        lookAfter(Duration.ofSeconds(5));
        silence = new TimeoutException("no node");
        lookAfter(Duration.ofSeconds(4));
        Optional<String> early = watch.problem();

        // When
        lookAfter(Duration.ofSeconds(4));

        // Then
        assertThat(early).isEmpty();
        assertThat(watch.problem()).hasValue("no broker answers at broker:9092 since 2026-01-01T00:00:05Z (no node)");
    }

    @Test
    void theFirstAnswerEndsIt() throws InterruptedException {
        // Given
        silence = new TimeoutException("no node");
        lookAfter(BrokerWatch.SILENCE);
        Optional<String> before = watch.problem();
        silence = null;

        // When
        lookAfter(Duration.ofSeconds(1));

        // Then
        assertThat(before).isPresent();
        assertThat(watch.problem()).isEmpty();
    }

    @Test
    void aBrokerThatDeniesSomethingIsThere() throws InterruptedException {
        // Given
        silence = new ClusterAuthorizationException("denied");

        // When
        lookAfter(BrokerWatch.SILENCE);

        // Then
        assertThat(watch.problem()).isEmpty();
    }

    @Test
    void hasTheThreadsOfKafkasClientsWatched() throws InterruptedException {
        // Given a thread whose death only Kafka would hear of
        CountDownLatch done = new CountDownLatch(1);
        KafkaThread thread = KafkaThread.daemon("kafka-producer-network-thread | it", () -> {
            try {
                done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();

        // When
        watch.look();

        // Then the handler is that of all threads
        assertThat(thread.getUncaughtExceptionHandler()).isSameAs(thread.getThreadGroup());
        done.countDown();
    }

    @Test
    void aQuestionThatHangsDoesNotHideTheSilence() {
        // Given a watch that has not come back from its question

        // When
        now = BrokerWatch.SILENCE;

        // Then
        assertThat(watch.problem()).hasValueSatisfying(text -> assertThat(text).contains("since 2026-01-01T00:00:00Z"));
    }
}
