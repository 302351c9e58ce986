package io.wanderscope.dashboard.live;

import static io.wanderscope.dashboard.live.Records.BEGIN;
import static io.wanderscope.dashboard.live.Records.composition;
import static io.wanderscope.dashboard.live.Records.label;
import static io.wanderscope.dashboard.live.Records.population;
import static io.wanderscope.dashboard.live.Records.position;
import static io.wanderscope.dashboard.live.Records.saliency;
import static io.wanderscope.dashboard.live.Records.trigger;
import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.dashboard.live.Saliency.StageWeights;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LiveAcquisitionsTest {
    private static final TrackFilter ALL = new TrackFilter(Optional.empty(), Optional.empty(), Optional.empty(), 100);

    private Instant now = BEGIN;
    private final LiveAcquisitions live = live(1_000_000);

    private LiveAcquisitions live(long bytes) {
        return new LiveAcquisitions(
                new LiveLimits(3, bytes, 100, 20, Duration.ofSeconds(10), Duration.ofSeconds(60)), () -> now);
    }

    @Property(tries = 200)
    void aWatcherThatAppliesEveryUpdateDrawsWhatANewWatcherDraws(
            @ForAll long seed, @ForAll @IntRange(min = 1_000, max = 40_000) int bytes, @ForAll boolean pastIsRead) {
        // Given
        Random random = new Random(seed);
        LiveAcquisitions crowded = live(bytes);
        if (pastIsRead) {
            crowded.markCaughtUp();
        }
        Watcher often = new Watcher();
        Watcher seldom = new Watcher();

        // When
        for (int event = 0; event < 400; event++) {
            now = now.plusMillis(random.nextInt(2_000));
            addRandomEvent(crowded, random);
            if (random.nextInt(3) == 0) {
                crowded.since("a", often.version()).ifPresent(often::apply);
            }
            if (random.nextInt(40) == 0) {
                crowded.since("a", seldom.version()).ifPresent(seldom::apply);
            }
        }

        // Then
        Watcher fresh = new Watcher();
        crowded.since("a", -1).ifPresent(fresh::apply);
        crowded.since("a", often.version()).ifPresent(often::apply);
        crowded.since("a", seldom.version()).ifPresent(seldom::apply);
        if (crowded.composition("a").isPresent()) {
            // There is no update for an acquisition that has just been forgotten.
            assertThat(often.drawn(20)).isEqualTo(fresh.drawn(20));
            assertThat(seldom.drawn(20)).isEqualTo(fresh.drawn(20));
        }
        assertThat(crowded.acquisitions()).allSatisfy(acquisition -> {
            assertThat(acquisition.liveTracks()).isEqualTo(count(crowded, acquisition, TrackStatus.LIVE));
            assertThat(acquisition.endedTracks()).isEqualTo(count(crowded, acquisition, TrackStatus.ENDED));
        });
    }

    private static int count(LiveAcquisitions live, AcquisitionSummary acquisition, TrackStatus status) {
        TrackFilter filter = new TrackFilter(Optional.of(status), Optional.empty(), Optional.empty(), 100);
        return live.tracks(acquisition.name(), filter).orElseThrow().size();
    }

    private void addRandomEvent(LiveAcquisitions crowded, Random random) {
        String track = "t" + random.nextInt(8);
        String acquisition = random.nextInt(25) > 0 ? "a" : "other" + random.nextInt(5);
        switch (random.nextInt(10)) {
            case 0 -> {
                ResultStatus status = random.nextInt(4) == 0 ? ResultStatus.FINAL : ResultStatus.LIVE;
                crowded.addLabel(
                        label(
                                acquisition,
                                track,
                                1 + random.nextInt(5),
                                status,
                                DiffusionLabel.ATTM,
                                random.nextInt(500)),
                        now);
            }
            case 1 ->
                crowded.addSaliency(saliency(acquisition, track, 1 + random.nextInt(5), random.nextInt(300)), now);
            case 2 ->
                crowded.addComposition(
                        composition(acquisition, BEGIN.plusSeconds(60L * random.nextInt(3)), random.nextInt(9)), now);
            case 3 ->
                crowded.addPopulation(
                        population(
                                acquisition,
                                random.nextBoolean() ? null : BEGIN.plusSeconds(60L * random.nextInt(3)),
                                random.nextInt(9)),
                        now);
            default ->
                crowded.addPosition(position(acquisition, track, random.nextInt(500), random.nextInt(100), 0), now);
        }
    }

    @Test
    void aWatcherGetsThePopulationOfTheWholeAcquisitionWhenItChanges() {
        // Given
        live.addPopulation(population("a", null, 10), now);
        live.addPopulation(population("a", BEGIN, 7), now);
        live.addPopulation(population("a", BEGIN.plusSeconds(60), 3), now);
        Update first = live.since("a", -1).orElseThrow();

        // When
        live.addPopulation(population("a", null, 11), now);
        live.addPopulation(population("a", BEGIN.plusSeconds(60), 4), now);

        // Then
        Update update = live.since("a", first.version()).orElseThrow();
        assertThat(first.population().tracks()).isEqualTo(10);
        assertThat(update.isEmpty()).isFalse();
        assertThat(update.population().tracks()).isEqualTo(11);
        assertThat(live.populations("a").orElseThrow())
                .extracting(Population::tracks)
                .containsExactly(11L, 7L, 4L);
    }

    @Test
    void aWatcherGetsEachTriggerOnceAndOneThatComesAgainIsTheSame() {
        // Given
        live.addTrigger(trigger("a", 1, "1"), now);
        Update first = live.since("a", -1).orElseThrow();

        // When
        live.addTrigger(trigger("a", 2, "2"), now);
        live.addTrigger(trigger("a", 2, "2"), now);

        // Then
        Update update = live.since("a", first.version()).orElseThrow();
        assertThat(first.triggers()).extracting(Trigger::track).containsExactly("1");
        assertThat(update.isEmpty()).isFalse();
        assertThat(update.triggers()).extracting(Trigger::track).containsExactly("2");
        assertThat(live.since("a", update.version()).orElseThrow().isEmpty()).isTrue();
        assertThat(live.triggers("a").orElseThrow()).extracting(Trigger::track).containsExactly("2", "1");
    }

    @Test
    void theLatestTriggersAreKeptAndTheLatestOfThemSent() {
        // When
        for (int track = 0; track < 250; track++) {
            live.addTrigger(trigger("a", track, "" + track), now);
        }

        // Then
        assertThat(live.triggers("a").orElseThrow())
                .hasSize(200)
                .extracting(Trigger::track)
                .startsWith("249")
                .endsWith("50");
        assertThat(live.since("a", -1).orElseThrow().triggers())
                .hasSize(50)
                .extracting(Trigger::track)
                .startsWith("200")
                .endsWith("249");
    }

    @Test
    void aWatcherGetsNothingWhenOnlyThePopulationOfAWindowChanges() {
        // Given
        live.addPopulation(population("a", null, 10), now);
        long seen = live.since("a", -1).orElseThrow().version();

        // When
        live.addPopulation(population("a", BEGIN, 7), now);

        // Then
        assertThat(live.since("a", seen).orElseThrow().isEmpty()).isTrue();
    }

    @Test
    void thePopulationsOfTheLatestWindowsAreKeptAndThatOfTheWholeAcquisition() {
        // Given
        live.addPopulation(population("a", null, 1_000), now);

        // When
        for (int window = 0; window < 130; window++) {
            live.addPopulation(population("a", BEGIN.plusSeconds(60L * window), window), now);
        }

        // Then
        assertThat(live.populations("a").orElseThrow())
                .hasSize(121)
                .extracting(Population::tracks)
                .startsWith(1_000L, 10L)
                .endsWith(129L);
    }

    @Test
    void aTrackHasItsPathItsRevisionsAndItsSaliency() {
        // Given
        for (int frame = 0; frame < 12; frame++) {
            live.addPosition(position("a", "7", frame, frame, 2 * frame), now);
        }
        live.addLabel(label("a", "7", 1, ResultStatus.LIVE, DiffusionLabel.CTRW, 9), now);
        live.addLabel(label("a", "7", 2, ResultStatus.FINAL, DiffusionLabel.ATTM, 11), now);
        live.addSaliency(saliency("a", "7", 2, 9), now);

        // When
        TrackDetail track = live.track("a", "7").orElseThrow();

        // Then
        assertThat(track.summary().status()).isEqualTo(TrackStatus.ENDED);
        assertThat(track.summary().points()).isEqualTo(12);
        assertThat(track.path().y()).hasSize(12).endsWith(20, 22);
        assertThat(track.frameIntervalMs()).isEqualTo(50);
        assertThat(track.revisions())
                .extracting(Result::label)
                .containsExactly(DiffusionLabel.CTRW, DiffusionLabel.ATTM);
        assertThat(track.summary().result().delayMs()).isEqualTo(80);
        assertThat(track.saliency().stages())
                .extracting(StageWeights::name)
                .containsExactly("stage1", "stage2", "stage3", "stage4", "absolute");
        assertThat(track.saliency().stages().get(4).weights()).containsExactly(0.5f, 0.25f, 2.25f);
        assertThat(track.saliency().interpolatedFrames()).containsExactly(10);
    }

    @Test
    void aRepeatedResultChangesNothing() {
        // Given
        live.addLabel(label("a", "7", 1, ResultStatus.LIVE, DiffusionLabel.CTRW, 9), now);
        live.addLabel(label("a", "7", 2, ResultStatus.FINAL, DiffusionLabel.ATTM, 11), now);

        // When
        live.addLabel(label("a", "7", 1, ResultStatus.LIVE, DiffusionLabel.CTRW, 9), now);

        // Then
        assertThat(live.track("a", "7").orElseThrow().revisions()).hasSize(2);
    }

    @Test
    void aReusedNameIsANewTrack() {
        // Given
        live.addLabel(label("a", "7", 1, ResultStatus.FINAL, DiffusionLabel.ATTM, 11), now);

        // When
        live.addLabel(label("a", "7", 1, ResultStatus.LIVE, DiffusionLabel.CTRW, 900), now);

        // Then
        TrackDetail track = live.track("a", "7").orElseThrow();
        assertThat(track.summary().status()).isEqualTo(TrackStatus.LIVE);
        assertThat(track.revisions()).hasSize(1);
    }

    @Test
    void anEndedTrackLeavesTheViewAfterAWhileAndIsKept() {
        // Given
        live.addPosition(position("a", "7", 1, 0, 0), now);
        live.addLabel(label("a", "7", 1, ResultStatus.FINAL, DiffusionLabel.ATTM, 1), now);
        long seen = live.since("a", -1).orElseThrow().version();
        now = now.plusSeconds(11);

        // When
        Update update = live.since("a", seen).orElseThrow();

        // Then
        assertThat(update.removed()).containsExactly("7");
        assertThat(live.tracks("a", ALL).orElseThrow()).hasSize(1);
    }

    @Test
    void memoryIsBoundedByForgettingTheLeastRecentlyChanged() {
        // Given
        LiveAcquisitions small = live(20_000);

        // When
        for (int track = 0; track < 20; track++) {
            for (int frame = 0; frame < 40; frame++) {
                small.addPosition(position("a", "t" + track, frame, 0, 0), now);
            }
        }

        // Then
        assertThat(small.tracks("a", ALL).orElseThrow())
                .extracting(TrackSummary::id)
                .startsWith("t19", "t18", "t17")
                .hasSizeBetween(3, 10);
    }

    @Test
    void tracksCountTowardsTheMemoryAndNotOnlyTheirPoints() {
        // Given
        LiveAcquisitions small = live(50_000);

        // When
        for (int track = 0; track < 1_000; track++) {
            small.addPosition(position("a", "t" + track, track, 0, 0), now);
        }

        // Then
        assertThat(small.acquisitions().get(0).liveTracks()).isBetween(10, 100);
    }

    @Test
    void namesAndRevisionsCountTowardsTheMemory() {
        // Given
        LiveAcquisitions small = live(70_000);

        // When
        for (int track = 0; track < 100; track++) {
            String name = "x".repeat(1_000) + track;
            for (int revision = 1; revision <= 10; revision++) {
                small.addLabel(label("a", name, revision, ResultStatus.LIVE, DiffusionLabel.ATTM, revision), now);
            }
        }

        // Then
        assertThat(small.tracks("a", ALL).orElseThrow()).hasSizeBetween(2, 7);
    }

    @Test
    void aWatcherStartsAgainWhenTheNameOfAForgottenAcquisitionIsReused() {
        // Given
        live.markCaughtUp();
        live.addPosition(position("a", "1", 1, 0, 0), now);
        long seen = live.since("a", -1).orElseThrow().version();
        for (int other = 0; other < 3; other++) {
            live.addPosition(position("other" + other, "1", 1, 0, 0), now.plusSeconds(1));
        }
        for (int frame = 0; frame < 10; frame++) {
            live.addPosition(position("a", "2", frame, 0, 0), now.plusSeconds(2));
        }

        // When
        Update update = live.since("a", seen).orElseThrow();

        // Then
        assertThat(update.reset()).isTrue();
    }

    @Test
    void anAcquisitionKeepsItsFirstLengthUnit() {
        // Given
        ParticlePosition other = ParticlePosition.newBuilder(position("a", "1", 2, 0, 0))
                .setLengthUnit("furlong")
                .build();
        live.addPosition(position("a", "1", 1, 0, 0), now);

        // When
        live.addPosition(other, now);

        // Then
        assertThat(live.acquisitions())
                .extracting(AcquisitionSummary::lengthUnit)
                .containsExactly("µm");
    }

    @Test
    void theLeastRecentlyChangedAcquisitionsAreForgotten() {
        // When
        for (int acquisition = 0; acquisition < 5; acquisition++) {
            live.addPosition(position("a" + acquisition, "1", acquisition, 0, 0), now.plusSeconds(acquisition));
        }

        // Then
        assertThat(live.acquisitions()).extracting(AcquisitionSummary::name).containsExactly("a4", "a3", "a2");
    }

    @Test
    void lateResultsOfForgottenAcquisitionsPushNoneOut() {
        // Given
        live.markCaughtUp();
        addPositions(60);

        // When
        for (int acquisition = 0; acquisition < 60; acquisition++) {
            now = now.plusSeconds(30);
            live.addLabel(label("a" + acquisition, "1", 1, ResultStatus.FINAL, DiffusionLabel.ATTM, 1), now);
            live.addSaliency(saliency("a" + acquisition, "1", 1, 1), now);
            live.addComposition(composition("a" + acquisition, BEGIN, 1), now);
            live.addPopulation(population("a" + acquisition, null, 1), now);
            live.addTrigger(trigger("a" + acquisition, 1, "1"), now);
        }

        // Then
        assertThat(live.acquisitions())
                .extracting(AcquisitionSummary::name)
                .containsExactlyInAnyOrder("a57", "a58", "a59");
        assertThat(live.acquisitions())
                .extracting(AcquisitionSummary::endedTracks)
                .containsOnly(1);
    }

    private void addPositions(int acquisitions) {
        for (int acquisition = 0; acquisition < acquisitions; acquisition++) {
            now = now.plusSeconds(1);
            live.addPosition(position("a" + acquisition, "1", 1, 0, 0), now);
        }
    }

    @Test
    void whichAcquisitionsAreKeptIsDecidedByPositionsAndNotByResults() {
        // Given
        live.markCaughtUp();
        addPositions(3);
        live.addLabel(label("a0", "1", 1, ResultStatus.FINAL, DiffusionLabel.ATTM, 1), now.plusSeconds(30));

        // When
        live.addPosition(position("new", "1", 1, 0, 0), now.plusSeconds(31));

        // Then
        assertThat(live.acquisitions())
                .extracting(AcquisitionSummary::name)
                .containsExactlyInAnyOrder("a1", "a2", "new");
    }

    @Test
    void ofThePastTheLatestAcquisitionsAreKeptWholeInWhateverOrderTheirPartitionsAreRead() {
        // Given one partition, in which other acquisitions have later positions
        live.addPosition(position("latest", "1", 1, 0, 0), now);
        addPositions(10);

        // When another partition follows
        live.addPosition(position("latest", "2", 2, 0, 0), now.plusSeconds(1));
        live.markCaughtUp();

        // Then
        assertThat(live.acquisitions())
                .extracting(AcquisitionSummary::name)
                .containsExactlyInAnyOrder("latest", "a9", "a8");
        assertThat(live.tracks("latest", ALL).orElseThrow())
                .extracting(TrackSummary::id)
                .containsExactly("2", "1");
    }

    @Test
    void acquisitionsThatWaitForTheirPositionsAreFew() {
        // When
        for (int acquisition = 0; acquisition < 100; acquisition++) {
            live.addPopulation(population("a" + acquisition, null, 1), now.plusSeconds(acquisition));
        }

        // Then
        assertThat(live.populations("a69")).isEmpty();
        assertThat(live.populations("a70")).isPresent();
    }

    @Test
    void resultsThatWaitForPositionsTakeAPartOfTheMemory() {
        // Given
        LiveAcquisitions small = live(50_000);
        small.markCaughtUp();
        for (int track = 0; track < 60; track++) {
            small.addPosition(position("kept", "t" + track, track, 0, 0), now);
        }

        // When
        for (int track = 0; track < 1_000; track++) {
            now = now.plusMillis(10);
            small.addLabel(label("old", "t" + track, 1, ResultStatus.FINAL, DiffusionLabel.ATTM, 1), now);
        }

        // Then
        assertThat(small.acquisitions().get(0).liveTracks()).isGreaterThan(50);
        assertThat(small.tracks("old", ALL).orElseThrow()).isNotEmpty();
    }

    @Property(tries = 300)
    void theLatestAcquisitionsAreListedWithTheirResultsWhateverTheOrderOfPositionsAndResults(@ForAll long seed) {
        // Given
        Random random = new Random(seed);
        LiveAcquisitions crowded = live(10_000_000);
        ExpectedAcquisitions expected = new ExpectedAcquisitions(3);

        // When the past is read in any order, and then what happens
        for (int event = 0; event < 400; event++) {
            boolean past = event < 200;
            if (event == 200) {
                crowded.markCaughtUp();
                expected.keepTheLatest();
            }
            // Each at a time of its own
            Instant seen = BEGIN.plusMillis(1_000L * (past ? random.nextInt(200) : event) + event);
            String acquisition = "a" + random.nextInt(12);
            if (random.nextBoolean()) {
                crowded.addPosition(position(acquisition, "p" + event, event, 0, 0), seen);
                expected.addPosition(acquisition, "p" + event, seen);
            } else {
                crowded.addTrigger(trigger(acquisition, event, "r" + event), seen);
                expected.addResult(acquisition, "r" + event);
            }
            if (!past) {
                expected.keepTheLatest();
            }
        }

        // Then
        assertThat(crowded.acquisitions())
                .extracting(AcquisitionSummary::name)
                .containsExactlyInAnyOrderElementsOf(expected.latest());
        assertThat(expected.latest()).allSatisfy(acquisition -> {
            assertThat(crowded.tracks(acquisition, ALL).orElseThrow())
                    .extracting(TrackSummary::id)
                    .containsExactlyInAnyOrderElementsOf(expected.positions(acquisition));
            assertThat(crowded.triggers(acquisition).orElseThrow())
                    .extracting(Trigger::track)
                    .containsExactlyInAnyOrderElementsOf(expected.results(acquisition));
        });
    }

    @Test
    void anEndMarkIsNotAPoint() {
        // Given
        ParticlePosition mark = ParticlePosition.newBuilder(position("a", "1", 3, 0, 0))
                .setX(null)
                .setY(null)
                .setEndOfTrack(true)
                .build();

        // When
        live.addPosition(mark, now);

        // Then
        assertThat(live.acquisitions()).isEmpty();
    }

    @Test
    void ratesCoverTheLastSeconds() {
        // Given
        for (int frame = 0; frame < 80; frame++) {
            now = BEGIN.plusMillis(100L * frame);
            live.addPosition(position("a", "1", frame, 0, 0), now);
        }
        live.addLabel(label("a", "1", 1, ResultStatus.LIVE, DiffusionLabel.ATTM, 70), now);

        // When
        Update update = live.since("a", -1).orElseThrow();

        // Then
        assertThat(update.rates().positionsPerS()).isEqualTo(10);
        assertThat(update.rates().medianDelayMs()).isEqualTo(80);
        assertThat(update.rates().medianLagMs()).isEqualTo(9 * 50);
    }

    @Test
    void silenceBeforeTheEndOfATrackIsNoDelay() {
        // Given a live result 80 ms after its last position, and final results of tracks that fell silent 30 s before
        live.addPosition(position("a", "1", 0, 0, 0), now);
        live.addLabel(label("a", "1", 1, ResultStatus.LIVE, DiffusionLabel.ATTM, 0), now);
        for (int track = 2; track < 5; track++) {
            TrajectoryLabel silent = label("a", "" + track, 1, ResultStatus.FINAL, DiffusionLabel.ATTM, 0);
            silent.put("classified_time", silent.getLastPositionTime().plusSeconds(30));
            live.addLabel(silent, now);
        }

        // When
        Update update = live.since("a", -1).orElseThrow();

        // Then
        assertThat(update.rates().medianDelayMs()).isEqualTo(80);
    }

    @Test
    void anOverviewHasTracksThatHaveLeftTheView() {
        // Given
        live.addPosition(position("a", "1", 0, 0, 0), now);
        live.addLabel(label("a", "1", 1, ResultStatus.FINAL, DiffusionLabel.CTRW, 0), now);
        now = now.plusSeconds(60);
        live.addPosition(position("a", "2", 1200, 0, 0), now);
        live.since("a", -1);

        // When
        Update overview = live.overview("a", 100).orElseThrow();

        // Then
        assertThat(overview.reset()).isTrue();
        assertThat(overview.tracks()).extracting(Update.TrackChange::id).containsExactly("1", "2");
        assertThat(overview.tracks().get(0).ended()).isTrue();
        assertThat(overview.tracks().get(0).result().label()).isEqualTo(DiffusionLabel.CTRW);
        assertThat(live.overview("b", 100)).isEmpty();
    }

    @Test
    void ofTracksForWhichThereIsNoRoomAnOverviewHasTheOutlines() {
        // Given
        LiveAcquisitions small = live(120_000);

        // When
        for (int track = 0; track < 100; track++) {
            for (int frame = 0; frame < 40; frame++) {
                small.addPosition(position("a", "t" + track, 40 * track + frame, frame, 0), now);
            }
            small.addLabel(label("a", "t" + track, 1, ResultStatus.FINAL, DiffusionLabel.CTRW, 40 * track + 39), now);
            now = now.plusSeconds(11);
        }

        // Then
        assertThat(small.tracks("a", ALL).orElseThrow()).hasSizeLessThan(50);
        assertThat(small.overview("a", 10_000).orElseThrow().tracks())
                .hasSize(100)
                .allSatisfy(track -> {
                    assertThat(track.points().x()).startsWith(0).endsWith(39);
                    assertThat(track.result().label()).isEqualTo(DiffusionLabel.CTRW);
                    assertThat(track.ended()).isTrue();
                });
        assertThat(small.hasAllOf("a", 4_000)).isTrue();
        assertThat(small.hasAllOf("a", 4_001)).isFalse();
    }

    @Test
    void aTrackThatGoesOnGrowsFromItsOutline() {
        // Given
        LiveAcquisitions small = live(30_000);
        small.addPosition(position("a", "first", 0, 5, 0), now);
        small.addLabel(label("a", "first", 1, ResultStatus.LIVE, DiffusionLabel.ATTM, 0), now);
        now = now.plusSeconds(61);
        for (int track = 0; small.track("a", "first").isPresent(); track++) {
            small.addPosition(position("a", "t" + track, 1, 0, 0), now);
        }

        // When
        small.addPosition(position("a", "first", 2, 6, 0), now);

        // Then
        TrackDetail track = small.track("a", "first").orElseThrow();
        assertThat(track.path().x()).containsExactly(5, 6);
        assertThat(track.summary().result().label()).isEqualTo(DiffusionLabel.ATTM);
        assertThat(track.summary().result().probabilities()).as("kept in short").isNull();
    }

    @Test
    void whatIsInViewHasRoomBeforeOutlines() {
        // Given
        LiveAcquisitions small = live(40_000);
        for (int track = 0; track < 20; track++) {
            small.addPosition(position("a", "old" + track, 1, 0, 0), now);
        }
        now = now.plusSeconds(61);

        // When
        for (int track = 0; track < 50; track++) {
            small.addPosition(position("a", "new" + track, 2, 0, 0), now);
        }

        // Then
        assertThat(small.tracks("a", ALL).orElseThrow()).hasSize(50);
        assertThat(small.hasAllOf("a", 70)).isFalse();
    }

    @Test
    void theManyPathsOfAnOverviewKeepTheirEnds() {
        // Given
        for (int frame = 0; frame < 100; frame++) {
            live.addPosition(position("a", "1", frame, frame, 0), now);
            live.addPosition(position("a", "2", frame, frame, 0), now);
        }

        // When
        Update overview = live.overview("a", 20).orElseThrow();

        // Then
        assertThat(overview.tracks())
                .allSatisfy(track -> assertThat(track.points().frames())
                        .hasSize(10)
                        .startsWith(0, 11)
                        .endsWith(99));
    }
}
