package io.wanderscope.streaming.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.streaming.ProcessorTask;
import io.wanderscope.streaming.TopologyHarness;
import java.nio.file.Path;
import org.apache.kafka.streams.processor.PunctuationType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task that has no more records, and holds the windows of its tracks. */
class IdleTaskTest {
    private static final long LIMIT = 10_000;
    private static final int TRACKS = 20;
    private static final int POINTS = 15;

    @TempDir
    private Path state;

    private final WindowMemory memory = new WindowMemory(LIMIT);
    private ProcessorTask task;

    @BeforeEach
    void start() {
        task = new ProcessorTask(state, memory, Runnable::run);
    }

    @AfterEach
    void stop() {
        task.close();
    }

    private void punctuate() {
        task.scheduled().stream()
                .filter(each -> each.getType() == PunctuationType.WALL_CLOCK_TIME)
                .forEach(each -> each.getPunctuator().punctuate(TopologyHarness.START.toEpochMilli()));
    }

    @Test
    void leavesHalfTheMemoryToAnotherThatHadTooLittle() {
        // Given
        for (int record = 0; record < TRACKS * POINTS; record++) {
            task.send(TopologyHarness.moving(Integer.toString(record % TRACKS), record / TRACKS), record);
        }
        long before = memory.used();
        WindowMemory.Share other = memory.share();
        other.add(LIMIT / 2);
        other.giveWay(() -> {
            other.add(-LIMIT / 2);
            return true;
        });

        // When
        punctuate();

        // Then
        assertThat(before).isGreaterThan(LIMIT * 3 / 4);
        assertThat(memory.used()).isPositive().isLessThanOrEqualTo(LIMIT / 2);
    }
}
