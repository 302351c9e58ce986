package io.wanderscope.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void momentsAreDueAtAConstantRateHoweverLateTheCallerIs() throws Exception {
        // Given a caller that is ten seconds late
        AtomicLong clock = new AtomicLong(1_000);
        Pace pace = new Pace(4, clock::get);
        clock.addAndGet(10_000_000_000L);

        // When
        long[] due = {pace.await(), pace.await(), pace.await()};

        // Then
        assertThat(due).containsExactly(1_000, 250_001_000, 500_001_000);
        assertThat(pace.start()).isEqualTo(1_000);
    }
}
