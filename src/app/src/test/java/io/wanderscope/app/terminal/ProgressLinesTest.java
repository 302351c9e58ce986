package io.wanderscope.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
    private static final String LINE_AGAIN = "\r\u001b[K";

    private final StringWriter printed = new StringWriter();
    private final AtomicLong nanoTime = new AtomicLong();

    @Test
    void comeEveryFiveSecondsWithRateAndTimeLeft() {
        // Given
        ProgressLines progress = progress(10_000, false);

        // When
        progress.advance(100);
        pass(Duration.ofSeconds(5));
        progress.advance(250);
        progress.advance(3);

        // Then
        assertThat(printed.toString().lines()).containsExactly("classified 350 of 10000, 50/s, 3 min 13 s left");
    }

    @Test
    void endWithTheTotal() {
        // Given
        ProgressLines progress = progress(10, false);

        // When
        progress.advance(4);
        progress.advance(6);
        progress.advance(0);

        // Then
        assertThat(printed.toString().lines()).containsExactly("classified 10 of 10");
    }

    @Test
    void changeInPlaceAtATerminalAndEndWithALineBreak() {
        // Given
        ProgressLines progress = progress(10, true);

        // When
        progress.advance(1);
        pass(Duration.ofMillis(500));
        progress.advance(1);
        progress.advance(8);

        // Then
        assertThat(printed)
                .hasToString(LINE_AGAIN + "classified 2 of 10, 2/s, 4 s left" + LINE_AGAIN + "classified 10 of 10"
                        + System.lineSeparator());
    }

    @Test
    void leaveALineForWhatIsPrintedNext() {
        // Given
        ProgressLines progress = progress(10, true);
        pass(Duration.ofMillis(500));
        progress.advance(1);

        // When
        progress.end();
        progress.end();

        // Then
        assertThat(printed).hasToString(LINE_AGAIN + "classified 1 of 10" + System.lineSeparator());
    }

    private ProgressLines progress(long total, boolean inPlace) {
        return new ProgressLines(new PrintWriter(printed), "classified", total, nanoTime::get, inPlace);
    }

    private void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }
}
