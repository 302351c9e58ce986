package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StreamTopicsTest {
    @Test
    void haveTheContractsNames() {
        // Given, When
        StreamTopics topics = StreamTopics.defaults();

        // Then
        assertThat(topics)
                .isEqualTo(new StreamTopics(
                        "particle-positions",
                        "trajectory-labels",
                        "trajectory-saliency",
                        "acquisition-composition",
                        "acquisition-population",
                        "particle-positions-dlq"));
    }

    @Test
    void rejectANameThatKafkaWouldReject() {
        // Given, When, Then
        assertThatThrownBy(() -> new StreamTopics(
                        "positions", "labels of cell 7", "saliency", "composition", "population", "dead"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("labels of cell 7");
    }

    @Test
    void rejectOneNameForTwoTopics() {
        // Given, When, Then
        assertThatThrownBy(() -> new StreamTopics("positions", "labels", "labels", "composition", "population", "dead"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must have different names");
    }
}
