package io.wanderscope.app.deadletters;

import io.wanderscope.streaming.DeadLetterCause;
import io.wanderscope.streaming.DeadLetterHeaders;
import io.wanderscope.streaming.LeftOut;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record of the dead-letter topic.
 *
 * @param record the record itself
 * @param cause name of a {@link DeadLetterCause}, possibly of another version; {@code UNKNOWN} without that header
 * @param detail one sentence on what was wrong; without that header what was left out of the record when it was read,
 *     and empty if that is nothing
 * @param origin where the original was read; empty without those headers, because something other than the topology
 *     wrote it
 */
public record DeadLetter(ConsumerRecord<byte[], byte[]> record, String cause, String detail, Optional<Origin> origin) {
    private static final String PREFIX = "wanderscope.deadletter.";

    /** Where a record was read: its topic, partition and offset. */
    public record Origin(String topic, int partition, long offset) {
        @Override
        public String toString() {
            return topic + "-" + partition + "@" + offset;
        }
    }

    static DeadLetter of(ConsumerRecord<byte[], byte[]> record) {
        return new DeadLetter(
                record,
                header(record, DeadLetterHeaders.CAUSE).orElse("UNKNOWN"),
                header(record, DeadLetterHeaders.DETAIL).orElse(leftOut(record).orElse("")),
                origin(record));
    }

    private static Optional<Origin> origin(ConsumerRecord<byte[], byte[]> record) {
        Optional<String> topic = header(record, DeadLetterHeaders.TOPIC);
        Optional<String> partition = header(record, DeadLetterHeaders.PARTITION);
        Optional<String> offset = header(record, DeadLetterHeaders.OFFSET);
        if (topic.isEmpty() || partition.isEmpty() || offset.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Origin(topic.get(), Integer.parseInt(partition.get()), Long.parseLong(offset.get())));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> leftOut(ConsumerRecord<byte[], byte[]> record) {
        return LeftOut.of(record.headers()).map(parts -> "left out, because it is too large: " + parts);
    }

    private static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    /** Why it cannot be replayed, worded to follow "they"; empty when it can. */
    public Optional<String> obstacle() {
        if (cause.equals(DeadLetterCause.INFERENCE_FAILED.name())) {
            return Optional.of("carry a trajectory, not a position");
        }
        if (record.headers().lastHeader(DeadLetterHeaders.VALUE) != null
                || leftOut(record).isPresent()) {
            return Optional.of(
                    "are not whole, because the record with its headers was too large for a dead letter; it is still at the origin");
        }
        return origin.isPresent() ? Optional.empty() : Optional.of("have no origin headers");
    }

    /**
     * The original record, addressed to the place where it was read, without the headers of a dead letter.
     *
     * @param partitions number of partitions that the topic of its origin has now
     */
    ProducerRecord<byte[], byte[]> original(int partitions) {
        Origin from = origin.orElseThrow();
        // The same partition keeps a track's records together, whatever partitioner their producer uses. If that
        // partition no longer exists, the key chooses.
        @Nullable Integer partition = from.partition() < partitions ? from.partition() : null;
        return new ProducerRecord<>(
                from.topic(), partition, record.timestamp(), record.key(), record.value(), originalHeaders());
    }

    private Headers originalHeaders() {
        Headers headers = new RecordHeaders();
        for (Header header : record.headers()) {
            if (!header.key().startsWith(PREFIX)) {
                headers.add(header);
            }
        }
        return headers;
    }
}
