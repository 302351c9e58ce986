package io.wanderscope.verification.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Random acquisitions whose truth is known. */
class RandomisedAcquisitionsTest {
    private static final int POISON_EVERY = 50;
    private static final int PARTITIONS = 3;
    private static final Duration TICK = Duration.ofMillis(1);

    private static RandomisedAcquisitions acquisitions(long seed) {
        return new RandomisedAcquisitions(new AcquisitionPlan(
                seed, POISON_EVERY, WireFormat.singleObject(), "positions", PARTITIONS, Instant.EPOCH, TICK));
    }

    private static List<ProducerRecord<byte[], byte[]>> records(RandomisedAcquisitions acquisitions, int beforeFinish) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        while (acquisitions.hasNext()) {
            if (records.size() == beforeFinish) {
                acquisitions.finish();
            }
            records.add(acquisitions.next());
        }
        return records;
    }

    @Test
    void areTheSameForTheSameSeed() {
        // Given
        List<String> first = texts(records(acquisitions(7), 2000));

        // When
        List<String> second = texts(records(acquisitions(7), 2000));

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(texts(records(acquisitions(8), 2000))).isNotEqualTo(first);
    }

    private static List<String> texts(List<ProducerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record -> record.timestamp() + " " + HexFormat.of().formatHex(record.key()) + " "
                        + HexFormat.of().formatHex(record.value()))
                .toList();
    }

    @Test
    void sendEveryRecordCountedInTheTruth() {
        // Given
        RandomisedAcquisitions acquisitions = acquisitions(8);

        // When
        List<ProducerRecord<byte[], byte[]>> records = records(acquisitions, 5000);

        // Then the records are positions, the end marks of some tracks, and poison
        Truth truth = acquisitions.truth();
        assertThat(truth.positions() + marks(records) + truth.poison().size()).isEqualTo(records.size());
        assertThat(marks(records))
                .isBetween(truth.tracks().size() / 2L, truth.tracks().size() - 1L);
        assertThat(truth.poison()).hasSize(records.size() / POISON_EVERY);
        assertThat(truth.rejected())
                .isGreaterThan(truth.poison().size())
                .isLessThan(truth.poison().size() + truth.tracks().size());
        assertThat(truth.poison().values())
                .contains("UNREADABLE", "INVALID_COORDINATES", "NEGATIVE_FRAME", "WRONG_KEY");
        assertThat(truth.tracks().values()).anyMatch(track -> track.duplicates() > 0);
        assertThat(truth.tracks().values()).anyMatch(track -> track.late() > 0);
        assertThat(records)
                .extracting(RandomisedAcquisitionsTest::key)
                .allMatch(
                        key -> truth.tracks().containsKey(key) || truth.poison().containsKey(key));
    }

    private static long marks(List<ProducerRecord<byte[], byte[]>> records) {
        return records.stream().filter(RandomisedAcquisitionsTest::isMark).count();
    }

    private static boolean isMark(ProducerRecord<byte[], byte[]> record) {
        return !key(record).contains("poison")
                && WireFormat.singleObject()
                        .serde(ParticlePosition.class)
                        .deserializer()
                        .deserialize("", record.value())
                        .getEndOfTrack();
    }

    private static String key(ProducerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }

    @Test
    void areSilentForTheInactivityAtTheirEndAndNeverBefore() {
        // Given
        RandomisedAcquisitions acquisitions = acquisitions(9);

        // When
        List<ProducerRecord<byte[], byte[]>> records = records(acquisitions, 5000);

        // Then only tracks without a mark get a record after so long a silence
        long inactivity = AcquisitionPlan.inactivity(TICK).toMillis();
        Map<String, Long> latest = new HashMap<>();
        Set<String> marked = new HashSet<>();
        Set<String> returned = new HashSet<>();
        for (ProducerRecord<byte[], byte[]> record : records) {
            Long before = latest.put(key(record), record.timestamp());
            if (before != null && record.timestamp() - before >= inactivity) {
                returned.add(key(record));
            }
            if (isMark(record)) {
                marked.add(key(record));
            }
        }
        assertThat(returned).isNotEmpty().doesNotContainAnyElementsOf(marked);
        assertThat(returned)
                .allMatch(track -> acquisitions.truth().tracks().get(track).late() == 1);
        assertThat(records).extracting(ProducerRecord::timestamp).isSorted();
        // and every partition gets beats until the last silence is over
        long end = records.get(records.size() - 1).timestamp();
        List<ProducerRecord<byte[], byte[]>> beats = records.stream()
                .filter(record -> key(record).startsWith("beat"))
                .toList();
        assertThat(beats.subList(beats.size() - PARTITIONS, beats.size()))
                .extracting(ProducerRecord::partition)
                .containsExactly(0, 1, 2);
        assertThat(longestPauseOf(beats, 1)).isLessThan(inactivity / 8);
        assertThat(latest.entrySet())
                .filteredOn(entry -> entry.getKey().startsWith("chaos-") && !marked.contains(entry.getKey()))
                .filteredOn(entry -> !returned.contains(entry.getKey()))
                .isNotEmpty()
                .allMatch(entry -> end - entry.getValue() >= inactivity);
    }

    private static long longestPauseOf(List<ProducerRecord<byte[], byte[]>> records, int partition) {
        List<Long> times = records.stream()
                .filter(record -> record.partition() == partition)
                .map(ProducerRecord::timestamp)
                .toList();
        return IntStream.range(1, times.size())
                .mapToLong(index -> times.get(index) - times.get(index - 1))
                .max()
                .orElseThrow();
    }
}
