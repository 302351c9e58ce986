package io.wanderscope.streaming;

import static io.wanderscope.streaming.TopologyHarness.ACQUISITION;
import static io.wanderscope.streaming.TopologyHarness.position;
import static io.wanderscope.streaming.TopologyHarness.timeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.schema.AcquisitionTrigger;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.UndeterminedReason;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Triggers from positions, through the whole topology. */
class TriggersOfTracksTest {
    @TempDir
    private Path state;

    private static StreamSettings settings(String... rules) {
        Map<String, String> entries = new HashMap<>();
        for (String rule : rules) {
            String[] parts = rule.split("=", 2);
            entries.put("trigger." + parts[0], parts[1]);
        }
        return StreamSettings.defaults()
                .with(StreamSettings.LIVE_EVERY, 5)
                .with(StreamSettings.MINIMUM_CONFIDENCE, 0.0)
                .withRules(TriggerRules.parse(entries));
    }

    private static FakeTrajectoryClassifier directed() {
        return FakeTrajectoryClassifier.recognising(
                trajectory -> FakeTrajectoryClassifier.certain(MotionFamily.DIRECTED));
    }

    @Test
    void haveWhatTheLabelSaysAndWhereTheParticleWas() {
        // Given
        StreamSettings settings = settings("motors.class=DIRECTED", "motors.confidence.min=0.9");
        try (TopologyHarness harness = new TopologyHarness(settings, directed(), state)) {
            // When
            harness.sendFrames("7", 0, 31);

            // Then
            TestRecord<String, AcquisitionTrigger> sent =
                    harness.triggerRecords().get(0);
            TrajectoryLabel label = harness.labels().get(0);
            AcquisitionTrigger trigger = sent.value();
            assertThat(sent.key()).isEqualTo(ACQUISITION);
            assertThat(sent.getRecordTime()).isEqualTo(timeOf(label.getLastFrame()));
            assertThat(trigger.getId()).isEqualTo(ACQUISITION + "/motors/1/7");
            assertThat(trigger.getTime()).isEqualTo(timeOf(label.getLastFrame()));
            assertThat(trigger.getStatus()).isEqualTo(ResultStatus.LIVE);
            assertThat(trigger.getRevision()).isEqualTo(label.getRevision());
            assertThat(trigger.getReason()).isEqualTo(UndeterminedReason.DIRECTED);
            assertThat(trigger.getConfidence()).isEqualTo(label.getFamilies().getDirected());
            assertThat(trigger.getAlpha()).isEqualTo(label.getAlpha());
            assertThat(trigger.getPoints()).isEqualTo(label.getPoints());
            assertThat(trigger.getObservedPoints()).isEqualTo(label.getObservedPoints());
            assertThat(trigger.getDiffusionCoefficient())
                    .isEqualTo(label.getDiffusion().getDiffusionCoefficient());
            assertThat(trigger.getDiffusionUnit()).isEqualTo("um^2/s");
            assertThat(trigger.getFrame()).isEqualTo(label.getLastFrame());
            assertThat(trigger.getX()).isEqualTo(0.1 * label.getLastFrame());
            assertThat(trigger.getY()).isEqualTo(Math.sin((double) label.getLastFrame()));
            assertThat(trigger.getLengthUnit()).isEqualTo("um");
        }
    }

    @Test
    void haveTheTimeOfTheirFrameAlthoughAnotherAcquisitionIsAhead() {
        // Given
        try (TopologyHarness harness = new TopologyHarness(settings("motors.class=DIRECTED"), directed(), state)) {
            harness.send(position("other", 200, 1, 2));

            // When
            harness.sendFrames("7", 0, 31);

            // Then
            AcquisitionTrigger trigger = harness.triggerRecords().get(0).value();
            assertThat(trigger.getTime()).isEqualTo(timeOf(trigger.getFrame()));
        }
    }

    @Test
    void comeOnceForATrackHoweverManyResultsItGets() {
        // Given
        try (TopologyHarness harness = new TopologyHarness(settings("motors.class=DIRECTED"), directed(), state)) {
            // When
            harness.sendFrames("7", 0, 100);
            harness.end("7", 99);
            harness.linger();

            // Then
            assertThat(harness.labels()).hasSizeGreaterThan(5);
            assertThat(harness.triggerRecords()).hasSize(1);
        }
    }

    @Test
    void comeForATrackThatWasNeverClassified() {
        // Given
        try (TopologyHarness harness = new TopologyHarness(settings("short.class=TOO_SHORT"), directed(), state)) {
            // When
            harness.send(position("7", 3, 1, 2));
            harness.end("7", 3);
            harness.linger();
            harness.end("8", 3);
            harness.linger();

            // Then
            List<TestRecord<String, AcquisitionTrigger>> sent = harness.triggerRecords();
            assertThat(sent).hasSize(2);
            assertThat(sent.get(0).value().getX()).isEqualTo(1);
            assertThat(sent.get(0).value().getConfidence()).isNull();
            assertThat(sent.get(0).value().getDiffusionUnit()).isNull();
            assertThat(sent.get(1).value().getX()).isNull();
        }
    }

    @Test
    void comeForAShareOfTheTracks() {
        // Given
        StreamSettings settings = settings(
                "arrest.class=DIRECTED",
                "arrest.status=final",
                "arrest.share.min=1",
                "arrest.share.tracks.min=2",
                "arrest.share.window.ms=1000");
        try (TopologyHarness harness = new TopologyHarness(settings, directed(), state)) {
            // When
            for (int track = 0; track < 6; track++) {
                harness.sendFrames("" + track, 20L * track, 20L * track + 15);
                harness.end("" + track, 20L * track + 15);
                harness.linger();
            }

            // Then tracks end 400 ms apart, so two or three are in the window
            assertThat(harness.triggerRecords())
                    .extracting(TestRecord::value)
                    .extracting(AcquisitionTrigger::getId, AcquisitionTrigger::getTracks)
                    .containsExactly(tuple(ACQUISITION + "/arrest/1", 2L));
            assertThat(harness.storeSizes())
                    .containsEntry(TopologyNames.TRIGGER_TRACKS_STORE, 0)
                    .containsEntry(TopologyNames.TRIGGER_RULES_STORE, 1)
                    .containsEntry(TopologyNames.TRIGGER_SHARES_STORE, 6);
        }
    }

    @Test
    void needATopologyWithRules() {
        // Given
        try (TopologyHarness harness = new TopologyHarness(settings(), directed(), state)) {
            // When
            harness.sendFrames("7", 0, 31);

            // Then
            assertThat(harness.triggerRecords()).isEmpty();
            assertThat(harness.storeSizes()).doesNotContainKey(TopologyNames.TRIGGER_TRACKS_STORE);
        }
    }

    @Test
    void areCountedByRule() {
        // Given
        StreamSettings settings = settings("motors.class=DIRECTED", "motors.every.ms=60000", "levy.class=LEVY_WALK");
        try (TopologyHarness harness = new TopologyHarness(settings, directed(), state)) {
            // When
            harness.sendFrames("7", 0, 31);
            harness.sendFrames("8", 0, 31);

            // Then
            assertThat(count(harness, "triggers", "motors")).isEqualTo(1);
            assertThat(count(harness, "triggers.suppressed", "motors")).isEqualTo(1);
            assertThat(count(harness, "triggers", "levy")).isZero();
            assertThat(count(harness, "triggers.suppressed", "levy")).isZero();
        }
    }

    private static double count(TopologyHarness harness, String name, String rule) {
        return harness.meters()
                .get("wanderscope." + name)
                .tag("rule", rule)
                .counter()
                .count();
    }
}
