package io.wanderscope.dashboard.live;

import static io.wanderscope.dashboard.live.Records.BEGIN;
import static io.wanderscope.dashboard.live.Records.label;
import static io.wanderscope.dashboard.live.Records.position;
import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.dashboard.live.Update.Behind;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An acquisition with a frame every 50 ms and a track that gets a result every 20 frames, when the stream keeps up. */
class LatenessTest {
    private Instant now = BEGIN;
    private final LiveAcquisitions live = new LiveAcquisitions(LiveLimits.defaults(), () -> now);
    private int frame;
    private int revision;

    /** Positions of so many frames, each with a result of as many frames before if there shall be any. */
    private void runs(int frames, int resultsBehind) {
        for (int end = frame + frames; frame < end; frame++) {
            now = BEGIN.plusMillis(50L * frame);
            live.addPosition(position("a", "1", frame, 0, 0), now);
            if (resultsBehind >= 0 && frame >= resultsBehind && frame % 20 == 0) {
                live.addLabel(late(frame - resultsBehind), now);
            }
        }
    }

    private TrajectoryLabel late(int lastFrame) {
        TrajectoryLabel label = label("a", "1", ++revision, ResultStatus.LIVE, DiffusionLabel.ATTM, lastFrame);
        label.put("classified_time", now);
        return label;
    }

    private Behind behind() {
        return live.since("a", -1).orElseThrow().rates().behind();
    }

    @Test
    void aStreamThatKeepsUpIsNotBehind() {
        // When
        runs(2_000, 5);

        // Then
        assertThat(behind()).isNull();
    }

    @Test
    void aStreamThatFallsBehindSaysHowFarAndSinceWhen() {
        // Given
        runs(400, 5);
        Instant falls = now;

        // When its results come 10 s late for long enough to be most of the latest
        runs(8_000, 200);

        // Then
        assertThat(behind().ms()).isBetween(200L * 50, 225L * 50);
        assertThat(Instant.ofEpochMilli(behind().since())).isAfter(falls).isBefore(now.minusSeconds(60));
        assertThat(behind().lastingMs()).isEqualTo(now.toEpochMilli() - behind().since());
    }

    @Test
    void aStreamThatHasCaughtUpIsNotBehindAnyMore() {
        // Given
        runs(8_000, 200);
        assertThat(behind()).isNotNull();

        // When
        runs(8_000, 2);

        // Then
        assertThat(behind()).isNull();
    }

    @Test
    void aStreamThatStopsIsBehindAsMuchAsItsPathsGrow() {
        // Given
        runs(400, 5);
        assertThat(behind()).isNull();

        // When
        runs(600, -1);

        // Then the latest result is of frame 375
        assertThat(behind().ms()).isBetween(600L * 50, 625L * 50);
        assertThat(Instant.ofEpochMilli(behind().since())).isBetween(BEGIN.plusSeconds(20), BEGIN.plusSeconds(30));
    }

    @Test
    void silenceOfTheMicroscopeIsNoLateness() {
        // Given
        runs(400, 5);

        // When
        now = now.plusSeconds(120);

        // Then
        assertThat(behind()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 600})
    void nothingIsSaidOfAStreamThatHasNotClassifiedYet(int frames) {
        // When
        runs(frames + 1, -1);

        // Then
        assertThat(behind()).isNull();
    }
}
