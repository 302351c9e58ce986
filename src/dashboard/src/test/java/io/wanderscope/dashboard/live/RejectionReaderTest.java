package io.wanderscope.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wanderscope.streaming.Clocks;
import io.wanderscope.streaming.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RejectionReaderTest {
    private static final String TOPIC = "particle-positions-dlq";

    private final ScriptedConsumer consumer = new ScriptedConsumer();
    private final LiveAcquisitions live = new LiveAcquisitions(LiveLimits.defaults(), InstantSource.system());
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger timesAsked = new AtomicInteger();
    private RejectionReader reader;

    private void start() {
        LongSupplier clock = () -> {
            timesAsked.incrementAndGet();
            return nanos.get();
        };
        reader = RejectionReader.start(
                consumer, TOPIC, Duration.ofMinutes(5), live, new Clocks(InstantSource.system(), clock));
    }

    @AfterEach
    void stop() {
        reader.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void reject(String key, String cause) {
        consumer.write(TOPIC, bytes(key), null, new RecordHeader(DeadLetterHeaders.CAUSE, bytes(cause)));
    }

    private void awaitRejected(String acquisition, String cause) {
        Awaitility.await()
                .dontCatchUncaughtExceptions()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(live.rejected())
                        .flatExtracting(RejectedRecords::causes)
                        .extracting(RejectedRecords.CauseCount::cause)
                        .contains(cause));
        assertThat(live.rejected()).extracting(RejectedRecords::acquisition).contains(acquisition);
    }

    private void awaitAssignment() {
        await(() -> !consumer.firstReads().isEmpty());
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .dontCatchUncaughtExceptions()
                .atMost(Duration.ofMinutes(1))
                .until(condition);
    }

    @Test
    void countsDeadLettersOfATopicThatIsMadeLater() {
        // Given
        start();
        await(() -> consumer.listings() > 0);
        consumer.create(TOPIC);
        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        awaitAssignment();

        // When
        reject("cell/1", "AFTER_FINAL");
        reject("cell/2", "OF_A_LATER_VERSION");

        // Then
        awaitRejected("cell", "UNKNOWN");
        assertThat(live.rejected())
                .extracting(RejectedRecords::acquisition, RejectedRecords::records)
                .containsExactly(tuple("cell", 2L));
    }

    @Test
    void aMissingTopicIsNotLookedForUntilTheTimeHasCome() {
        // Given
        start();

        // When it has looked at its clock several times, which stands still
        await(() -> timesAsked.get() >= 6);

        // Then
        assertThat(consumer.listings()).isEqualTo(1);
    }

    @Test
    void goesOnWhenTheTopicMayBeReadAgain() {
        // Given
        consumer.create(TOPIC);
        start();
        awaitAssignment();
        consumer.atNextPoll(() -> {
            throw new TopicAuthorizationException(Set.of(TOPIC));
        });

        // When
        reject("cell/1", "AFTER_FINAL");

        // Then
        awaitRejected("cell", "AFTER_FINAL");
    }
}
