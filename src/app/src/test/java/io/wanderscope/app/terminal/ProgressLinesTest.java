package io.wanderscope.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
    private final StringWriter printed = new StringWriter();
    private final AtomicLong nanoTime = new AtomicLong();
    private final ProgressLines progress = new ProgressLines(new PrintWriter(printed), "published", 10, nanoTime::get);

    @Test
    void comeAtMostOnceASecond() {
        // When
        progress.advance(1);
        nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
        progress.advance(2);
        progress.advance(3);

        // Then
        assertThat(printed.toString().lines()).containsExactly("published 3 of 10");
    }

    @Test
    void endWithTheTotal() {
        // When
        progress.advance(4);
        progress.advance(6);
        progress.advance(0);

        // Then
        assertThat(printed.toString().lines()).containsExactly("published 10 of 10");
    }
}
