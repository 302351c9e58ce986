package io.wanderscope.streaming.linking;

import static io.wanderscope.streaming.TopologyHarness.ACQUISITION;
import static io.wanderscope.streaming.TopologyHarness.timeOf;
import static io.wanderscope.streaming.linking.SpotDetector.at;
import static io.wanderscope.streaming.linking.SpotDetector.bare;
import static io.wanderscope.streaming.linking.SpotDetector.complete;
import static io.wanderscope.streaming.linking.SpotDetector.end;
import static io.wanderscope.streaming.linking.SpotDetector.spot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wanderscope.schema.ParticleLocalisation;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.streaming.LinkerSettings;
import io.wanderscope.streaming.LinkingCostRule;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.TopologyHarness;
import io.wanderscope.streaming.TopologyNames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.apache.kafka.streams.test.TestRecord;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a localisation. */
class LinkingTest {
    private static final int WAITING = 3;
    private static final int GAP = 2;

    static final StreamSettings SETTINGS = StreamSettings.defaults()
            .with(LinkerSettings.MAXIMUM_DISPLACEMENT, Optional.of(1.0))
            .with(LinkerSettings.COSTS, LinkingCostRule.DISPLACEMENT)
            .with(LinkerSettings.FRAMES_WAITING, WAITING)
            .with(LinkerSettings.MAXIMUM_LOCALISATIONS, 4)
            .with(StreamSettings.MAXIMUM_GAP, GAP);

    @TempDir
    private Path state;

    private TopologyHarness harness;

