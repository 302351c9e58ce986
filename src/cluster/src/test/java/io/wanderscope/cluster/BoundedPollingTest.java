package io.wanderscope.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.streaming.BoundedPolling;
import io.wanderscope.streaming.RecordBounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Records that a poll had taken when the memory ran out are not lost. */
@Tag("broker")
class BoundedPollingTest {
    private static final int RECORDS = 300;

    @Test
    void noRecordIsLostOrReadTwiceWhenTheMemoryRunsOut() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            // Given a consumer for which the memory runs out after it has taken records, every other time
            Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
            publish(client);
            Map<String, Object> entries = new HashMap<>(client);
            entries.put("max.poll.records", 70);
            List<TopicPartition> partitions = List.of(new TopicPartition("t", 0), new TopicPartition("t", 1));
            AtomicInteger polls = new AtomicInteger();
            try (KafkaConsumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(entries, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                consumer.assign(partitions);
                consumer.seek(partitions.get(0), 0);
                consumer.seek(partitions.get(1), 0);
                BoundedPolling polling = new BoundedPolling(
                        consumer,
                        timeout -> {
                            ConsumerRecords<byte[], byte[]> polled = consumer.poll(timeout);
                            if (!polled.isEmpty() && polls.incrementAndGet() % 2 == 1) {
                                throw new OutOfMemoryError("says the test");
                            }
                            return polled;
                        },
                        entries,
                        RecordBounds.ofStream());

                // When
                List<String> read = new ArrayList<>();
                while (read.size() < RECORDS || consumer.position(partitions.get(0)) < RECORDS / 2) {
                    polling.poll(Duration.ofMillis(100))
                            .forEach(record -> read.add(record.partition() + "@" + record.offset()));
                }

                // Then
                assertThat(read).hasSize(RECORDS).doesNotHaveDuplicates();
            }
        }
    }

    private static void publish(Map<String, Object> client) throws Exception {
        try (Admin admin = Admin.create(client);
                Producer<byte[], byte[]> producer =
                        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            admin.createTopics(List.of(new NewTopic("t", 2, (short) 1))).all().get();
            for (int record = 0; record < RECORDS; record++) {
                producer.send(new ProducerRecord<>("t", record % 2, new byte[1], new byte[1]))
                        .get();
            }
        }
    }
}
