package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedSet;
import org.junit.jupiter.api.Test;

class TopologyNamesTest {
    @Test
    void ofAllConfigurationsIncludeTheLinkersWhenLocalisationsAreNoLongerLinked() {
        // Given
        StreamTopics topics = StreamTopics.defaults();

        // When
        SortedSet<String> all = TopologyNames.allInternalTopics("app", topics);

        // Then
        assertThat(all)
                .contains(
                        "app-localisations-changelog",
                        "app-fields-changelog",
                        "app-open-tracks-changelog",
                        "app-ended-fields-changelog",
                        "app-linking-clock-changelog")
                .containsAll(TopologyNames.internalTopics(
                                "app", topics.withLocalisations("localisations"), TriggerRules.none())
                        .keySet());
        assertThat(TopologyNames.internalTopics("app", topics, TriggerRules.none()))
                .doesNotContainKey("app-fields-changelog");
    }
}
