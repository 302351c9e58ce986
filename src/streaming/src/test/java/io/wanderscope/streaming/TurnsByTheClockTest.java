package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.tracks.WindowMemory;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every punctuation makes Kafka Streams commit, so there are turns by the clock only while something is due. */
class TurnsByTheClockTest {
    private static final int POINTS = 12;

    @TempDir
    private Path state;

    private final HeldInference held = new HeldInference();
    private ProcessorTask task;

    @BeforeEach
    void start() {
        task = new ProcessorTask(state, new WindowMemory(1 << 20), held);
    }

    @AfterEach
    void stop() {
        task.close();
    }

    private void send(ParticlePosition position) {
        task.send(position, position.getFrame());
    }

    private List<CapturedPunctuator> scheduled() {
        return task.scheduled();
    }

    private void punctuateLatest() {
        CapturedPunctuator latest = scheduled().get(scheduled().size() - 1);
        latest.getPunctuator().punctuate(TopologyHarness.START.toEpochMilli());
    }

    @Test
    void areTakenUntilTheResultsAreSentAndTheirCommitIsAskedFor() {
        // Given
        int idle = scheduled().size();
        LongStream.range(0, POINTS).forEach(frame -> send(TopologyHarness.moving("1", frame)));
        int growing = scheduled().size();
        send(TopologyHarness.mark("1", POINTS - 1L));
        int due = scheduled().size();
        task.context().resetCommit();

        // When
        held.runFirst();
        punctuateLatest();

        // Then
        assertThat(growing).isEqualTo(idle);
        assertThat(due).isEqualTo(idle + 1);
        assertThat(scheduled()).hasSize(idle);
        // label, saliency, and what the track contributes to its population
        assertThat(task.context().forwarded()).hasSize(3);
        assertThat(task.context().committed()).isTrue();
    }

    @Test
    void endWithTheTask() {
        // Given a result that is due, so that there are turns beside the other punctuations
        LongStream.range(0, POINTS).forEach(frame -> send(TopologyHarness.moving("1", frame)));
        send(TopologyHarness.mark("1", POINTS - 1L));
        int before = scheduled().size();

        // When
        task.processor().close();

        // Then a processor that is started again has only its own
        assertThat(before).isGreaterThan(2);
        assertThat(scheduled()).isEmpty();
        task.processor().init(task.context());
        assertThat(scheduled()).hasSize(before);
    }

    @Test
    void doNothingWhileTheModelIsAtWork() {
        // Given
        LongStream.range(0, POINTS).forEach(frame -> send(TopologyHarness.moving("1", frame)));
        int idle = scheduled().size();
        send(TopologyHarness.mark("1", POINTS - 1L));
        assertThat(scheduled()).hasSize(idle + 1);
        task.context().resetCommit();

        // When
        punctuateLatest();

        // Then
        assertThat(task.context().forwarded()).isEmpty();
        assertThat(task.context().committed()).isFalse();
    }
}