    @BeforeEach
    void start() {
        harness = TopologyHarness.linking(SETTINGS, state);
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    private void send(ParticleLocalisation... localisations) {
        for (ParticleLocalisation localisation : localisations) {
            harness.send(localisation);
        }
    }

    /** From frame 30 on, in stream time and by the clock, for twice the time after which a silent acquisition ends. */
    private void goOn(LongConsumer others) {
        long frames = 2 * SETTINGS.streamTimeInactivity().dividedBy(TopologyHarness.FRAME);
        for (long frame = 30; frame <= 30 + frames; frame++) {
            others.accept(frame);
            harness.passWallClock(TopologyHarness.FRAME);
        }
    }

    /** What the linker wrote: {@code track@frame(x)}, or {@code track@frame.} for an end-of-track mark. */
    private List<String> written() {
        return harness.linkedPositions().stream()
                .map(TestRecord::value)
                .map(LinkingTest::text)
                .toList();
    }

    private static String text(ParticlePosition position) {
        String where = position.getTrack() + "@" + position.getFrame();
        return position.getEndOfTrack() ? where + "." : where + "(" + position.getX() + ")";
    }

    private List<String> rejected() {
        return harness.deadLetters().stream().map(TopologyHarness::cause).toList();
    }

    @Test
    void isLinkedAtOnceWhenItsFrameIsComplete() {
        // Given
        send(at(0, 2, 0.0, 0.0), at(0, 2, 5.0, 0.0));

        // When
        send(at(1, 2, 5.5, 0.0), at(1, 2, 0.5, 0.0));

        // Then
        assertThat(written()).containsExactly("1@0(0.0)", "2@0(5.0)", "2@1(5.5)", "1@1(0.5)");
    }

    @Test
    void becomesAPositionWithAllThatItHas() {
        // Given
        ParticleLocalisation localisation = spot(0, 1.5, -2.5)
                .setZ(0.25)
                .setQuality(120.0)
                .setLocalisationError(0.02)
                .setFrameLocalisations(1)
                .build();

        // When
        send(localisation);

        // Then
        TestRecord<String, ParticlePosition> written = harness.linkedPositions().get(0);
        assertThat(written.key()).isEqualTo(ACQUISITION + "/1");
        assertThat(written.getRecordTime()).isEqualTo(timeOf(0));
        assertThat(written.value())
                .isEqualTo(ParticlePosition.newBuilder()
                        .setAcquisition(ACQUISITION)
                        .setTrack("1")
                        .setFrame(0)
                        .setTime(timeOf(0))
                        .setX(1.5)
                        .setY(-2.5)
                        .setZ(0.25)
                        .setQuality(120.0)
                        .setLengthUnit("um")
                        .build());
    }

    @Test
    void ofAFrameInTheFutureHasATimestampThatBrokersAccept() {
        // Given
        Instant future = Instant.parse("2099-01-01T00:00:00Z");
        ParticleLocalisation localisation =
                spot(0, 1, 1).setTime(future).setFrameLocalisations(1).build();

        // When
        harness.send(localisation, timeOf(0));
        harness.send(
                SpotDetector.bare(0).setTime(future).setEndOfAcquisition(true).build(), timeOf(1));

        // Then the position and the mark keep their time
        assertThat(harness.linkedPositions())
                .extracting(
                        TestRecord::getRecordTime, written -> written.value().getTime())
                .containsExactly(tuple(timeOf(0), future), tuple(timeOf(1), future));
    }

    @Test
    void ofATileBelongsToATrackOfTheTile() {
        // When
        send(
                spot(0, 1, 1).setTile("left").setFrameLocalisations(1).build(),
                spot(0, 1, 1).setTile("right").setFrameLocalisations(1).build(),
                at(0, 1, 1, 1));

        // Then
        assertThat(written()).containsExactly("left/1@0(1.0)", "right/1@0(1.0)", "1@0(1.0)");
    }

    @Test
    void waitsForAnEarlierFrame() {
        // Given
        send(at(0, 1, 0, 0), at(2, 1, 1.0, 0));
        assertThat(written()).containsExactly("1@0(0.0)");

        // When
        send(at(1, 1, 0.5, 0));

        // Then
        assertThat(written()).containsExactly("1@1(0.5)", "1@2(1.0)");
    }

    @Test
    void isLinkedWhenAMarkSaysHowManyTheFrameHas() {
        // Given
        send(at(0, 0, 0), at(0, 3, 0));
        assertThat(written()).isEmpty();

        // When
        send(complete(0, 2));

        // Then
        assertThat(written()).containsExactly("1@0(0.0)", "2@0(3.0)");
    }

    @Test
    void isLinkedWithWhatTheFrameHasWhenItHasWaitedLongEnough() {
        // Given
        send(at(0, 3, 0.0, 0), at(0, 3, 3, 0), at(1, 0.5, 0), at(2, 0.75, 0));
        assertThat(written()).isEmpty();

        // When
        send(at(3, 1.0, 0));

        // Then only frame 0 is linked
        assertThat(written()).containsExactly("1@0(0.0)", "2@0(3.0)");
        assertThat(harness.meters()
                        .counter("wanderscope.linking.frames.incomplete")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void ofAFrameWithoutLocalisationsIsNeverWaitedFor() {
        // Given
        send(at(0, 1, 0, 0));

        // When
        send(complete(1, 0), at(2, 1, 0.25, 0));

        // Then
        assertThat(written()).containsExactly("1@0(0.0)", "1@2(0.25)");
    }

    @Test
    void isADuplicateAtTheSamePlaceInTheSameFrame() {
        // Given
        send(at(0, 1, 2), at(0, 1, 2));

        // When
        send(complete(0, 1), at(0, 1, 2));

        // Then also after the frame was linked
        assertThat(written()).containsExactly("1@0(1.0)");
        assertThat(rejected()).isEmpty();
        assertThat(harness.meters()
                        .counter("wanderscope.localisations.duplicate")
                        .count())
                .isEqualTo(2);
    }

    @Test
    void isRejectedAfterItsFrameWasLinked() {
        // Given
        send(at(0, 1, 0, 0));

        // When
        send(at(0, 9, 9));

        // Then
        List<TestRecord<byte[], byte[]>> letters = harness.deadLetters();
        assertThat(letters).extracting(TopologyHarness::cause).containsExactly("AFTER_LINKING");
        assertThat(TopologyHarness.detail(letters.get(0)))
                .isEqualTo(
                        "frame 0: its frame had been linked when it was complete, had waited for 3 frames, or nothing had come"
                                + " for 15000 ms, and the newest frame is 0. If it is a copy of what was sent before, nothing is missing;"
                                + " if it is of another recording, give that an acquisition name of its own. Otherwise send the right"
                                + " frame_localisations, correct frame numbers that leap ahead, or raise linking.frames.waiting or,"
                                + " for localisations that come after a pause, inactivity.stream.ms and inactivity.wall.ms");
        assertThat(letters.get(0).key()).isEqualTo(ACQUISITION.getBytes(StandardCharsets.UTF_8));
        assertThat(written()).hasSize(1);
    }

    @Test
    void isRejectedWhenTheFrameHasAsManyAsAreLinked() {
        // Given
        IntStream.range(0, 4).forEach(index -> send(at(0, 6, 10.0 * index, 0)));

        // When
        send(at(0, 6, 90, 0), at(0, 6, 91, 0));

        // Then
        assertThat(written()).hasSize(4);
        assertThat(harness.deadLetters())
                .extracting(TopologyHarness::cause, TopologyHarness::detail)
                .containsOnly(tuple(
                        "TOO_MANY_LOCALISATIONS",
                        "frame 0: its frame has 4 localisations already; raise linking.max.localisations, or find fewer"
                                + " spots"))
                .hasSize(2);
    }

    @Test
    void thatIsRejectedDoesNotSetTheUnitAndTheDimensionsOfItsAcquisition() {
        // Given
        send(complete(0, 0), complete(1, 0));

        // When
        send(spot(0, 1, 1).setLengthUnit("nm").setZ(1.0).build(), at(2, 1, 5, 0), at(3, 1, 5.1, 0));

        // Then
        assertThat(rejected()).containsExactly("AFTER_LINKING");
        assertThat(written()).hasSize(2);
    }

    @Test
    void isLinkedWhicheverNameOfItsUnitItHas() {
        // Given
        send(at(0, 1, 0, 0));

        // When
        send(spot(1, 0.1, 0)
                .setFrameLocalisations(1)
                .setLengthUnit("Micrometre")
                .build());

        // Then
        assertThat(harness.linkedPositions())
                .extracting(TestRecord::value)
                .extracting(ParticlePosition::getTrack, ParticlePosition::getFrame, ParticlePosition::getLengthUnit)
                .containsExactly(tuple("1", 0L, "um"), tuple("1", 1L, "um"));
    }

    @Test
    void isRejectedInAnotherUnitOrWithAnotherNumberOfDimensions() {
        // Given
        send(at(0, 2, 0, 0));

        // When
        send(spot(0, 1, 1).setLengthUnit("nm").build(), spot(0, 1, 1).setZ(1.0).build(), at(0, 2, 5, 0));

        // Then the field goes on without them
        List<TestRecord<byte[], byte[]>> letters = harness.deadLetters();
        assertThat(letters).extracting(TopologyHarness::cause).containsExactly("UNIT_CHANGED", "DIMENSIONS_CHANGED");
        assertThat(letters)
                .extracting(TopologyHarness::detail)
                .containsExactly(
                        "frame 0: the length unit nm differs from um, that of the first localisation of " + ACQUISITION
                                + "; send all its localisations in one unit",
                        "frame 0: it has a z, unlike the first localisation of " + ACQUISITION
                                + "; send all its localisations with z, or none");
        assertThat(written()).containsExactly("1@0(0.0)", "2@0(5.0)");
    }

    @Test
    void isADeadLetterWithItsCauseWhenItIsNotValid() {
        // When
        harness.sendLocalisation(ACQUISITION, new byte[] {1, 2, 3}, timeOf(0));
        send(spot(0, Double.NaN, 0).build(), spot(-1, 0, 0).build());
        send(at(0, 1, 0, 0));

        // Then
        assertThat(rejected()).containsExactly("UNREADABLE", "INVALID_COORDINATES", "NEGATIVE_FRAME");
        assertThat(written()).containsExactly("1@0(0.0)");
    }

    @Test
    void endsATrackThatCannotGoOn() {
        // Given
        send(at(0, 1, 0, 0));

        // When
        IntStream.rangeClosed(1, GAP + 1).forEach(frame -> send(at(frame, 1, 9, 0)));

        // Then
        assertThat(written()).containsExactly("1@0(0.0)", "2@1(9.0)", "2@2(9.0)", "2@3(9.0)", "1@0.");
    }

    @Test
    void endsATrackThatCannotGoOnAfterFramesWithoutLocalisations() {
        // Given
        send(at(0, 1, 0, 0));

        // When
        IntStream.rangeClosed(1, GAP + 1).forEach(frame -> send(complete(frame, 0)));

        // Then
        assertThat(written()).containsExactly("1@0(0.0)", "1@0.");
    }

    @Test
    void isLinkedByTheEndMarkWhichEndsAllTracks() {
        // Given
        send(at(0, 1, 0, 0), at(1, 5, 0.5, 0), at(2, 0.75, 0));

        // When
        send(end(2));

        // Then nothing is left but the name
        assertThat(written()).containsExactly("1@0(0.0)", "1@1(0.5)", "1@2(0.75)", "1@2.");
        assertThat(harness.storeSizes())
                .containsEntry(TopologyNames.LOCALISATIONS_STORE, 0)
                .containsEntry(TopologyNames.FIELDS_STORE, 0)
                .containsEntry(TopologyNames.OPEN_TRACKS_STORE, 0)
                .containsEntry(TopologyNames.ENDED_FIELDS_STORE, 1);
    }

    @Test
    void isRejectedAfterTheEnd() {
        // Given
        send(at(0, 1, 0, 0), end(0));

        // When
        send(at(1, 1, 0, 0), end(1));

        // Then
        assertThat(harness.deadLetters())
                .extracting(TopologyHarness::cause, TopologyHarness::detail)
                .containsExactly(tuple(
                        "AFTER_END",
                        "frame 1: " + ACQUISITION
                                + " had ended by its mark or by inactivity. If it is a copy of what was"
                                + " sent before, nothing is missing; if it is of another recording, give that an"
                                + " acquisition name of its own. Otherwise send the mark last, or raise inactivity.stream.ms or"
                                + " inactivity.wall.ms"));
        assertThat(written()).containsExactly("1@0(0.0)", "1@0.");
    }

    @Test
    void ofAnAcquisitionWhoseEndIsForgottenOpensItAnew() {
        // Given
        send(at(0, 1, 0, 0), end(0));
        harness.linger();
        Duration retention = SETTINGS.time().endedRetention();

        // When
        send(bare(0).setX(1.0)
                .setY(1.0)
                .setTime(timeOf(0).plus(retention))
                .setFrameLocalisations(1)
                .build());

        // Then
        assertThat(rejected()).isEmpty();
        assertThat(written()).contains("1@0(1.0)");
    }

    @Test
    void isLinkedWhenThePartitionFallsSilent() {
        // Given
        send(at(0, 0, 0), at(1, 0.5, 0));

        // When
        harness.passWallClock(SETTINGS.wallClockInactivity().multipliedBy(2));

        // Then
        assertThat(written()).containsExactly("1@0(0.0)", "1@1(0.5)", "1@1.");
        assertThat(harness.storeSizes()).containsEntry(TopologyNames.FIELDS_STORE, 0);
    }

    @Test
    void isLinkedWhenItsAcquisitionFallsSilentAndOthersGoOn() {
        // Given
        send(spot(0, 1, 1).setTile("silent").build());
        long frames = SETTINGS.streamTimeInactivity().dividedBy(TopologyHarness.FRAME);

        // When
        for (long frame = 0; frame <= frames; frame++) {
            send(complete(frame, 0));
        }
        harness.passWallClock(Duration.ofMillis(50));

        // Then
        assertThat(written()).containsExactly("silent/1@0(1.0)", "silent/1@0.");
    }

    @Test
    void ofTheLastFramesBelongsToItsTrackWhenThePartitionFallsSilent() {
        // Given
        IntStream.range(0, 30).forEach(frame -> send(at(frame, 0.1 * frame, 0)));

        // When
        harness.passWallClock(SETTINGS.wallClockInactivity().multipliedBy(3));

        // Then
        assertThat(rejected()).isEmpty();
        assertThat(finals()).containsExactly(tuple("1", 30, 30L));
    }

    @Test
    void ofTheLastFramesBelongsToItsTrackWhenOtherAcquisitionsGoOn() {
        // Given
        IntStream.range(0, 30).forEach(frame -> send(at(frame, 0.1 * frame, 0)));

        // When
        goOn(frame -> send(spot(frame, 0, 0)
                .setAcquisition("other")
                .setFrameLocalisations(1)
                .build()));

        // Then
        assertThat(rejected()).isEmpty();
        assertThat(finals()).containsExactly(tuple("1", 30, 30L));
    }

    @Test
    void ofTheLastFramesBelongsToItsTrackWhenTracksOfOthersGoOn() {
        // Given
        IntStream.range(0, 30).forEach(frame -> send(at(frame, 0.1 * frame, 0)));

        // When
        goOn(frame -> harness.sendFrames("other", frame, frame + 1));

        // Then
        assertThat(rejected()).isEmpty();
        assertThat(finals()).containsExactly(tuple("1", 30, 30L));
    }

    @Test
    void ofALaterFrameIsLinkedAfterAPause() {
        // Given
        send(at(0, 0, 0), at(1, 0.1, 0));
        harness.passWallClock(SETTINGS.wallClockInactivity().multipliedBy(2).dividedBy(3));

        // When
        send(at(2, 1, 0.2, 0));

        // Then
        assertThat(written()).containsExactly("1@0(0.0)", "1@1(0.1)", "1@2(0.2)");
    }

    @Test
    void isRejectedWhenThePartitionHasBeenSilent() {
        // Given
        send(at(0, 0, 0));
        harness.passWallClock(SETTINGS.wallClockInactivity().multipliedBy(2).dividedBy(3));

        // When
        send(at(0, 1, 0));

        // Then
        assertThat(rejected()).containsExactly("AFTER_LINKING");
    }

    /** Track, points and positions of each final label. */
    private List<Tuple> finals() {
        return harness.labels().stream()
                .filter(label -> label.getStatus() == ResultStatus.FINAL)
                .map(label -> tuple(label.getTrack(), label.getPoints(), label.getPositions()))
                .toList();
    }

    @Test
    void goesOnToTheTrajectoriesAndTheirLabels() {
        // Given
        IntStream.range(0, 12).forEach(frame -> send(at(frame, 1, 0.1 * frame, 0.2 * frame)));

        // When
        send(end(11));
        harness.linger();

        // Then
        assertThat(finals()).containsExactly(tuple("1", 12, 12L));
    }

    @Test
    void takesNoMoreRoomHoweverLongTheAcquisition() {
        // Given
        IntStream.range(0, 20).forEach(frame -> send(at(frame, 1, 0.01 * frame, 0)));
        Map<String, Integer> before = harness.storeSizes();

        // When
        IntStream.range(20, 200).forEach(frame -> send(at(frame, 1, 0.01 * frame, 0)));

        // Then
        assertThat(harness.storeSizes())
                .containsEntry(TopologyNames.LOCALISATIONS_STORE, before.get(TopologyNames.LOCALISATIONS_STORE))
                .containsEntry(TopologyNames.FIELDS_STORE, 1)
                .containsEntry(TopologyNames.OPEN_TRACKS_STORE, 1);
    }

    @Test
    void thatWouldMakeTheFramesJumpClosesThoseBefore() {
        // Given
        send(at(0, 0, 0));

        // When
        send(at(Long.MAX_VALUE, 5, 0));

        // Then
        assertThat(written()).containsExactly("1@0(0.0)", "1@0.");
    }
}
