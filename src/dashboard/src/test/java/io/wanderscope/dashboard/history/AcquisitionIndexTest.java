package io.wanderscope.dashboard.history;

import static io.wanderscope.dashboard.history.TopicLog.TOPICS;
import static io.wanderscope.dashboard.live.Records.BEGIN;
import static io.wanderscope.dashboard.live.Records.position;
import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.schema.ParticlePosition;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AcquisitionIndexTest {
    private final TopicLog log = new TopicLog(1);

    private void add(AcquisitionIndex index, String acquisition, int frame) {
        ParticlePosition position = position(acquisition, "1", frame, 0, 0);
        index.add(log.write(TOPICS.positions(), acquisition + "/1", position), position);
    }

    @Test
    void theAcquisitionWithTheEarliestPositionsIsForgottenFirst() {
        // Given
        AcquisitionIndex index = new AcquisitionIndex(20_000);

        // When
        for (int acquisition = 0; acquisition < 1000; acquisition++) {
            add(index, "a" + acquisition, 1000 * acquisition);
        }

        // Then
        assertThat(index.extents(""))
                .hasSizeBetween(10, 30)
                .extracting(Extent::name)
                .contains("a999", "a990");
        assertThat(index.forgotten()).isEqualTo(1000 - index.extents("").size());
    }

    @Test
    void oneThatIsOlderThanThoseForgottenIsNotTakenInAgain() {
        // Given an index that is full, as it is when it is filled from the end of the topics to their beginning
        AcquisitionIndex index = new AcquisitionIndex(20_000);
        for (int acquisition = 1000; acquisition > 0; acquisition--) {
            add(index, "a" + acquisition, 1000 * acquisition);
        }
        int known = index.extents("").size();

        // When
        add(index, "older", 0);

        // Then
        assertThat(index.extents(""))
                .hasSize(known)
                .extracting(Extent::name)
                .contains("a1000")
                .doesNotContain("older");
        assertThat(index.forgotten()).isPositive();
    }

    @Test
    void anAcquisitionOfWhichTheClusterHasNothingLeftIsForgotten() {
        // Given
        AcquisitionIndex index = new AcquisitionIndex(1_000_000);
        add(index, "old", 0);
        add(index, "new", 1);

        // When
        index.forgetBefore(new TopicPartition(TOPICS.positions(), 0), 1);

        // Then
        assertThat(index.extents("")).extracting(Extent::name).containsExactly("new");
        assertThat(index.positions("old", Instant.EPOCH, BEGIN, 10).ranges()).isEmpty();
    }
}
