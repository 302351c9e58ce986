package io.wanderscope.app.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.cluster.Lack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryWatchTest {
    private static final double FULL = 0.99;

    private final List<Lack> told = new ArrayList<>();
    private final MemoryWatch watch = new MemoryWatch(told::add);

    @Test
    void tellsThatTheMemoryDoesNotSufficeWhenJavaOnlyCollectsGarbageAndFindsNone() {
        // When
        boolean ended = looks(20, 900, FULL);

        // Then
        assertThat(ended).isTrue();
        assertThat(told).singleElement().satisfies(lack -> {
            assertThat(lack.kind()).isEqualTo(Lack.Kind.MEMORY);
            assertThat(lack.text())
                    .startsWith("the memory does not suffice: of ")
                    .contains("_JAVA_OPTIONS=-Xmx2g");
        });
    }

    @Test
    void aFullHeapInWhichTheProgramWorksIsNoReason() {
        // When
        boolean ended = looks(100, 300, FULL);

        // Then
        assertThat(ended).isFalse();
        assertThat(told).isEmpty();
    }

    @Test
    void noisyCollectionsThatFindMemoryAreNoReason() {
        // When
        boolean ended = looks(100, 950, 0.5);

        // Then
        assertThat(ended).isFalse();
    }

    @Test
    void aFewSecondsOfCollectingAreNoReason() {
        // Given
        looks(50, 100, FULL);

        // When
        boolean ended = looks(5, 1000, FULL);

        // Then
        assertThat(ended).isFalse();
    }

    private long seconds;
    private long collecting;

    /** A look each second, until one of them is the last. */
    private boolean looks(int number, long collectingEach, double used) {
        for (int look = 0; look < number; look++) {
            seconds++;
            collecting += collectingEach;
            if (watch.add(new MemoryWatch.Look(Duration.ofSeconds(seconds).toNanos(), collecting, used))) {
                return true;
            }
        }
        return false;
    }
}
