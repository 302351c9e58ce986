package io.wanderscope.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PathBufferTest {
    @Property
    void keepsTheLatestFramesInOrderWhateverTheirOrderOfArrival(
            @ForAll @Size(min = 1, max = 300) List<@IntRange(min = 0, max = 400) Integer> frames,
            @ForAll @IntRange(min = 1, max = 50) int guaranteed) {
        // Given
        PathBuffer path = new PathBuffer(guaranteed);
        TreeMap<Long, Double> expected = new TreeMap<>();

        // When
        for (int index = 0; index < frames.size(); index++) {
            if (path.add(frames.get(index), index, -index, index)) {
                expected.put((long) frames.get(index), (double) index);
            }
        }

        // Then
        Path latest = path.latest();
        while (expected.size() > guaranteed) {
            expected.pollFirstEntry();
        }
        assertThat(latest.frames())
                .containsExactly(
                        expected.keySet().stream().mapToLong(Long::longValue).toArray());
        assertThat(latest.x())
                .containsExactly(expected.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray());
        assertThat(path.size()).isEqualTo(expected.size());
        assertThat(path.firstFrame()).isEqualTo(expected.firstKey());
        assertThat(path.cost()).isLessThanOrEqualTo(32 * 2 * Math.max(guaranteed, 8));
    }

    @Property
    void aPathIsThinnedAsItsCopyWouldBe(
            @ForAll @IntRange(min = 1, max = 100) int points,
            @ForAll @IntRange(min = 1, max = 50) int guaranteed,
            @ForAll @IntRange(min = 2, max = 20) int most) {
        // Given
        PathBuffer path = new PathBuffer(guaranteed);
        for (int frame = 0; frame < points; frame++) {
            path.add(frame, frame + 0.5, -frame, frame);
        }

        // When
        Path thinned = path.thinned(most);

        // Then
        Path expected = path.latest().thinned(most);
        assertThat(thinned.frames()).containsExactly(expected.frames());
        assertThat(thinned.x()).containsExactly(expected.x());
        assertThat(thinned.y()).containsExactly(expected.y());
    }

    @Test
    void keepsTheFirstPointOfAFrame() {
        // Given
        PathBuffer path = new PathBuffer(10);
        path.add(5, 1, 1, 1);

        // When
        boolean added = path.add(5, 2, 2, 2);

        // Then
        assertThat(added).isFalse();
        assertThat(path.latest().x()).containsExactly(1);
    }

    @Test
    void returnsThePointsAfterAVersionIncludingLateOnes() {
        // Given
        PathBuffer path = new PathBuffer(10);
        path.add(1, 10, 0, 1);
        path.add(3, 30, 0, 2);
        path.add(2, 20, 0, 3);
        path.add(4, 40, 0, 4);

        // When
        Path added = path.since(2, 10);

        // Then
        assertThat(added.frames()).containsExactly(2, 4);
        assertThat(added.x()).containsExactly(20, 40);
    }
}
