package io.wanderscope.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.streaming.ClassificationTopology;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TopologyNames;
import io.wanderscope.wire.WireFormat;
import java.util.Set;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

class TopologyTopicsTest {
    private static final StreamTopics TOPICS = StreamTopics.defaults();

    @Test
    void areThoseThatTheStreamIsSaidToHave() {
        try (FakeTrajectoryClassifier classifier = FakeTrajectoryClassifier.create()) {
            // Given
            StreamSettings settings = StreamSettings.defaults();
            Topology topology = ClassificationTopology.build(
                    TOPICS, settings, WireFormat.singleObject(), classifier, new SimpleMeterRegistry());

            // When
            Set<String> needed = TopologyTopics.needed(topology, "wanderscope");
            Set<String> written = TopologyTopics.written(topology, "wanderscope");

            // Then
            assertThat(needed)
                    .contains(TOPICS.positions(), TOPICS.labels())
                    .doesNotContain(TOPICS.saliency(), TOPICS.deadLetters())
                    .containsAll(TopologyNames.internalTopics("wanderscope", TOPICS, settings.rules())
                            .keySet());
            assertThat(written).contains(TOPICS.labels(), TOPICS.saliency(), TOPICS.deadLetters());
            assertThat(TopologyTopics.sources(topology)).containsExactlyInAnyOrder(TOPICS.positions(), TOPICS.labels());
            assertThat(TopologyTopics.deadLetters(topology)).hasValue(TOPICS.deadLetters());
        }
    }
}
