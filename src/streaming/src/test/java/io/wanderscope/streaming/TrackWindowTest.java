package io.wanderscope.streaming;

import static io.wanderscope.streaming.TopologyHarness.moving;
import static io.wanderscope.streaming.TopologyHarness.position;
import static io.wanderscope.streaming.TopologyHarness.timeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Which of a track's positions are classified. */
class TrackWindowTest extends TopologyTest {
    @Test
    void classifiesTheSameTrajectoryInWhateverOrderItsPositionsCome() {
        // Given
        List<ParticlePosition> shuffled = new ArrayList<>(
                LongStream.range(0, 19).mapToObj(frame -> moving("1", frame)).toList());
        Collections.shuffle(shuffled, new Random(7));

        // When
        shuffled.forEach(harness::send);
        harness.end("1", 18);
        harness.linger();

        // Then
        TrajectorySaliency saliency = only(harness.saliency());
        assertThat(saliency.getFrames()).containsExactlyElementsOf(frames(0, 18));
        assertThat(saliency.getX())
                .containsExactlyElementsOf(LongStream.range(0, 19)
                        .mapToObj(frame -> moving("1", frame).getX())
                        .toList());
    }

    @Test
    void keepsTheFirstOfTwoPositionsInAFrameAndCountsTheOther() {
        // Given
        harness.sendFrames("1", 0, 12);

        // When
        harness.send(position("1", 5, 99, 99));
        harness.end("1", 11);
        harness.linger();

        // Then
        assertThat(only(harness.saliency()).getX().get(5))
                .isEqualTo(moving("1", 5).getX());
        assertThat(harness.meters()
                        .get("wanderscope.positions.duplicate")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(harness.deadLetters()).isEmpty();
    }

    @Test
    void fillsAGapAndListsTheFilledFrames() {
        // Given
        harness.sendFrames("1", 0, 8);
        harness.send(position("1", 11, 1, 2));
        harness.send(position("1", 14, 4, 8));

        // When
        harness.end("1", 14);
        harness.linger();

        // Then
        TrajectorySaliency saliency = only(harness.saliency());
        assertThat(saliency.getFrames()).containsExactlyElementsOf(frames(0, 14));
        assertThat(saliency.getInterpolatedFrames()).containsExactly(8L, 9L, 10L, 12L, 13L);
        assertThat(saliency.getX().subList(11, 15)).containsExactly(1.0, 2.0, 3.0, 4.0);
        assertThat(only(harness.labels()).getPoints()).isEqualTo(15);
    }

    @Test
    void classifiesTheLongestRunWhereAGapIsTooLong() {
        // Given
        harness.sendFrames("1", 0, 12);
        harness.sendFrames("1", 18, 25);

        // When
        harness.end("1", 24);
        harness.linger();

        // Then
        TrajectoryLabel label = only(harness.labels());
        assertThat(label.getFirstFrame()).isEqualTo(0);
        assertThat(label.getLastFrame()).isEqualTo(11);
        assertThat(label.getLastPositionTime()).isEqualTo(timeOf(11));
    }

    @Test
    void classifiesATrackWhoseTimesNobodySet() {
        // Given
        Instant unset = Instant.parse("0001-01-01T00:00:00Z");
        for (int frame = 0; frame < 12; frame++) {
            ParticlePosition position = ParticlePosition.newBuilder(moving("1", frame))
                    .setTime(unset)
                    .build();
            harness.send(position, timeOf(frame));
        }

        // When
        harness.end("1", 11);
        harness.linger();

        // Then
        assertThat(only(harness.labels()).getPoints()).isEqualTo(12);
    }

    @Test
    void classifiesTheLastPointsOfALongTrackAndForgetsTheOthers() {
        // Given
        StreamSettings sliding =
                SETTINGS.with(StreamSettings.MAXIMUM_POINTS, 50).with(StreamSettings.BATCH_SIZE, 2);
        harness.close();
        harness = new TopologyHarness(sliding, FakeTrajectoryClassifier.create(), state);

        // When
        harness.sendFrames("1", 0, 1010);
        int stored = harness.storeSizes().get("positions");
        harness.send(moving("1", 3));
        harness.end("1", 1009);
        harness.linger();

        // Then
        assertThat(harness.labels()).last().satisfies(label -> {
            assertThat(label.getFirstFrame()).isEqualTo(960);
            assertThat(label.getLastFrame()).isEqualTo(1009);
            assertThat(label.getPoints()).isEqualTo(50);
            assertThat(label.getRevision()).isEqualTo(51);
        });
        int positionsPerEntry = 16;
        assertThat(stored).isBetween(50 / positionsPerEntry, (50 + 2 * 20 + 20) / positionsPerEntry + 1);
        assertThat(harness.deadLetters())
                .extracting(TopologyHarness::cause, TopologyHarness::detail)
                .containsExactly(tuple(
                        "BEFORE_WINDOW",
                        "frame 3: its track's window had slid past this frame. If it is a copy of what was sent before,"
                                + " nothing is missing; if it is of another recording, give that an acquisition name of its"
                                + " own. Otherwise find what delays it, or raise window.max.points"));
    }

    @Test
    void takesTheLargestFrameThereIs() {
        // Given
        for (int point = 11; point >= 0; point--) {
            harness.send(position("1", Long.MAX_VALUE - point, point, Math.sin(point)));
        }

        // When
        harness.end("1", Long.MAX_VALUE);
        harness.linger();

        // Then
        assertThat(only(harness.labels()).getLastFrame()).isEqualTo(Long.MAX_VALUE);
        assertThat(only(harness.saliency()).getFrames()).hasSize(12);
    }
}
