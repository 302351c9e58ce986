package io.wanderscope.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A member that does not know its coordinator leaves the group all the same. */
@Tag("broker")
class LeavingConsumerTest {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private EmbeddedBroker broker;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void joinsAgainAtOnceAfterItWasShutOut() {
        // Given
        try (LeavingConsumer consumer = consumer()) {
            join(consumer);
            loseBroker(consumer);

            // When
            leaveAndResume(consumer::unsubscribe);

            // Then
            join(consumer);
        }
    }

    @Test
    void leavesItsPartitionsToTheNextAtOnceWhenItIsReplaced() {
        // Given
        try (LeavingConsumer consumer = consumer();
                LeavingConsumer next = consumer()) {
            join(consumer);
            loseBroker(consumer);

            // When
            leaveAndResume(() -> replace(consumer));

            // Then
            join(next);
        }
    }

    @Test
    void letsThroughWhatStopsTheSearchAndLeavesAllTheSame() {
        // Given
        try (LeavingConsumer consumer = consumer()) {
            consumer.subscribe(List.of(PARTITION.topic()));
            consumer.wakeup();

            // When
            assertThatThrownBy(consumer::unsubscribe)
                    // Then
                    .isInstanceOf(WakeupException.class);
            assertThat(consumer.subscription()).isEmpty();
        }
    }

    private static void replace(LeavingConsumer consumer) {
        LeavingConsumer.leaveWhenClosed();
        consumer.close();
    }

    /** Returns when the consumer has noticed that it does not know its coordinator. */
    private void loseBroker(LeavingConsumer consumer) {
        broker.halt();
        assertThatThrownBy(() -> consumer.committed(Set.of(PARTITION), Duration.ofSeconds(2)))
                .isInstanceOf(TimeoutException.class);
    }

    /** The broker comes back only when the member has begun to leave. */
    private void leaveAndResume(Runnable leave) {
        CompletableFuture<Void> left = CompletableFuture.runAsync(leave);
        broker.resume();
        left.join();
    }

    /** With a session that outlasts the test. */
    private LeavingConsumer consumer() {
        Map<String, Object> configuration = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "group.id",
                "g",
                "session.timeout.ms",
                600_000,
                "heartbeat.interval.ms",
                100);
        return new LeavingConsumer(configuration, DEADLINE);
    }

    private static void join(LeavingConsumer consumer) {
        consumer.subscribe(List.of(PARTITION.topic()));
        Awaitility.await("its partition")
                .dontCatchUncaughtExceptions()
                .pollInSameThread()
                .atMost(DEADLINE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    var unused = consumer.poll(Duration.ofMillis(100));
                    return consumer.assignment().equals(Set.of(PARTITION));
                });
    }
}
