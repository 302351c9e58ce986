package io.wanderscope.dashboard.live;

import static io.wanderscope.dashboard.live.Records.BEGIN;
import static io.wanderscope.dashboard.live.Records.composition;
import static io.wanderscope.dashboard.live.Records.label;
import static io.wanderscope.dashboard.live.Records.position;
import static io.wanderscope.dashboard.live.Records.saliency;
import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.ResultStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LiveAcquisitionsTest {
    private static final TrackFilter ALL = new TrackFilter(Optional.empty(), Optional.empty(), 100);

    private Instant now = BEGIN;
    private final LiveAcquisitions live = live(1_000_000);

    private LiveAcquisitions live(long bytes) {
        return new LiveAcquisitions(
                new LiveLimits(3, bytes, 100, 20, Duration.ofSeconds(10), Duration.ofSeconds(60)), () -> now);
    }

    @Property(tries = 200)
    void whoeverAppliesAllUpdatesKnowsWhatOneWhoComesNowIsTold(
            @ForAll long seed, @ForAll @IntRange(min = 1_000, max = 40_000) int bytes) {
        // Given
        Random random = new Random(seed);
        LiveAcquisitions crowded = live(bytes);
        Watcher often = new Watcher();
        Watcher seldom = new Watcher();

        // When
        for (int event = 0; event < 400; event++) {
            now = now.plusMillis(random.nextInt(2_000));
            happen(crowded, random);
            if (random.nextInt(3) == 0) {
                crowded.since("a", often.version(), 2).ifPresent(often::apply);
            }
            if (random.nextInt(40) == 0) {
                crowded.since("a", seldom.version(), 2).ifPresent(seldom::apply);
            }
        }

        // Then
        Watcher fresh = new Watcher();
        crowded.since("a", -1, 2).ifPresent(fresh::apply);
        crowded.since("a", often.version(), 2).ifPresent(often::apply);
        crowded.since("a", seldom.version(), 2).ifPresent(seldom::apply);
        if (crowded.composition("a").isPresent()) {
            // Of one that has just been forgotten, nobody is told.
            assertThat(often.drawn(20)).isEqualTo(fresh.drawn(20));
            assertThat(seldom.drawn(20)).isEqualTo(fresh.drawn(20));
        }
        assertThat(crowded.acquisitions()).allSatisfy(acquisition -> {
            assertThat(acquisition.liveTracks()).isEqualTo(count(crowded, acquisition, TrackStatus.LIVE));
            assertThat(acquisition.endedTracks()).isEqualTo(count(crowded, acquisition, TrackStatus.ENDED));
        });
    }

    private static int count(LiveAcquisitions live, AcquisitionSummary acquisition, TrackStatus status) {
        TrackFilter filter = new TrackFilter(Optional.of(status), Optional.empty(), 100);
        return live.tracks(acquisition.name(), filter).orElseThrow().size();
    }

    private void happen(LiveAcquisitions crowded, Random random) {
        String track = "t" + random.nextInt(8);
        String acquisition = random.nextInt(25) > 0 ? "a" : "other" + random.nextInt(5);
        switch (random.nextInt(10)) {
            case 0 -> {
                ResultStatus status = random.nextInt(4) == 0 ? ResultStatus.FINAL : ResultStatus.LIVE;
                crowded.label(
                        label(
                                acquisition,
                                track,
                                1 + random.nextInt(5),
                                status,
                                DiffusionLabel.ATTM,
                                random.nextInt(500)),
                        now);
            }
            case 1 -> crowded.saliency(saliency(acquisition, track, 1 + random.nextInt(5), random.nextInt(300)), now);
            case 2 ->
                crowded.composition(
                        composition(acquisition, BEGIN.plusSeconds(60L * random.nextInt(3)), random.nextInt(9)));
            default -> crowded.position(position(acquisition, track, random.nextInt(500), random.nextInt(100), 0), now);
        }
    }

    @Test
    void aTrackHasItsPathItsRevisionsAndItsSaliency() {
        // Given
        for (int frame = 0; frame < 12; frame++) {
            live.position(position("a", "7", frame, frame, 2 * frame), now);
        }
        live.label(label("a", "7", 1, ResultStatus.LIVE, DiffusionLabel.CTRW, 9), now);
        live.label(label("a", "7", 2, ResultStatus.FINAL, DiffusionLabel.ATTM, 11), now);
        live.saliency(saliency("a", "7", 2, 9), now);

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
        assertThat(track.saliency().stages()).hasSize(4);
        assertThat(track.saliency().interpolatedFrames()).containsExactly(10);
    }

    @Test
    void aResultThatIsWrittenAgainChangesNothing() {
        // Given
        live.label(label("a", "7", 1, ResultStatus.LIVE, DiffusionLabel.CTRW, 9), now);
        live.label(label("a", "7", 2, ResultStatus.FINAL, DiffusionLabel.ATTM, 11), now);

        // When
        live.label(label("a", "7", 1, ResultStatus.LIVE, DiffusionLabel.CTRW, 9), now);

        // Then
        assertThat(live.track("a", "7").orElseThrow().revisions()).hasSize(2);
    }

    @Test
    void aNameThatIsUsedAgainIsANewTrack() {
        // Given
        live.label(label("a", "7", 1, ResultStatus.FINAL, DiffusionLabel.ATTM, 11), now);

        // When
        live.label(label("a", "7", 1, ResultStatus.LIVE, DiffusionLabel.CTRW, 900), now);

        // Then
        TrackDetail track = live.track("a", "7").orElseThrow();
        assertThat(track.summary().status()).isEqualTo(TrackStatus.LIVE);
        assertThat(track.revisions()).hasSize(1);
    }

    @Test
    void whatEndedIsRemovedFromViewAfterAWhileAndKept() {
        // Given
        live.position(position("a", "7", 1, 0, 0), now);
        live.label(label("a", "7", 1, ResultStatus.FINAL, DiffusionLabel.ATTM, 1), now);
        long seen = live.since("a", -1, null).orElseThrow().version();
        now = now.plusSeconds(11);

        // When
        Update update = live.since("a", seen, null).orElseThrow();

        // Then
        assertThat(update.removed()).containsExactly("7");
        assertThat(live.tracks("a", ALL).orElseThrow()).hasSize(1);
    }

    @Test
    void memoryIsBoundedByForgettingWhatWasUnchangedForLongest() {
        // Given
        LiveAcquisitions small = live(20_000);

        // When
        for (int track = 0; track < 20; track++) {
            for (int frame = 0; frame < 40; frame++) {
                small.position(position("a", "t" + track, frame, 0, 0), now);
            }
        }

        // Then
        assertThat(small.tracks("a", ALL).orElseThrow())
                .extracting(TrackSummary::id)
                .startsWith("t19", "t18", "t17")
                .hasSizeBetween(3, 10);
    }

    @Test
    void theMemoryOfTracksCountsAndNotOnlyThatOfTheirPoints() {
        // Given
        LiveAcquisitions small = live(50_000);

        // When
        for (int track = 0; track < 1_000; track++) {
            small.position(position("a", "t" + track, track, 0, 0), now);
        }

        // Then
        assertThat(small.acquisitions().get(0).liveTracks()).isBetween(10, 100);
    }

    @Test
    void theMemoryOfNamesAndRevisionsCounts() {
        // Given
        LiveAcquisitions small = live(50_000);

        // When
        for (int track = 0; track < 100; track++) {
            String name = "x".repeat(1_000) + track;
            for (int revision = 1; revision <= 10; revision++) {
                small.label(label("a", name, revision, ResultStatus.LIVE, DiffusionLabel.ATTM, revision), now);
            }
        }

        // Then
        assertThat(small.tracks("a", ALL).orElseThrow()).hasSizeBetween(2, 7);
    }

    @Test
    void whoWatchesANamesakeOfAForgottenAcquisitionBeginsAnew() {
        // Given
        live.position(position("a", "1", 1, 0, 0), now);
        long seen = live.since("a", -1, null).orElseThrow().version();
        for (int other = 0; other < 3; other++) {
            live.position(position("other" + other, "1", 1, 0, 0), now.plusSeconds(1));
        }
        for (int frame = 0; frame < 10; frame++) {
            live.position(position("a", "2", frame, 0, 0), now.plusSeconds(2));
        }

        // When
        Update update = live.since("a", seen, null).orElseThrow();

        // Then
        assertThat(update.reset()).isTrue();
    }

    @Test
    void theLengthUnitOfAnAcquisitionIsItsFirst() {
        // Given
        ParticlePosition other = ParticlePosition.newBuilder(position("a", "1", 2, 0, 0))
                .setLengthUnit("furlong")
                .build();
        live.position(position("a", "1", 1, 0, 0), now);

        // When
        live.position(other, now);

        // Then
        assertThat(live.acquisitions())
                .extracting(AcquisitionSummary::lengthUnit)
                .containsExactly("µm");
    }

    @Test
    void aCoordinateTooLargeForSinglePrecisionIsStillANumber() {
        // Given
        live.position(position("a", "1", 1, 1e300, -1e300), now);

        // When
        Update update = live.since("a", -1, null).orElseThrow();

        // Then
        assertThat(update.tracks().get(0).x()).containsExactly(Float.MAX_VALUE);
        assertThat(update.tracks().get(0).y()).containsExactly(-Float.MAX_VALUE);
    }

    @Test
    void theAcquisitionsThatWereUnchangedForLongestAreForgotten() {
        // When
        for (int acquisition = 0; acquisition < 5; acquisition++) {
            live.position(position("a" + acquisition, "1", acquisition, 0, 0), now.plusSeconds(acquisition));
        }

        // Then
        assertThat(live.acquisitions()).extracting(AcquisitionSummary::name).containsExactly("a4", "a3", "a2");
    }

    @Test
    void aMarkOfTheEndIsNoPoint() {
        // Given
        ParticlePosition mark = ParticlePosition.newBuilder(position("a", "1", 3, 0, 0))
                .setX(null)
                .setY(null)
                .setEndOfTrack(true)
                .build();

        // When
        live.position(mark, now);

        // Then
        assertThat(live.acquisitions()).isEmpty();
    }

    @Test
    void saliencyIsScaledToItsLargestMagnitude() {
        // Given
        live.position(position("a", "1", 3, 0, 0), now);
        live.saliency(saliency("a", "1", 1, 3), now);

        // When
        Update update = live.since("a", -1, 3).orElseThrow();

        // Then
        assertThat(update.tracks().get(0).saliency().firstFrame()).isEqualTo(3);
        assertThat(update.tracks().get(0).saliency().weights()).containsExactly(-25, 0, 100);
    }

    @Test
    void ratesAreThoseOfTheLastSeconds() {
        // Given
        for (int frame = 0; frame < 80; frame++) {
            now = BEGIN.plusMillis(100L * frame);
            live.position(position("a", "1", frame, 0, 0), now);
        }
        live.label(label("a", "1", 1, ResultStatus.LIVE, DiffusionLabel.ATTM, 70), now);

        // When
        Update update = live.since("a", -1, null).orElseThrow();

        // Then
        assertThat(update.rates().positionsPerS()).isEqualTo(10);
        assertThat(update.rates().medianDelayMs()).isEqualTo(80);
    }
}
