package io.wanderscope.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestKeyTest {
    private static final List<String> KNOWN = List.of("live.every.points", "batch.linger.ms", "bootstrap.servers");

    @ParameterizedTest
    @CsvSource({
        "live.every.point, live.every.points",
        "batch.linger, batch.linger.ms",
        "bootstrap.server, bootstrap.servers",
        "bootstrapservers, bootstrap.servers",
        "colour, ",
        "a.key.that.nobody.knows.of, ",
    })
    void isTheOneWithTheFewestEditsUnlessThatIsFarAway(String unknown, String expected) {
        // When
        Optional<String> nearest = NearestKey.to(unknown, KNOWN);

        // Then
        assertThat(nearest).isEqualTo(Optional.ofNullable(expected));
    }
}
