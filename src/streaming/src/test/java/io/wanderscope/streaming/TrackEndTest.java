package io.wanderscope.streaming;

import static io.wanderscope.streaming.TopologyHarness.START;
import static io.wanderscope.streaming.TopologyHarness.mark;
import static io.wanderscope.streaming.TopologyHarness.moving;
import static io.wanderscope.streaming.TopologyHarness.timeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** When a track ends, and what remains of it. */
class TrackEndTest extends TopologyTest {
    @Test
    void endsATrackThatIsSilentWhileStreamTimeGoesOn() {
        // Given
        harness.sendFrames("silent", 0, 12);
        Instant lastActivity = timeOf(11);

        // When
        passStreamTime(lastActivity, SETTINGS.streamTimeInactivity());
        harness.linger();

        // Then
        TestRecord<String, TrajectoryLabel> result = only(harness.labelRecords());
        assertThat(result.value().getTrack()).isEqualTo("silent");
        assertThat(result.value().getStatus()).isEqualTo(ResultStatus.FINAL);
        assertThat(result.getRecordTime()).isEqualTo(lastActivity);
    }

    @Test
    void keepsATrackOpenThatIsSilentForLessThanTheInactivity() {
        // Given
        harness.sendFrames("1", 0, 12);

        // When
        passStreamTime(timeOf(11), SETTINGS.streamTimeInactivity().minusMillis(8));
        harness.linger();

        // Then
        assertThat(harness.labels()).isEmpty();
    }

    @Test
    void keepsATrackOpenWhoseTimestampsLieBehindStreamTime() {
        // Given
        harness.send(moving("other", 0), START.plus(Duration.ofHours(1)));

        // When
        harness.sendFrames("behind", 0, 12);
        harness.linger();

        // Then
        assertThat(harness.labels()).isEmpty();
    }

    @Test
    void endsATrackByItsSilenceEvenIfItsNextPositionIsTheFirstRecordAfterIt() {
        // Given
        harness.sendFrames("1", 0, 12);
        Duration almost = SETTINGS.streamTimeInactivity().minusMillis(8);
        passStreamTime(timeOf(11), almost);

        // When
        harness.send(moving("1", 12), timeOf(11).plus(SETTINGS.streamTimeInactivity()));
        harness.linger();

        // Then
        assertThat(only(harness.labels()).getLastFrame()).isEqualTo(11);
        assertThat(harness.deadLetters())
                .extracting(TopologyHarness::cause, TopologyHarness::detail)
                .containsExactly(tuple(
                        "AFTER_FINAL",
                        "frame 12: its track had ended by its mark or by inactivity. If it is a copy of what was sent before,"
                                + " nothing is missing; if it is of another recording, give that an acquisition name of its"
                                + " own. Otherwise send the mark last, or raise inactivity.stream.ms or"
                                + " inactivity.wall.ms"));
    }

    /** Sends eight records of another track, evenly spaced; the last one after this duration. */
    private void passStreamTime(Instant from, Duration duration) {
        for (int eighth = 1; eighth <= 8; eighth++) {
            harness.send(
                    moving("other", eighth),
                    from.plus(duration.multipliedBy(eighth).dividedBy(8)));
        }
    }

    @Test
    void keepsTracksOpenWhenTimestampsJump() {
        // Given
        harness.sendFrames("1", 0, 12);

        // When another tracker's clock is half an hour ahead, or this tracker's clock is set
        harness.send(moving("ahead", 0), timeOf(11).plus(Duration.ofMinutes(30)));
        harness.sendFrames("1", 12, 19);
        harness.end("1", 18);
        harness.linger();

        // Then
        assertThat(harness.deadLetters()).isEmpty();
        assertThat(only(harness.labels()).getPoints()).isEqualTo(19);
    }

    @Test
    void keepsTracksOfATimeLapseOpenWhoseFramesAreFurtherApartThanTheInactivity() {
        // Given
        Duration interval = SETTINGS.streamTimeInactivity().multipliedBy(2);

        // When
        for (int frame = 0; frame < 12; frame++) {
            harness.send(moving("1", frame), START.plus(interval.multipliedBy(frame)));
            harness.send(moving("2", frame), START.plus(interval.multipliedBy(frame)));
        }
        harness.end("1", 11);
        harness.linger();

        // Then
        assertThat(harness.deadLetters()).isEmpty();
        assertThat(only(harness.labels()).getPoints()).isEqualTo(12);
    }

