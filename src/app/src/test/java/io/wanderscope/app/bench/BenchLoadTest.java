package io.wanderscope.app.bench;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchLoadTest {
    @ParameterizedTest
    @CsvSource({
        "19, 400, 575, 30, --points must be from 20 to 10000",
        "10001, 400, 575, 30, --points must be from 20 to 10000",
        "250, 0, 575, 30, --open must be from 1 to 100000",
        "250, 400, 0, 30, each --rate must be from 1 to 100000",
        "250, 400, 575, 0, --seconds must be from 1 to 600",
        "250, 400, 575, 601, --seconds must be from 1 to 600"
    })
    void valuesOutOfRangeAreRefused(int points, int open, int rate, int seconds, String message) {
        // When
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BenchLoad(points, open, List.of(rate), Duration.ofSeconds(seconds), 1))
                .withMessageStartingWith(message + ", got ");
    }

    @Test
    void atLeastOneRateIsNeeded() {
        // When
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BenchLoad(250, 400, List.of(), Duration.ofSeconds(30), 1))
                .withMessage("--rate must give at least one rate");
    }
}
