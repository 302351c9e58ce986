package io.wanderscope.app.command;

import io.wanderscope.streaming.DeadLetterCause;
import io.wanderscope.streaming.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records of the dead-letter topic as the stream writes them, for tests. */
final class DeadLetterRecords {
    static final String POSITIONS = "particle-positions";
    static final String DEAD_LETTERS = "particle-positions-dlq";
    static final byte[] VALUE = {0, 1, (byte) 0xfe};

    private DeadLetterRecords() {}

    /** A dead letter whose original was read from partition 1 of the positions. */
    static ProducerRecord<byte[], byte[]> letter(
            int partition, String key, DeadLetterCause cause, long originOffset, long timestamp) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(DEAD_LETTERS, partition, timestamp, bytes(key), VALUE);
        header(letter, DeadLetterHeaders.CAUSE, cause.name());
        header(letter, DeadLetterHeaders.DETAIL, "what was wrong");
        header(letter, DeadLetterHeaders.TOPIC, POSITIONS);
        header(letter, DeadLetterHeaders.PARTITION, "1");
        header(letter, DeadLetterHeaders.OFFSET, Long.toString(originOffset));
        return letter;
    }

    /** Sets a header. */
    static void header(ProducerRecord<byte[], byte[]> letter, String name, String value) {
        letter.headers().remove(name);
        letter.headers().add(name, bytes(value));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
