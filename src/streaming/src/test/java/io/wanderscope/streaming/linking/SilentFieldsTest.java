package io.wanderscope.streaming.linking;

import static io.wanderscope.streaming.linking.SpotDetector.bare;
import static io.wanderscope.streaming.linking.SpotDetector.spot;
import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TopologyHarness;
import io.wanderscope.streaming.silence.PartitionClock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Fields of which nothing comes while others go on, more of them than one record closes. */
class SilentFieldsTest {
    private static final StreamSettings SETTINGS = LinkingTest.SETTINGS;
    private static final int FIELDS = 20;

    private final LinkingTask task = new LinkingTask(
            SETTINGS,
            SETTINGS.linking(StreamTopics.defaults().withLocalisations("localisations"))
                    .orElseThrow(),
            1_000_000);

    private void passSilence() {
        Duration step = PartitionClock.longestStep(SETTINGS.streamTimeInactivity());
        long frames = 1 + step.dividedBy(TopologyHarness.FRAME);
        for (long each = 1; each <= SETTINGS.frameSilence().dividedBy(step); each++) {
            task.send(bare(each * frames)
                    .setTile("other")
                    .setFrameLocalisations(0)
                    .build());
        }
    }

    @Test
    void takeNoMoreLocalisationsEvenIfTheirFramesAreNotClosedYet() {
        // Given
        IntStream.range(0, FIELDS)
                .forEach(field ->
                        task.send(spot(0, 0, 0).setTile("tile-" + field).build()));
        passSilence();

        // When
        task.send(spot(0, 1, 0).setTile("tile-" + (FIELDS - 1)).build());

        // Then
        assertThat(task.deadLetters()).hasSize(1);
    }

    @Test
    void areLinkedAfterARestart() {
        // Given
        IntStream.range(0, FIELDS)
                .forEach(field ->
                        task.send(spot(0, 0, 0).setTile("tile-" + field).build()));
        task.restart();

        // When
        passSilence();
        task.takeTurns();

        // Then
        assertThat(task.positions()).hasSize(FIELDS);
    }
}
