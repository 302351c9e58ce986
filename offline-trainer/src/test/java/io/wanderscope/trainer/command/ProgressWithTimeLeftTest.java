package io.wanderscope.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressWithTimeLeftTest {
    private final List<String> lines = new ArrayList<>();
    private final AtomicLong minutes = new AtomicLong(1000);
    private final ProgressWithTimeLeft progress =
            new ProgressWithTimeLeft(lines::add, () -> minutes.get() * 60_000_000_000L);

    private void advance(String test, int from, int to, int total) {
        for (int done = from; done < to; done++) {
            minutes.incrementAndGet();
            progress.advance(test, done, done + 1, total);
        }
    }

    @Test
    void saysHowLongItTakesAfterTheFirstHundredthAndEveryTenth() {
        // When each of 200 parts takes a minute
        advance("long", 0, 60, 200);

        // Then
        assertThat(lines)
                .containsExactly(
                        "long: 1 % done, about 198 min left",
                        "long: 10 % done, about 180 min left",
                        "long: 20 % done, about 160 min left",
                        "long: 30 % done, about 140 min left");
    }

    @Test
    void aTestStartsWhenTheOneBeforeItEnds() {
        // Given
        advance("first", 0, 20, 20);
        lines.clear();

        // When
        advance("second", 0, 4, 8);

        // Then
        assertThat(lines)
                .containsExactly(
                        "second: 12 % done, about 7 min left",
                        "second: 25 % done, about 6 min left",
                        "second: 37 % done, about 5 min left",
                        "second: 50 % done, about 4 min left");
    }
}
