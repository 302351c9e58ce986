package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.wire.WireFormat;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

/** Building the topology. */
class ClassificationTopologyTest {
    @Test
    void isRejectedWhenTheModelDoesNotAcceptWhatTheSettingsAllow() {
        // Given
        StreamSettings shorterThanTheModelAccepts = StreamSettings.defaults().with(StreamSettings.MINIMUM_POINTS, 4);

        // When, Then
        assertThatThrownBy(() -> build(shorterThanTheModelAccepts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("window.min.points is 4");
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
