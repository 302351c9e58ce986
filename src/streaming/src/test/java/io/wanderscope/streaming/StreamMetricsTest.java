package io.wanderscope.streaming;

import static io.wanderscope.streaming.TopologyHarness.position;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.schema.TrajectoryLabel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the topology's meters show. */
class StreamMetricsTest {
    @TempDir
    private Path state;

    private TopologyHarness harness;

    @BeforeEach
    void start() {
        harness = new TopologyHarness(
                StreamSettings.defaults()
                        .with(StreamSettings.MINIMUM_CONFIDENCE, 0.0)
                        .with(StreamSettings.BATCH_LINGER, Duration.ofMillis(100)),
                FakeTrajectoryClassifier.create(),
                state);
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    private double count(String name, String... tags) {
        return harness.meters().get("wanderscope." + name).tags(tags).counter().count();
    }

    private double waiting() {
        return harness.meters().get("wanderscope.due.trajectories").gauge().value();
    }

    @Test
    void countsPositionsDuplicatesAndDeadLettersByCause() {
        // Given
        harness.sendFrames("1", 0, 12);

        // When
        harness.send(position("1", 5, 0, 0));
        harness.send(position("1", 13, Double.NaN, 0));
        harness.sendBytes(TopologyHarness.key("1"), new byte[] {1, 2, 3});

        // Then
        assertThat(count("positions")).isEqualTo(13);
        assertThat(count("positions.duplicate")).isEqualTo(1);
        assertThat(count("dead.letters", "cause", "INVALID_COORDINATES")).isEqualTo(1);
        assertThat(count("dead.letters", "cause", "UNREADABLE")).isEqualTo(1);
        assertThat(count("dead.letters", "cause", "INFERENCE_FAILED"))
                .as("there before its first event")
                .isZero();
    }

    @Test
    void showsHowManyResultsWaitAndForHowLong() {
        // Given
        harness.sendFrames("1", 0, 12);
        harness.sendFrames("2", 0, 12);
        harness.end("1", 11);
        harness.end("2", 11);
        double before = waiting();

        // When
        harness.linger();

        // Then
        assertThat(before).isEqualTo(2);
        assertThat(waiting()).isZero();
        assertThat(harness.meters().get("wanderscope.batch.size").summary().totalAmount())
                .isEqualTo(2);
        assertThat(harness.meters().get("wanderscope.inference").timer().count())
                .isEqualTo(1);
        assertThat(harness.meters().get("wanderscope.queue.wait").timer().max(TimeUnit.MILLISECONDS))
                .isGreaterThanOrEqualTo(100);
        assertThat(harness.meters()
                        .get("wanderscope.latency")
                        .tag("status", "FINAL")
                        .timer()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void countsResultsByLabelAndStatus() {
        // Given
        harness.sendFrames("long", 0, 25);
        harness.linger();
        harness.sendFrames("short", 0, 3);

        // When
        harness.end("long", 24);
        harness.end("short", 2);
        harness.linger();

        // Then
        assertThat(count("results", "label", "UNDETERMINED", "status", "FINAL")).isEqualTo(1);
        assertThat(harness.meters().find("wanderscope.results").counters())
                .extracting(counter -> counter.getId().getTag("status"))
                .contains("LIVE", "FINAL");
    }

    @Test
    void showsHowManyPopulationsAreDueAndHowLongTheyTake() {
        // Given
        harness.sendFrames("1", 0, 12);
        harness.end("1", 11);
        double before = populationsDue();

        // When
        harness.linger();
        double after = populationsDue();
        harness.linger();

        // Then
        assertThat(before).isZero();
        assertThat(after).isPositive();
        assertThat(populationsDue()).isZero();
        assertThat(timed("evidence")).isEqualTo(1);
        assertThat(timed("tracks")).isEqualTo(1);
        assertThat(timed("estimate")).isEqualTo(2);
    }

    private double populationsDue() {
        return harness.meters().get("wanderscope.population.due").gauge().value();
    }

    private long timed(String part) {
        return harness.meters().get("wanderscope.population." + part).timer().count();
    }

    @Test
    void countsLiveResultsThatANewerOneOvertookAndThatAreNotSent() {
        // Given
        harness.sendFrames("1", 0, 65);

        // When
        harness.end("1", 64);
        harness.linger();

        // Then
        assertThat(count("results.overtaken")).isEqualTo(3);
        assertThat(harness.labels()).extracting(TrajectoryLabel::getRevision).containsExactly(4);
    }

    @Test
    void aTaskThatIsClosedTakesItsWaitingResultsAway() {
        // Given
        TopologyHarness other = new TopologyHarness(
                StreamSettings.defaults(), FakeTrajectoryClassifier.create(), state.resolve("other"));
        other.sendFrames("1", 0, 12);
        other.end("1", 11);
        Gauge waiting = other.meters().get("wanderscope.due.trajectories").gauge();
        double before = waiting.value();

        // When
        other.close();

        // Then
        assertThat(before).isEqualTo(1);
        assertThat(waiting.value()).isZero();
    }

    @Test
    void thereAreNoMoreMetersForMoreTracks() {
        // Given
        harness.sendFrames("first", 0, 12);
        harness.end("first", 11);
        harness.linger();
        int before = harness.meters().getMeters().size();

        // When
        for (int track = 0; track < 100; track++) {
            harness.sendFrames("t" + track, 0, 12);
            harness.end("t" + track, 11);
        }
        harness.linger();

        // Then
        assertThat(harness.meters().getMeters().size()).isLessThan(before + 9);
        assertThat(harness.meters().getMeters())
                .flatExtracting(Meter::getId)
                .flatExtracting(id -> ((Meter.Id) id).getTags())
                .extracting(Tag::getKey)
                .isSubsetOf("cause", "label", "status", "le");
    }
}
