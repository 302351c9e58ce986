package io.wanderscope.streaming.classification;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LengthGroupsTest {
    @Test
    void holdTrajectoriesOfSimilarLengthInAscendingOrder() {
        // Given
        List<ObservedTrajectory> trajectories = IntStream.of(100, 15, 64, 10, 127, 16)
                .mapToObj(points -> ObservedTrajectory.complete(Trajectory.of(new double[points], new double[points])))
                .toList();

        // When, Then
        assertThat(LengthGroups.of(trajectories)).containsExactly(List.of(3, 1), List.of(5), List.of(2, 0, 4));
    }
}
