package io.wanderscope.dashboard.history;

import static io.wanderscope.dashboard.history.TopicLog.TOPICS;
import static io.wanderscope.dashboard.live.Records.BEGIN;
import static io.wanderscope.dashboard.live.Records.population;
import static io.wanderscope.dashboard.live.Records.position;
import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.schema.ParticlePosition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AcquisitionIndexTest {
    private static final InstantSource NOW = InstantSource.fixed(BEGIN.plus(Duration.ofDays(365)));

    private final TopicLog log = new TopicLog(1);

    private void add(AcquisitionIndex index, String acquisition, int frame) {
        add(index, position(acquisition, "1", frame, 0, 0));
    }

    private void add(AcquisitionIndex index, ParticlePosition position) {
        String acquisition = position.getAcquisition();
        index.add(log.write(TOPICS.positions(), acquisition + "/1", position), position);
    }

    @Test
    void theAcquisitionWithTheEarliestPositionsIsForgottenFirst() {
        // Given
        AcquisitionIndex index = new AcquisitionIndex(20_000, NOW);

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
    void roomIsMadeForSeveralAtOnce() {
        // Given an index that is nearly full
        AcquisitionIndex index = new AcquisitionIndex(20_000, NOW);
        int added = 0;

        // When
        while (index.forgotten() == 0) {
            add(index, "a" + added, 1000 * added++);
        }

        // Then
        assertThat(index.forgotten()).isGreaterThan(1);
    }

    @Test
    void oneThatIsOlderThanThoseForgottenIsNotTakenInAgain() {
        // Given an index that is full, as it is when it is filled from the end of the topics to their beginning
        AcquisitionIndex index = new AcquisitionIndex(20_000, NOW);
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

    private static ParticlePosition dated(String acquisition, Instant time) {
        return ParticlePosition.newBuilder(position(acquisition, "1", 0, 0, 0))
                .setTime(time)
                .build();
    }

    @Test
    void acquisitionsDatedByAWrongClockMakeRoomForThoseThatFollow() {
        // Given an index that is full of acquisitions of the year 9999
        AtomicLong now = new AtomicLong(BEGIN.toEpochMilli());
        AcquisitionIndex index = new AcquisitionIndex(20_000, () -> Instant.ofEpochMilli(now.get()));
        for (int acquisition = 0; acquisition < 100; acquisition++) {
            now.addAndGet(1000);
            add(index, dated("wrong" + acquisition, Instant.parse("9999-12-31T00:00:00Z")));
        }

        // When
        now.addAndGet(1000);
        add(index, dated("right", Instant.ofEpochMilli(now.get())));

        // Then
        assertThat(index.extent("right")).isPresent();
    }

    @Test
    void aPopulationThatTheClusterNoLongerHasIsForgotten() {
        // Given
        AcquisitionIndex index = new AcquisitionIndex(1_000_000, NOW);
        AcquisitionPopulation population = population("cell", null, 40);
        index.add(log.write(TOPICS.population(), "cell", population), population);

        // When
        index.forgetBefore(new TopicPartition(TOPICS.population(), 0), Long.MAX_VALUE);

        // Then
        assertThat(index.population("cell")).isEmpty();
    }

    @Test
    void anAcquisitionOfWhichTheClusterHasNothingLeftIsForgotten() {
        // Given
        AcquisitionIndex index = new AcquisitionIndex(1_000_000, NOW);
        add(index, "old", 0);
        add(index, "new", 1);

        // When
        index.forgetBefore(new TopicPartition(TOPICS.positions(), 0), 1);

        // Then
        assertThat(index.extents("")).extracting(Extent::name).containsExactly("new");
        assertThat(index.positions("old", Instant.EPOCH, BEGIN, 10).ranges()).isEmpty();
    }
}
