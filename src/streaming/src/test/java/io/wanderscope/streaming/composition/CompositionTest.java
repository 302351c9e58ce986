package io.wanderscope.streaming.composition;

import static io.wanderscope.streaming.TopologyHarness.ACQUISITION;
import static io.wanderscope.streaming.TopologyHarness.FRAME;
import static io.wanderscope.streaming.TopologyHarness.START;
import static io.wanderscope.streaming.TopologyHarness.mark;
import static io.wanderscope.streaming.TopologyHarness.position;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.inference.ModelMembership;
import io.wanderscope.schema.AcquisitionComposition;
import io.wanderscope.schema.ClassFractions;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.TimeSettings;
import io.wanderscope.streaming.TopologyHarness;
import io.wanderscope.wire.SampleRecords;
import io.wanderscope.wire.WireFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The composition of an acquisition while its tracks end. */
class CompositionTest {
    private static final StreamSettings SETTINGS =
            StreamSettings.defaults().with(StreamSettings.MINIMUM_CONFIDENCE, 0.0);

    @TempDir
    private Path state;

    private TopologyHarness harness;

    @BeforeEach
    void start() {
        harness = new TopologyHarness(SETTINGS, FakeTrajectoryClassifier.create(), state);
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    @Test
    void countsEveryTrackOnceWhetherItIsLabelledOrNot() {
        // Given a moving track with a LIVE result, a short one and an immobile one
        harness.sendFrames("mobile", 0, 30);
        harness.sendFrames("short", 0, 3);
        LongStream.range(0, 12).forEach(frame -> harness.send(position("immobile", frame, 1, 1)));

        // When
        harness.end("mobile", 29);
        harness.end("short", 2);
        harness.end("immobile", 11);
        harness.linger();

        // Then
        List<TestRecord<String, AcquisitionComposition>> records = harness.compositionRecords();
        assertThat(records).extracting(TestRecord::key).containsOnly(ACQUISITION + "/2026-01-01T00:00:00Z");
        assertThat(records).extracting(record -> record.value().getTracks()).containsExactly(1L, 2L, 3L);
        AcquisitionComposition last = records.get(2).value();
        assertThat(last.getTooShort()).isEqualTo(1);
        assertThat(last.getImmobile()).isEqualTo(1);
        assertThat(labelled(last)).isEqualTo(1);
        assertThat(sum(last.getFractions())).isCloseTo(1, within(1e-12));
        assertThat(last.getWindowStart()).isEqualTo(START);
        assertThat(last.getWindowEnd()).isEqualTo(START.plus(Duration.ofMinutes(1)));
    }

    @Test
    void countsATrackInTheWindowOfItsLastPosition() {
        // Given
        Instant nextWindow = START.plus(Duration.ofMinutes(1));

        // When
        harness.send(mark("1", 0), nextWindow.minusMillis(1));
        harness.send(mark("2", 0), nextWindow);
        harness.linger();

        // Then
        assertThat(harness.compositionRecords())
                .extracting(
                        record -> record.value().getWindowStart(),
                        record -> record.value().getTracks())
                .containsExactly(tuple(START, 1L), tuple(nextWindow, 1L));
    }

    @Test
    void hasNoFractionsBeforeATrackHasALabel() {
        // Given
        harness.sendFrames("short", 0, 2);

        // When
        harness.end("short", 1);
        harness.linger();

        // Then
        assertThat(harness.compositionRecords().get(0).value().getFractions()).isNull();
    }

    @Test
    void countsInItsOwnPlaceWhatHasTooLittleConfidence() {
        // Given
        harness.close();
        harness = new TopologyHarness(
                SETTINGS.with(StreamSettings.MINIMUM_CONFIDENCE, 1.0),
                FakeTrajectoryClassifier.create(),
                state.resolve("unsure"));
        harness.sendFrames("unsure", 0, 15);

        // When
        harness.end("unsure", 14);
        harness.linger();

        // Then
        AcquisitionComposition composition = harness.compositionRecords().get(0).value();
        assertThat(composition.getLowConfidence()).isEqualTo(1);
        assertThat(labelled(composition)).isZero();
    }

    @Test
    void countsEachKindOfMotionOutsideTheEightModelsInItsOwnPlace() {
        // Given tracks of 12 to 17 points, each of another family, and one of 18 that is unfamiliar
        harness.close();
        harness = new TopologyHarness(
                SETTINGS, FakeTrajectoryClassifier.recognising(CompositionTest::byLength), state.resolve("families"));

        // When
        for (int points = 12; points <= 18; points++) {
            harness.sendFrames("of " + points, 0, points);
            harness.end("of " + points, points - 1);
        }
        harness.linger();

        // Then
        List<TestRecord<String, AcquisitionComposition>> records = harness.compositionRecords();
        AcquisitionComposition last = records.get(records.size() - 1).value();
        assertThat(last.getTracks()).isEqualTo(7);
        assertThat(last.getImmobile()).isEqualTo(1);
        assertThat(last.getConfined()).isEqualTo(1);
        assertThat(last.getDirected()).isEqualTo(1);
        assertThat(last.getSwitching()).isEqualTo(1);
        assertThat(last.getArtefact()).isEqualTo(1);
        assertThat(last.getUnfamiliar()).isEqualTo(1);
        assertThat(labelled(last)).isEqualTo(1);
        assertThat(sum(last.getFractions())).isCloseTo(1, within(1e-12));
    }

    private static ModelMembership byLength(ObservedTrajectory trajectory) {
        int index = trajectory.size() - 12;
        return index < MotionFamily.values().length
                ? FakeTrajectoryClassifier.certain(
                        List.of(MotionFamily.values()).get(index))
                : new ModelMembership(
                        FakeTrajectoryClassifier.certain(MotionFamily.DIFFUSION_MODEL)
                                .families(),
                        1.5f);
    }

    @Test
    void goesOnWhereARecordOnTheTopicOfLabelsIsNoLabel() {
        // Given
        harness.writeLabel("cell/1", null);
        harness.writeLabel("cell/1", new byte[] {1, 2, 3});

        // When
        harness.end("1", 0);
        harness.linger();

        // Then
        assertThat(harness.compositionRecords())
                .extracting(record -> record.value().getTracks())
                .containsExactly(1L);
        assertThat(harness.meters()
                        .get("wanderscope.composition.unreadable")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void countsAnUndeterminedTrackWithoutAReasonAsOther() {
        // Given
        TrajectoryLabel bare = SampleRecords.label();
        bare.put("label", DiffusionLabel.UNDETERMINED);
        bare.put("reason", null);
        byte[] value = WireFormat.singleObject()
                .serde(TrajectoryLabel.class)
                .serializer()
                .serialize("", bare);

        // When
        harness.writeLabel("cell/7", value);

        // Then
        assertThat(harness.compositionRecords())
                .extracting(record -> record.value().getOther())
                .containsExactly(1L);
    }

    @Test
    void beginsAnewWhenWindowsHaveAnotherLength(@TempDir Path kept, @TempDir Path link) throws IOException {
        // Given
        TopologyHarness before =
                new TopologyHarness(SETTINGS, FakeTrajectoryClassifier.create(), TopologyHarness.linkedTo(kept, link));
        before.end("1", 0);
        before.linger();
        before.close();
        StreamSettings longer = SETTINGS.with(TimeSettings.COMPOSITION_WINDOW, Duration.ofHours(1));

        // When
        try (TopologyHarness after = new TopologyHarness(longer, FakeTrajectoryClassifier.create(), kept)) {
            after.end("2", 0);
            after.linger();

            // Then
            assertThat(after.compositionRecords())
                    .extracting(
                            record -> record.value().getTracks(),
                            record -> record.value().getWindowEnd())
                    .containsExactly(tuple(1L, START.plus(Duration.ofHours(1))));
        }
    }

    @Test
    void doesNotStartAWindowAgainThatIsKeptNoLonger() {
        // Given a window that has been deleted
        harness.send(mark("1", 0), START);
        harness.linger();
        harness.send(mark("2", 0), START.plus(SETTINGS.time().endedRetention().plus(Duration.ofMinutes(1))));
        harness.linger();

        // When
        harness.send(mark("3", 0), START.plus(FRAME));
        harness.linger();

        // Then the late track is counted in the latest window, because its stream time is that of the partition
        assertThat(harness.compositionRecords())
                .extracting(record -> record.value().getTracks())
                .containsExactly(1L, 1L, 2L);
    }

    private static long labelled(AcquisitionComposition composition) {
        return composition.getAttm()
                + composition.getCtrw()
                + composition.getSubFbm()
                + composition.getSubSbm()
                + composition.getSuperFbm()
                + composition.getLevyWalk()
                + composition.getSuperSbm()
                + composition.getBrownian();
    }

    private static double sum(ClassFractions fractions) {
        return fractions.getAttm()
                + fractions.getCtrw()
                + fractions.getSubFbm()
                + fractions.getSubSbm()
                + fractions.getSuperFbm()
                + fractions.getLevyWalk()
                + fractions.getSuperSbm()
                + fractions.getBrownian();
    }
}
