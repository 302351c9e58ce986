package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.inference.FakeTrajectoryClassifier;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A topology on the test driver, with the default settings, labels of any confidence, and every LIVE result however late.
 */
abstract class TopologyTest {
    static final StreamSettings SETTINGS = StreamSettings.defaults()
            .with(StreamSettings.MINIMUM_CONFIDENCE, 0.0)
            .with(StreamSettings.LIVE_WHEN_BEHIND, LiveWhenBehind.ALL);

    @TempDir
    Path state;

    TopologyHarness harness;

    @BeforeEach
    void start() {
        harness = new TopologyHarness(SETTINGS, FakeTrajectoryClassifier.create(), state);
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    static <T> T only(List<T> values) {
        assertThat(values).hasSize(1);
        return values.get(0);
    }

    static List<Long> frames(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
