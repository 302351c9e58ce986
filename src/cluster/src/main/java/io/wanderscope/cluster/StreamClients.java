package io.wanderscope.cluster;

import io.wanderscope.streaming.CommitTimes;
import io.wanderscope.streaming.DeadLetterHeaders;
import io.wanderscope.streaming.DeadLetterLimit;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The clients of a stream's threads: consumers that no record is too large for, and producers that tell which topics
 * refuse records. The consumers of the group protocol {@code streams} are not asked for here; see {@link
 * BoundedStreamsConsumer}.
 */
final class StreamClients implements KafkaClientSupplier {
    /** A transaction that is not committed by then is aborted by the next producer of its name, or by the brokers. */
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final Refusals refusals;
    private final Fencings fencings;
    private final DeadLetterLimit limit;
    private final CommitTimes commits;
    private final InstantSource clock;

    StreamClients(
            Refusals refusals, Fencings fencings, DeadLetterLimit limit, CommitTimes commits, InstantSource clock) {
        this.refusals = refusals;
        this.fencings = fencings;
        this.limit = limit;
        this.commits = commits;
        this.clock = clock;
    }

    @Override
    public Admin getAdmin(Map<String, Object> configuration) {
        return Admin.create(configuration);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> configuration) {
        return new ListeningProducer(configuration);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> configuration) {
        return new LeavingConsumer(configuration, LeavingConsumer.LOOKING);
    }

    /** Reads changelogs, which only the stream itself writes. */
    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> configuration) {
        return new KafkaConsumer<>(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Not used: the topology has no global store. */
    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> configuration) {
        return new KafkaConsumer<>(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Notes the answer to each record, whether the brokers have shut it out, and how long commits take. */
    private final class ListeningProducer extends KafkaProducer<byte[], byte[]> {
        private final Fencings.OfProducer own = fencings.ofProducer();
        private OptionalLong commitBegan = OptionalLong.empty();

        ListeningProducer(Map<String, Object> configuration) {
            super(configuration, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
            return super.send(record, (metadata, exception) -> {
                note(record, exception);
                own.note(exception);
                callback.onCompletion(metadata, exception);
            });
        }

        @Override
        public void sendOffsetsToTransaction(
                Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
            listening(() -> super.sendOffsetsToTransaction(offsets, group));
        }

        /** The first step of a commit is to wait for the answers to all records; Kafka Streams flushes for nothing else. */
        @Override
        public void flush() {
            if (commitBegan.isEmpty()) {
                commitBegan = OptionalLong.of(clock.millis());
            }
            super.flush();
        }

        @Override
        public void commitTransaction() {
            listening(super::commitTransaction);
            commitBegan.ifPresent(began -> commits.committed(began, clock.millis()));
            commitBegan = OptionalLong.empty();
        }

        @Override
        public void abortTransaction() {
            commitBegan = OptionalLong.empty();
            super.abortTransaction();
        }

        /**
         * Kafka Streams closes the producer of a thread that ends without a limit, and before the consumer: while the brokers do not end
         * its transaction, as when a topic is gone, the thread would stay in the group and keep its partitions.
         */
        @Override
        public void close() {
            close(CLOSING);
        }

        private void listening(Runnable call) {
            try {
                call.run();
            } catch (KafkaException e) {
                own.note(e);
                throw e;
            }
        }
    }

    private void note(ProducerRecord<byte[], byte[]> record, @Nullable Exception exception) {
        if (exception == null) {
            refusals.accepted(record.topic());
            return;
        }
        refusals.refused(record.topic(), exception);
        if (exception instanceof RecordTooLargeException
                && record.headers().lastHeader(DeadLetterHeaders.CAUSE) != null) {
            limit.refused(DeadLetterLimit.bytes(record.key(), record.value(), record.headers()));
        }
    }
}
