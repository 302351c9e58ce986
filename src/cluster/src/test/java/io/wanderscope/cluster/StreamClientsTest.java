package io.wanderscope.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.streaming.Clocks;
import io.wanderscope.streaming.CommitTimes;
import io.wanderscope.streaming.DeadLetterLimit;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the clients of a stream's threads tell about it. */
@Tag("broker")
class StreamClientsTest {
    private static final long STEP = 100;

    private final AtomicLong time = new AtomicLong();
    /** Each look at it takes a while. */
    private final InstantSource clock = () -> Instant.ofEpochMilli(time.addAndGet(STEP));

    private final CommitTimes commits = new CommitTimes();

    @Test
    void tellHowLongACommitTookFromItsFirstFlushOn() throws Exception {
        // Given
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                Producer<byte[], byte[]> producer = producer(broker)) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
            producer.initTransactions();
            producer.beginTransaction();
            var unused = producer.send(new ProducerRecord<>("t", new byte[1]), (metadata, exception) -> {});
            producer.flush();
            producer.flush();

            // When
            producer.commitTransaction();

            // Then
            assertThat(time).hasValue(2 * STEP);
            assertToldOne();
        }
    }

    @Test
    void tellOfACommitThatBeginsItsTransactionAfterTheFlush() {
        // Given
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Producer<byte[], byte[]> producer = producer(broker)) {
            producer.initTransactions();
            producer.flush();
            producer.beginTransaction();

            // When
            producer.commitTransaction();

            // Then
            assertToldOne();
        }
    }

    private Producer<byte[], byte[]> producer(EmbeddedBroker broker) {
        StreamClients clients = new StreamClients(
                new Refusals(Clocks.system()), new Fencings(1, Clocks.system()), new DeadLetterLimit(), commits, clock);
        return clients.getProducer(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "commits"));
    }

    /** It took one step of the clock. */
    private void assertToldOne() {
        long ended = time.get();
        assertThat(commits.allowNext(ended + 99)).isFalse();
        assertThat(commits.allowNext(ended + 100)).isTrue();
    }
}
