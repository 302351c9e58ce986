package io.wanderscope.app.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Acquisitions whose truth is known. */
class RandomisedAcquisitionsTest {
    private static final int POISON_EVERY = 50;

    private static List<PlannedRecord> records(RandomisedAcquisitions acquisitions, int beforeFinish) {
        List<PlannedRecord> records = new ArrayList<>();
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
        List<String> first = texts(records(new RandomisedAcquisitions(7, POISON_EVERY), 2000));

        // When
        List<String> second = texts(records(new RandomisedAcquisitions(7, POISON_EVERY), 2000));

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(texts(records(new RandomisedAcquisitions(8, POISON_EVERY), 2000)))
                .isNotEqualTo(first);
    }

    private static List<String> texts(List<PlannedRecord> records) {
        return records.stream()
                .map(record -> HexFormat.of().formatHex(record.key()) + " "
                        + HexFormat.of().formatHex(record.value()))
                .toList();
    }

    @Test
    void sendEveryRecordThatTheTruthCounts() {
        // Given
        RandomisedAcquisitions acquisitions = new RandomisedAcquisitions(8, POISON_EVERY);

        // When
        List<PlannedRecord> records = records(acquisitions, 5000);

        // Then the records are positions, one end mark for each track, and poison
        Truth truth = acquisitions.truth();
        assertThat(truth.positions() + truth.tracks().size() + truth.poison().size())
                .isEqualTo(records.size());
        assertThat(truth.poison()).hasSize(records.size() / POISON_EVERY);
        assertThat(truth.poison().values())
                .contains("UNREADABLE", "INVALID_COORDINATES", "NEGATIVE_FRAME", "WRONG_KEY");
        assertThat(truth.tracks().values()).anyMatch(track -> track.duplicates() > 0);
        assertThat(truth.tracks().values()).anyMatch(track -> track.late() > 0);
        assertThat(records)
                .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
                .allMatch(
                        key -> truth.tracks().containsKey(key) || truth.poison().containsKey(key));
    }
}
