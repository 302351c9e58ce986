package io.wanderscope.verification.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.cluster.EmbeddedBroker;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What waits, as the brokers say it. */
@Tag("broker")
class StandstillTest {
    private static final String GROUP = "group";
    private static final TopicPartition UNREAD = new TopicPartition("unread", 0);
    private static final TopicPartition OPEN = new TopicPartition("open", 0);

    @Test
    void namesWhatAGroupHasNotProcessedAndTransactionsThatHaveNotEnded() throws Exception {
        // Given
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                Producer<byte[], byte[]> producer = producer(broker)) {
            admin.createTopics(List.of(
                            new NewTopic(UNREAD.topic(), 1, (short) 1), new NewTopic(OPEN.topic(), 1, (short) 1)))
                    .all()
                    .get();
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, UNREAD);
            producer.commitTransaction();
            producer.beginTransaction();
            send(producer, OPEN);
            admin.alterConsumerGroupOffsets(
                            GROUP, Map.of(UNREAD, new OffsetAndMetadata(0), OPEN, new OffsetAndMetadata(1)))
                    .all()
                    .get();

            // When
            Standstill standstill = Standstill.of(admin, GROUP);

            // Then
            assertThat(standstill.lines())
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .isEqualTo("unread-0 is processed to offset 0 of 2 (a marker included)"),
                            line -> assertThat(line)
                                    .startsWith(
                                            "the records of open-0 from offset 0 on wait for the end of a transaction")
                                    .endsWith(", which is under way"));
        }
    }

    private static Producer<byte[], byte[]> producer(EmbeddedBroker broker) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "transaction"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static void send(Producer<byte[], byte[]> producer, TopicPartition partition) throws Exception {
        producer.send(new ProducerRecord<>(partition.topic(), partition.partition(), null, new byte[1]))
                .get();
    }
}
