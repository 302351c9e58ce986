package io.wanderscope.streaming.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which time a record counts with. */
class RecordTimeTest {
    private static final long NOW = 1_000_000;
    private static final RecordTime TIME =
            new RecordTime(Duration.ofMillis(500), InstantSource.fixed(Instant.ofEpochMilli(NOW)), () -> {});

    @ParameterizedTest(name = "timestamp {0} in a partition at {1} is {2}")
    @CsvSource({
        "7, 900000, 7", // its own, however late it is
        "1000500, 900000, 1000500", // its own, as far ahead as allowed
        "1000501, 900000, 901000", // too far ahead: a second after the partition's
        "9223372036854775807, 999500, 1000000", // but not past the clock
        "9223372036854775807, 1000300, 1000300", // and not back
        "9223372036854775807, -1, 1000000", // too far ahead, and nothing read yet: the clock's
        "-1, 900000, 900000", // no timestamp: the partition's
        "-1, -1, 1000000", // no timestamp, and nothing read yet: the clock's
    })
    void isItsOwnUnlessItHasNoneOrLiesTooFarAhead(long timestamp, long partitionTime, long expected) {
        // Given
        ConsumerRecord<Object, Object> record = new ConsumerRecord<>(
                "positions",
                0,
                0,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                null,
                null,
                new RecordHeaders(),
                Optional.empty());

        // When
        long extracted = TIME.extract(record, partitionTime);

        // Then
        assertThat(extracted).isEqualTo(expected);
    }
}
