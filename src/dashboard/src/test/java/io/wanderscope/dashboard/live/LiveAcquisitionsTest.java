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
    private final LiveAcquisitions live = live(1_000);

    private LiveAcquisitions live(int points) {
        return new LiveAcquisitions(
                new LiveLimits(3, points, 100, 20, Duration.ofSeconds(10), Duration.ofSeconds(60)), () -> now);
    }

    @Property(tries = 200)
    void whoeverAppliesAllUpdatesKnowsWhatOneWhoComesNowIsTold(
            @ForAll long seed, @ForAll @IntRange(min = 10, max = 400) int points) {
        // Given
        Random random = new Random(seed);
        LiveAcquisitions crowded = live(points);
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
        assertThat(often.drawn(20)).isEqualTo(fresh.drawn(20));
        assertThat(seldom.drawn(20)).isEqualTo(fresh.drawn(20));
    }

    private void happen(LiveAcquisitions crowded, Random random) {
        String track = "t" + random.nextInt(8);
        String acquisition = random.nextInt(50) == 0 ? "b" : "a";
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
        assertThat(track.status()).isEqualTo(TrackStatus.ENDED);
        assertThat(track.path().y()).hasSize(12).endsWith(20, 22);
        assertThat(track.frameIntervalMs()).isEqualTo(50);
        assertThat(track.revisions())
                .extracting(Result::label)
                .containsExactly(DiffusionLabel.CTRW, DiffusionLabel.ATTM);
        assertThat(track.result().delayMs()).isEqualTo(80);
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
        assertThat(track.status()).isEqualTo(TrackStatus.LIVE);
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
        LiveAcquisitions small = live(200);

        // When
        for (int track = 0; track < 20; track++) {
            for (int frame = 0; frame < 40; frame++) {
                small.position(position("a", "t" + track, frame, 0, 0), now);
            }
        }

        // Then
        assertThat(small.tracks("a", ALL).orElseThrow())
                .extracting(TrackSummary::id)
                .containsExactly("t19", "t18", "t17", "t16", "t15");
        assertThat(small.tracks("a", ALL).orElseThrow().stream()
                        .mapToInt(TrackSummary::points)
                        .sum())
                .isLessThanOrEqualTo(200);
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
