package io.wanderscope.dashboard.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTest {
    private record Numbers(double primitive, @Nullable Double boxed) {}

    @Test
    void aNumberThatIsNotFiniteIsNull() {
        // Given
        Numbers numbers = new Numbers(Double.NaN, Double.POSITIVE_INFINITY);

        // When
        String text = Json.text(numbers);

        // Then
        assertThat(text).isEqualTo("{\"primitive\":null,\"boxed\":null}");
    }

    @Test
    void aFiniteNumberIsItself() {
        // Given
        Numbers numbers = new Numbers(0.5, 2.0);

        // When
        String text = Json.text(numbers);

        // Then
        assertThat(text).isEqualTo("{\"primitive\":0.5,\"boxed\":2.0}");
    }
}