    @Test
    void endsAllTracksWhenTheWholeStreamIsSilentOnTheWallClock() {
        // Given
        harness.sendFrames("1", 0, 12);
        harness.sendFrames("2", 0, 3);

        // When
        harness.passWallClock(SETTINGS.wallClockInactivity().multipliedBy(5).dividedBy(4));
        harness.linger();

        // Then
        assertThat(harness.labels())
                .extracting(TrajectoryLabel::getTrack, TrajectoryLabel::getStatus)
                .containsExactlyInAnyOrder(tuple("1", ResultStatus.FINAL), tuple("2", ResultStatus.FINAL));
    }

    @Test
    void keepsTracksOpenWhenTheClockJumps() {
        // Given
        harness.sendFrames("1", 0, 15);

        // When the process is suspended for an hour
        harness.jumpWallClock(Duration.ofHours(1));
        harness.sendFrames("1", 15, 30);
        harness.end("1", 29);
        harness.linger();

        // Then
        assertThat(harness.deadLetters()).isEmpty();
        List<TrajectoryLabel> labels = harness.labels();
        assertThat(labels)
                .filteredOn(label -> label.getStatus() == ResultStatus.FINAL)
                .extracting(TrajectoryLabel::getPoints)
                .containsExactly(30);
    }

    @Test
    void keepsTracksOpenWhileAnyTrackOfTheStreamIsActive() {
        // Given
        harness.sendFrames("1", 0, 12);
        harness.passWallClock(SETTINGS.wallClockInactivity().dividedBy(2));
        harness.send(moving("2", 0));

        // When
        harness.passWallClock(SETTINGS.wallClockInactivity().dividedBy(2).plusSeconds(5));

        // Then
        assertThat(harness.labels()).isEmpty();
    }

    @Test
    void givesOneFinalHoweverOftenATrackEnds() {
        // Given
        harness.sendFrames("1", 0, 12);

        // When
        harness.end("1", 11);
        harness.end("1", 11);
        harness.linger();
        harness.end("1", 11);
        harness.passWallClock(SETTINGS.wallClockInactivity().multipliedBy(2));

        // Then
        assertThat(harness.labels()).hasSize(1);
        assertThat(harness.deadLetters()).isEmpty();
    }

    @Test
    void keepsOfAnEndedTrackNothingButItsTombstone() {
        // Given
        harness.sendFrames("1", 0, 30);

        // When
        harness.end("1", 29);
        harness.linger();
        harness.linger();

        // Then it has been counted in its time window, and in the population of that and of its acquisition
        assertThat(harness.storeSizes())
                .isEqualTo(Map.of(
                        "positions", 0,
                        "tracks", 0,
                        "due", 0,
                        "ended", 1,
                        "clock", 1,
                        "composition", 1,
                        "population", 3,
                        "population-due", 0));
    }

    @Test
    void opensANewTrackWhenTheNameIsUsedAgainAfterItsEndWasForgotten() {
        // Given a track that ended long ago
        Duration retention = SETTINGS.time().endedRetention();
        harness.sendFrames("1", 0, 12);
        harness.end("1", 11);
        harness.linger();

        // When
        harness.send(moving("1", 12), timeOf(11).plus(retention).minusMillis(1));
        harness.send(moving("1", 13), timeOf(11).plus(retention));
        harness.send(mark("1", 13), timeOf(11).plus(retention));
        harness.linger();

        // Then
        assertThat(harness.deadLetters()).extracting(TopologyHarness::cause).containsExactly("AFTER_FINAL");
        assertThat(harness.labels())
                .extracting(TrajectoryLabel::getStatus, TrajectoryLabel::getRevision, TrajectoryLabel::getPositions)
                .containsExactly(tuple(ResultStatus.FINAL, 1, 12L), tuple(ResultStatus.FINAL, 1, 1L));
    }

    @Test
    void forgetsTracksThatEndedLongAgo() {
        // Given
        for (int track = 0; track < 20; track++) {
            harness.end(Integer.toString(track), 0);
        }
        harness.linger();

        // When
        harness.send(mark("latest", 0), START.plus(SETTINGS.time().endedRetention()));
        harness.linger();

        // Then
        assertThat(harness.storeSizes()).containsEntry("ended", 1).containsEntry("composition", 2);
    }

    @Test
    void keepsTracksOpenWhenAClockRunsFarAhead() {
        // Given
        harness.sendFrames("1", 0, 12);

        // When
        harness.send(moving("ahead", 0), Instant.parse("2999-01-01T00:00:00Z"));
        harness.sendFrames("1", 12, 18);
        harness.linger();

        // Then the first sixteen positions are an entry of their own
        assertThat(harness.labels()).isEmpty();
        assertThat(harness.deadLetters()).isEmpty();
        assertThat(harness.storeSizes()).containsEntry("tracks", 2).containsEntry("positions", 1);
    }
}
