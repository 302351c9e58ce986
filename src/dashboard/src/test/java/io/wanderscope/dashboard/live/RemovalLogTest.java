package io.wanderscope.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RemovalLogTest {
    private final RemovalLog removals = new RemovalLog(5);

    @Test
    void listsTheTracksRemovedAfterAVersionLatestFirst() {
        // Given
        removals.add("1", 6);
        removals.add("2", 7);
        removals.add("3", 8);
        removals.add("2", 9);

        // When, then
        assertThat(removals.since(6)).containsExactly("2", "3");
        assertThat(removals.since(9)).isEmpty();
    }

    @Test
    void isIncompleteOnceTheOldestRemovalIsDropped() {
        // Given a log that is one removal beyond its capacity
        long version = 5;
        for (int track = 0; track <= 10_000; track++) {
            removals.add("t", ++version);
        }

        // When, then
        assertThat(removals.isCompleteSince(5)).isFalse();
        assertThat(removals.isCompleteSince(6)).isTrue();
        assertThat(removals.cost()).isEqualTo(10_000 * 102);
    }
}
