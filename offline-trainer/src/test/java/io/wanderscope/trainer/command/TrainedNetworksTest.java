package io.wanderscope.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.data.TestSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrainedNetworksTest {
    private static final long SECONDS = 1000;

    private static List<LabelledTrajectory> tracks() {
        List<LabelledTrajectory> tracks = new ArrayList<>();
        TestSet.cell(1, 8, 20, 0).forEach(tracks::add);
        return tracks;
    }

    private static Set<Thread> replicas() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> !thread.getName().equals("replica"));
        return threads;
    }

    @Test
    void trainingThatFailsLeavesNoThreadBehind() throws Exception {
        // Given
        Set<Thread> before = replicas();
        Set<Thread> during = new HashSet<>();

        // When
        Throwable failure = catchThrowable(() -> new TrainedNetworks().train(tracks(), 1, step -> {
            during.addAll(replicas());
            throw new IllegalStateException("out of luck");
        }));

        // Then
        assertThat(failure).hasMessage("out of luck");
        during.removeAll(before);
        assertThat(during).isNotEmpty();
        for (Thread thread : during) {
            thread.join(60 * SECONDS);
            assertThat(thread.isAlive()).isFalse();
        }
    }
}
