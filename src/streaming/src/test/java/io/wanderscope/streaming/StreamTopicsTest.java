package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamTopicsTest {
    @Test
    void haveTheContractsNames() {
        // Given, When
        StreamTopics topics = StreamTopics.defaults();

        // Then
        assertThat(topics)
                .isEqualTo(new StreamTopics(
                        Optional.empty(),
                        "particle-positions",
                        "trajectory-labels",
                        "trajectory-saliency",
                        "acquisition-composition",
                        "acquisition-population",
                        "acquisition-triggers",
                        "particle-positions-dlq"));
    }

    @Test
    void rejectANameThatKafkaWouldReject() {
        // Given, When, Then
        assertThatThrownBy(() -> new StreamTopics(
                        Optional.empty(),
                        "positions",
                        "labels of cell 7",
                        "saliency",
                        "composition",
                        "population",
                        "triggers",
                        "dead"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("labels of cell 7");
    }

    @Test
    void rejectOneNameForTwoTopics() {
        // Given, When, Then
        assertThatThrownBy(() -> new StreamTopics(
                        Optional.empty(),
                        "positions",
                        "labels",
                        "labels",
                        "composition",
                        "population",
                        "triggers",
                        "dead"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must have different names");
    }
}
