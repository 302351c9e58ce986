package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.wire.WireFormat;
import java.time.Duration;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

/** Building the topology. */
class ClassificationTopologyTest {
    @Test
    void isRejectedWhenTheModelDoesNotAcceptWhatTheSettingsAllow() {
        // Given
        StreamSettings shorterThanTheModelAccepts = new StreamSettings(
                9,
                1000,
                20,
                5,
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                64,
                Duration.ofMillis(100),
                0.5,
                TimeSettings.defaults());

        // When, Then
        assertThatThrownBy(() -> build(shorterThanTheModelAccepts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("window.min.points is 9");
    }

    @Test
    void hasTheSameDescriptionHoweverOftenItIsBuilt() {
        // Given, When
        String first = build(StreamSettings.defaults()).describe().toString();
        String second = build(StreamSettings.defaults()).describe().toString();

        // Then
        assertThat(second).isEqualTo(first);
    }

    private static Topology build(StreamSettings settings) {
        return ClassificationTopology.build(
                StreamTopics.defaults(),
                settings,
                WireFormat.singleObject(),
                FakeTrajectoryClassifier.create(),
                new SimpleMeterRegistry());
    }
}
