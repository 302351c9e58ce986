package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** The size of a dead letter is never taken for smaller than the producer and the broker take it. */
class DeadLetterLimitTest {
    @RepeatedTest(50)
    void coversTheSerialisedBatch(RepetitionInfo repetition) {
        // Given
        Random random = new Random(repetition.getCurrentRepetition());
        byte[] key = random.nextInt(4) == 0 ? null : new byte[random.nextInt(1 << random.nextInt(20))];
        byte[] value = random.nextInt(4) == 0 ? null : new byte[random.nextInt(1 << random.nextInt(20))];
        Headers headers = new RecordHeaders();
        for (int header = random.nextInt(1 << random.nextInt(14)); header > 0; header--) {
            headers.add("é\uD83D\uDD2C\uD800".repeat(random.nextInt(5)), new byte[random.nextInt(200)]);
        }

        // When
        long size = DeadLetterLimit.bytes(key, value, headers);

        // Then
        int batch = AbstractRecords.estimateSizeInBytesUpperBound(
                RecordBatch.CURRENT_MAGIC_VALUE, CompressionType.NONE, key, value, headers.toArray());
        assertThat(size).isBetween((long) batch, batch + 1024L + 10L * headers.toArray().length);
    }

    @Test
    void halvesWhatWasRefused() {
        // Given
        DeadLetterLimit limit = new DeadLetterLimit();
        limit.accepts(1_000_000);

        // When
        limit.refused(500_000);
        limit.refused(800_000);

        // Then
        assertThat(limit.bytes()).isEqualTo(250_000);
    }
}
