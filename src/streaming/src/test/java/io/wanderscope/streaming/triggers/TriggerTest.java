package io.wanderscope.streaming.triggers;

import static io.wanderscope.streaming.triggers.TriggerTask.START;
import static io.wanderscope.streaming.triggers.TriggerTask.asFinal;
import static io.wanderscope.streaming.triggers.TriggerTask.result;
import static io.wanderscope.streaming.triggers.TriggerTask.seen;
import static io.wanderscope.streaming.triggers.TriggerTask.undetermined;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wanderscope.schema.AcquisitionTrigger;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TriggerKind;
import io.wanderscope.schema.UndeterminedReason;
import io.wanderscope.streaming.TopologyNames;
import io.wanderscope.streaming.tracks.CountingStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which results make an event, and which events are told. */
class TriggerTest {
    private static final DiffusionLabel LEVY = DiffusionLabel.LEVY_WALK;
    private static final DiffusionLabel OTHER = DiffusionLabel.BROWNIAN;

    @Test
    void tellWhatLedToThem() {
        // Given
        TriggerTask task = new TriggerTask("motors.class=LEVY_WALK");

        // When
        List<AcquisitionTrigger> sent = task.receive(100, result("7", 3, LEVY));

        // Then
        assertThat(sent)
                .containsExactly(AcquisitionTrigger.newBuilder()
                        .setAcquisition("cell")
                        .setId("cell/motors/1/7")
                        .setRule("motors")
                        .setConditions("class=LEVY_WALK")
                        .setKind(TriggerKind.TRACK)
                        .setEvent(1)
                        .setTime(START.plusMillis(100))
                        .setSince(START.plusMillis(100))
                        .setTriggeredTime(START)
                        .setSuppressed(0)
                        .setTrack("7")
                        .setStatus(ResultStatus.LIVE)
                        .setRevision(3)
                        .setLabel(LEVY)
                        .setConfidence(0.75)
                        .setAlpha(1.5)
                        .setPoints(25)
                        .setObservedPoints(20)
                        .setDiffusionCoefficient(0.5)
                        .setDiffusionUnit("um^2/s")
                        .setFrame(24L)
                        .setX(3.0)
                        .setY(4.0)
                        .setLengthUnit("um")
                        .build());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "class=LEVY_WALK|true",
                "class=BROWNIAN,LEVY_WALK|true",
                "class=BROWNIAN|false",
                "class=DIRECTED|false",
                "confidence.min=0.75|true",
                "confidence.min=0.76|false",
                "points.min=20|true",
                "points.min=21|false",
                "diffusion.min=0.5|true",
                "diffusion.min=0.51|false",
                "diffusion.max=0.5|true",
                "diffusion.max=0.49|false",
                "region=0,0,3,4|true",
                "region=10,10,3,4|true",
                "region=0,0,2.9,4|false",
                "region=0,0,3,3.9|false",
                "status=live|true",
                "status=any|true",
                "status=final|false"
            })
    void needTheConditionOfTheirRule(String condition, boolean isMet) {
        // Given
        TriggerTask task = new TriggerTask("a." + condition);

        // When
        List<AcquisitionTrigger> sent = task.receive(0, result("7", 1, LEVY));

        // Then
        assertThat(sent).hasSize(isMet ? 1 : 0);
    }

    @Test
    void needEveryConditionOfTheirRule() {
        // Given
        TriggerTask task = new TriggerTask(
                "met.class=LEVY_WALK", "met.points.min=20", "unmet.class=LEVY_WALK", "unmet.points.min=21");

        // When
        List<AcquisitionTrigger> sent = task.receive(0, result("7", 1, LEVY));

        // Then
        assertThat(sent).extracting(AcquisitionTrigger::getRule).containsExactly("met");
    }

    @Test
    void comeForReasonsAsForLabels() {
        // Given
        TriggerTask task = new TriggerTask("directed.class=DIRECTED", "any.class=UNDETERMINED");

        // When
        List<AcquisitionTrigger> sent = task.receive(0, undetermined("7", 1, UndeterminedReason.DIRECTED));
        List<AcquisitionTrigger> other = task.receive(0, undetermined("8", 1, UndeterminedReason.CONFINED));

        // Then
        assertThat(sent).extracting(AcquisitionTrigger::getRule).containsExactly("any", "directed");
        assertThat(other).extracting(AcquisitionTrigger::getRule).containsExactly("any");
        assertThat(other.get(0).getReason()).isEqualTo(UndeterminedReason.CONFINED);
    }

    @Test
    void comeOnceForATrackUntilItNoLongerMeetsTheRuleAndMeetsItAgain() {
        // Given
        TriggerTask task = new TriggerTask("motors.class=LEVY_WALK");

        // When
        task.receive(0, result("7", 1, LEVY));
        task.receive(10, result("7", 2, LEVY));
        task.receive(20, result("7", 3, OTHER));
        task.receive(30, result("7", 4, OTHER));
        task.receive(40, result("7", 5, LEVY));
        task.receive(50, asFinal(result("7", 6, LEVY)));

        // Then
        assertThat(task.sent())
                .extracting(AcquisitionTrigger::getId)
                .containsExactly("cell/motors/1/7", "cell/motors/2/7");
        assertThat(task.sent()).extracting(AcquisitionTrigger::getRevision).containsExactly(1, 5);
    }

    @Test
    void comeForEachTrackByItself() {
        // Given
        TriggerTask task = new TriggerTask("motors.class=LEVY_WALK");

        // When
        task.receive(0, result("7", 1, LEVY));
        task.receive(0, result("8", 1, LEVY));
        task.receive("dish", 0, result("7", 1, LEVY));

        // Then
        assertThat(task.sent())
                .extracting(AcquisitionTrigger::getId)
                .containsExactly("cell/motors/1/7", "cell/motors/1/8", "dish/motors/1/7");
    }

    @Test
    void comeForTheAcquisitionsThatTheirRuleConcerns() {
        // Given
        TriggerTask task = new TriggerTask("motors.class=LEVY_WALK", "motors.acquisition=c*l");

        // When
        task.receive("cell", 0, result("7", 1, LEVY));
        task.receive("cells", 0, result("7", 1, LEVY));

        // Then
        assertThat(task.sent()).extracting(AcquisitionTrigger::getAcquisition).containsExactly("cell");
    }

    @Test
    void doNotComeForAResultThatComesAgainOrTooLate() {
        // Given
        TriggerTask task = new TriggerTask("motors.class=LEVY_WALK");
        task.receive(0, result("7", 3, LEVY));
        task.receive(10, result("7", 4, OTHER));

        // When
        task.receive(0, result("7", 3, LEVY));
        task.receive(0, result("7", 2, LEVY));
        task.receive(10, result("7", 4, OTHER));

        // Then
        assertThat(task.sent()).hasSize(1);
    }

    @Test
    void waitUntilTheConditionsHaveHeldWithoutABreak() {
        // Given
        TriggerTask task = new TriggerTask("motors.class=LEVY_WALK", "motors.for.ms=100");

        // When
        task.receive(0, result("7", 1, LEVY));
        task.receive(60, result("7", 2, OTHER));
        task.receive(120, result("7", 3, LEVY));
        task.receive(219, result("7", 4, LEVY));
        assertThat(task.sent()).isEmpty();
        task.receive(220, result("7", 5, LEVY));
        task.receive(400, result("7", 6, LEVY));

        // Then
        assertThat(task.sent())
                .singleElement()
                .satisfies(trigger -> assertThat(trigger.getSince()).isEqualTo(START.plusMillis(120)))
                .satisfies(trigger -> assertThat(trigger.getTime()).isEqualTo(START.plusMillis(220)));
    }

    @Test
    void haveTheTimesOfThePositionsWhateverStreamTimeIs() {
        // Given stream time that other acquisitions have moved on
        TriggerTask task = new TriggerTask("motors.class=LEVY_WALK", "motors.for.ms=100");
        task.receive(9_000, seen(1_000, result("7", 1, LEVY)));

        // When
        task.receive(9_000, seen(1_100, result("7", 2, LEVY)));

        // Then
        assertThat(task.sent())
                .extracting(AcquisitionTrigger::getSince, AcquisitionTrigger::getTime)
                .containsExactly(tuple(START.plusMillis(1_000), START.plusMillis(1_100)));
    }

    @Test
    void doNotTakeTheTimeUntilALateEndMarkForTimeInWhichTheConditionsHeld() {
        // Given
        TriggerTask task = new TriggerTask("motors.class=LEVY_WALK", "motors.for.ms=100");
        task.receive(1_000, seen(1_000, result("7", 1, LEVY)));

        // When
        task.receive(31_000, asFinal(seen(1_050, result("7", 2, LEVY))));

        // Then
        assertThat(task.sent()).isEmpty();
    }

    @Test
    void areAsFarApartAsTheRuleSaysInTheTimesOfThePositions() {
        // Given
        TriggerTask task = new TriggerTask("motors.class=LEVY_WALK", "motors.every.ms=100");

        // When
        task.receive(1_000, seen(1_000, result("1", 1, LEVY)));
        task.receive(9_000, seen(1_050, result("2", 1, LEVY)));
        task.receive(9_000, seen(1_100, result("3", 1, LEVY)));

        // Then
        assertThat(task.sent()).extracting(AcquisitionTrigger::getTrack).containsExactly("1", "3");
    }

    @Test
    void areNotMoreThanTheRuleAllowsWhenEndsOfEarlierTracksAreNoticedInBetween() {
        // Given
        TriggerTask task = new TriggerTask("motors.class=LEVY_WALK", "motors.every.ms=5000");

        // When
        task.receive(100_000, seen(100_000, result("1", 1, LEVY)));
        task.receive(100_010, asFinal(seen(70_000, result("2", 1, LEVY))));
        task.receive(100_020, seen(100_050, result("3", 1, LEVY)));
        task.receive(100_030, asFinal(seen(70_050, result("4", 1, LEVY))));
        task.receive(105_000, seen(105_000, result("5", 1, LEVY)));

        // Then
        assertThat(task.sent())
                .extracting(AcquisitionTrigger::getTrack, AcquisitionTrigger::getSuppressed)
                .containsExactly(tuple("1", 0), tuple("5", 3));
    }

    @Test
    void areNotMoreThanTheRuleAllowsAndSayHowManyEventsHadNone() {
        // Given
        TriggerTask task = new TriggerTask("motors.class=LEVY_WALK", "motors.every.ms=100");

        // When
        task.receive(0, result("1", 1, LEVY));
        task.receive(50, result("2", 1, LEVY));
        task.receive(99, result("3", 1, LEVY));
        task.receive("dish", 99, result("3", 1, LEVY));
        task.receive(100, result("4", 1, LEVY));
        task.receive(300, result("5", 1, LEVY));

        // Then
        assertThat(task.sent())
                .extracting(AcquisitionTrigger::getId, AcquisitionTrigger::getSuppressed)
                .containsExactly(
                        tuple("cell/motors/1/1", 0),
                        tuple("dish/motors/1/3", 0),
                        tuple("cell/motors/1/4", 2),
                        tuple("cell/motors/1/5", 0));
        assertThat(task.count("triggers", "motors")).isEqualTo(4);
        assertThat(task.count("triggers.suppressed", "motors")).isEqualTo(2);
    }

    @Test
    void areNotSilencedByATimeFarInTheFuture() {
        // Given
        TriggerTask task = new TriggerTask("motors.class=LEVY_WALK", "motors.every.ms=100");
        task.receive(1_000_000, result("1", 1, LEVY));

        // When
        task.receive(50, result("2", 1, LEVY));

        // Then
        assertThat(task.sent()).hasSize(2);
    }

    @Test
    void comeWhenTheShareOfTracksReachesTheMinimumAndNotBeforeItHasFallenBelow() {
        // Given
        TriggerTask task =
                new TriggerTask("arrest.class=LEVY_WALK", "arrest.share.min=0.5", "arrest.share.tracks.min=4");

        // When
        task.receive(0, result("1", 1, LEVY));
        task.receive(1, result("2", 1, LEVY));
        task.receive(2, result("3", 1, OTHER));
        assertThat(task.sent()).isEmpty();
        task.receive(3, result("4", 1, OTHER));
        task.receive(4, result("5", 1, LEVY));
        task.receive(5, result("1", 2, OTHER));
        task.receive(6, result("2", 2, OTHER));
        task.receive(7, result("3", 2, LEVY));
        task.receive(8, result("4", 2, LEVY));

        // Then 2 of 4, then 3 of 5, 2 of 5, 1 of 5, 2 of 5, 3 of 5
        assertThat(task.sent())
                .extracting(
                        AcquisitionTrigger::getId,
                        AcquisitionTrigger::getShare,
                        AcquisitionTrigger::getMatchingTracks,
                        AcquisitionTrigger::getTracks)
                .containsExactly(tuple("cell/arrest/1", 0.5, 2L, 4L), tuple("cell/arrest/2", 0.6, 3L, 5L));
        assertThat(task.sent()).extracting(AcquisitionTrigger::getKind).containsOnly(TriggerKind.SHARE);
        assertThat(task.sent()).extracting(AcquisitionTrigger::getTrack).containsOnlyNulls();
    }

    @Test
    void countTracksForAShareUntilTheirWindowHasPassed() {
        // Given
        TriggerTask task = new TriggerTask(
                "arrest.class=LEVY_WALK",
                "arrest.share.min=0.6",
                "arrest.share.tracks.min=2",
                "arrest.share.window.ms=1000");
        task.receive(0, asFinal(result("1", 1, OTHER)));
        task.receive(500, asFinal(result("2", 1, LEVY)));

        // When track 1 leaves as track 3 comes
        task.receive(1000, result("3", 1, LEVY));

        // Then
        assertThat(task.sent())
                .singleElement()
                .satisfies(trigger -> assertThat(trigger.getTracks()).isEqualTo(2))
                .satisfies(trigger -> assertThat(trigger.getShare()).isEqualTo(1));
        assertThat(task.entries(TopologyNames.TRIGGER_SHARES_STORE)).isEqualTo(4);
    }

    @Test
    void countOnlyTracksWithEnoughPointsAndAResultOfTheStatusForAShare() {
        // Given
        TriggerTask task = new TriggerTask(
                "arrest.class=LEVY_WALK",
                "arrest.status=final",
                "arrest.points.min=21",
                "arrest.share.min=1",
                "arrest.share.tracks.min=1",
                "any.class=LEVY_WALK",
                "any.status=final",
                "any.share.min=1",
                "any.share.tracks.min=1");

        // When
        task.receive(0, result("1", 1, LEVY));
        task.receive(0, asFinal(result("2", 1, LEVY)));

        // Then
        assertThat(task.sent()).extracting(AcquisitionTrigger::getRule).containsExactly("any");
        assertThat(task.sent()).extracting(AcquisitionTrigger::getTracks).containsExactly(1L);
    }

    @Test
    void countTheLatestTracksIfThereAreTooMany() {
        // Given
        TriggerTask task =
                new TriggerTask(3, 1_000, "arrest.class=LEVY_WALK", "arrest.share.min=1", "arrest.share.tracks.min=3");

        // When
        task.receive(0, result("1", 1, OTHER));
        task.receive(1, result("2", 1, LEVY));
        task.receive(2, result("3", 1, LEVY));
        task.receive(3, result("4", 1, LEVY));

        // Then
        assertThat(task.sent())
                .singleElement()
                .satisfies(trigger -> assertThat(trigger.getTracks()).isEqualTo(3));
        assertThat(task.entries(TopologyNames.TRIGGER_SHARES_STORE)).isEqualTo(6);
    }

    @Test
    void doNotGoOverTheTracksAgainThatLeftAShare() {
        // Given
        TriggerTask task = new TriggerTask(
                "arrest.class=LEVY_WALK",
                "arrest.share.min=0.5",
                "arrest.share.tracks.min=1",
                "arrest.share.window.ms=1000");
        for (int track = 0; track < 50; track++) {
            task.receive(100L * track, asFinal(result("" + track, 1, LEVY)));
        }

        // When
        task.receive(5000, asFinal(result("50", 1, LEVY)));

        // Then
        CountingStore shares = task.store(TopologyNames.TRIGGER_SHARES_STORE);
        ShareKey start = ShareKey.serde()
                .deserializer()
                .deserialize("", shares.rangeStart().get());
        assertThat(start.time()).isEqualTo(START.toEpochMilli() + 3901);
    }

    @Test
    void doNotCountATrackWhoseResultIsOlderThanTheWindow() {
        // Given
        TriggerTask task = new TriggerTask(
                "arrest.class=LEVY_WALK",
                "arrest.share.min=1",
                "arrest.share.tracks.min=1",
                "arrest.share.window.ms=1000");
        task.receive(5000, result("1", 1, OTHER));
        CountingStore shares = task.store(TopologyNames.TRIGGER_SHARES_STORE);
        shares.forget();

        // When
        task.receive(4000, result("2", 1, LEVY));

        // Then
        assertThat(task.sent()).isEmpty();
        assertThat(shares.writes()).isZero();
    }

    @Test
    void comeForAShareAlthoughManyTracksLeaveItsWindowAtOnce() {
        // Given
        int deleted = 10;
        TriggerTask task = new TriggerTask(
                100, deleted, "arrest.class=LEVY_WALK", "arrest.share.min=1", "arrest.share.tracks.min=1");
        for (int track = 0; track < 2 * deleted + 1; track++) {
            task.receive(0, asFinal(result("old" + track, 1, OTHER)));
        }
        List<Long> entries = new ArrayList<>();

        // When the whole window passes, and the share holds with one result only
        for (int track = 0; track < 3; track++) {
            task.receive(3_600_000, result("new" + track, 1, track == 0 ? LEVY : OTHER));
            entries.add(task.entries(TopologyNames.TRIGGER_SHARES_STORE));
        }

        // Then
        assertThat(entries).containsExactly(2L * (deleted + 2), 2L * (1 + 2), 2L * 3);
        assertThat(task.sent())
                .singleElement()
                .satisfies(trigger -> assertThat(trigger.getTracks()).isEqualTo(1));
    }

    @Test
    void countATrackOnceThatLeftAShareAndComesAgainBeforeItIsDeleted() {
        // Given
        TriggerTask task =
                new TriggerTask(100, 1, "arrest.class=LEVY_WALK", "arrest.share.min=1", "arrest.share.tracks.min=3");
        task.receive(0, result("1", 1, OTHER));
        task.receive(0, result("2", 1, OTHER));
        task.receive(0, result("3", 1, OTHER));

        // When all leave, and two come again
        task.receive(3_600_000, result("3", 2, LEVY));
        task.receive(3_600_000, result("2", 2, LEVY));
        assertThat(task.sent()).isEmpty();
        task.receive(3_600_000, result("4", 1, LEVY));

        // Then
        assertThat(task.sent())
                .singleElement()
                .satisfies(trigger -> assertThat(trigger.getTracks()).isEqualTo(3));
        assertThat(task.entries(TopologyNames.TRIGGER_SHARES_STORE)).isEqualTo(2 * 3);
    }

    @Test
    void goOnAfterARestartAsIfThereHadBeenNone() {
        // Given
        String[] rules = {
            "a.class=LEVY_WALK",
            "a.for.ms=100",
            "a.every.ms=1000",
            "b.class=LEVY_WALK",
            "b.share.min=0.5",
            "b.share.tracks.min=2"
        };
        TriggerTask uninterrupted = new TriggerTask(rules);
        TriggerTask interrupted = new TriggerTask(rules);

        // When
        for (int step = 0; step < 40; step++) {
            TrackResult result = result("" + step % 3, 1 + step / 3, step % 7 < 4 ? LEVY : OTHER);
            uninterrupted.receive(60L * step, result);
            interrupted.start();
            interrupted.receive(60L * step, result);
        }

        // Then
        assertThat(interrupted.sent()).isEqualTo(uninterrupted.sent()).hasSizeGreaterThan(3);
    }

    @Test
    void areForgottenWithTheirAcquisition() {
        // Given
        TriggerTask task =
                new TriggerTask("a.class=LEVY_WALK", "b.class=LEVY_WALK", "b.share.min=0.5", "b.share.tracks.min=2");
        task.receive(0, result("1", 1, LEVY));
        task.receive(0, result("2", 1, LEVY));

        // When
        task.passStreamTime(Duration.ofDays(1).minusMillis(1));
        List<Long> before = entries(task);
        task.passStreamTime(Duration.ofMillis(1));
        List<Long> after = entries(task);

        // Then
        assertThat(before).containsExactly(2L, 2L, 4L);
        assertThat(after).containsExactly(0L, 0L, 0L);
    }

    @Test
    void leaveNothingBehindOfATrackThatHasEnded() {
        // Given
        TriggerTask task = new TriggerTask("a.class=LEVY_WALK");
        task.receive(0, result("1", 1, LEVY));

        // When
        task.receive(1, asFinal(result("1", 2, OTHER)));

        // Then
        assertThat(task.entries(TopologyNames.TRIGGER_TRACKS_STORE)).isZero();
    }

    private static List<Long> entries(TriggerTask task) {
        return List.of(
                task.entries(TopologyNames.TRIGGER_TRACKS_STORE),
                task.entries(TopologyNames.TRIGGER_RULES_STORE),
                task.entries(TopologyNames.TRIGGER_SHARES_STORE));
    }

    @Test
    void doNotComeForADiffusionCoefficientInAnotherUnit() {
        // Given
        TriggerTask task = new TriggerTask("fast.diffusion.min=0.1");
        TrackResult inMicrometres = result("7", 1, LEVY);
        TrackResult inPixels = new TrackResult(
                "8",
                inMicrometres.status(),
                1,
                LEVY,
                inMicrometres.reason(),
                inMicrometres.confidence(),
                inMicrometres.alpha(),
                25,
                20,
                Optional.of(new TrackResult.Coefficient(0.5, "px^2/frame")),
                24,
                inMicrometres.time(),
                inMicrometres.place(),
                "px");

        // When
        task.receive(0, inPixels);
        task.receive(0, inMicrometres);

        // Then
        assertThat(task.sent()).extracting(AcquisitionTrigger::getTrack).containsExactly("7");
    }
}
