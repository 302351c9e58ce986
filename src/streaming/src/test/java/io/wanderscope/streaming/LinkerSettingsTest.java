package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.linking.LinkingCosts;
import io.wanderscope.linking.LinkingSettings;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinkerSettingsTest {
    private static final StreamTopics TOPICS = StreamTopics.defaults().withLocalisations("localisations");
    private static final StreamSettings WITHIN_ONE =
            StreamSettings.defaults().with(LinkerSettings.MAXIMUM_DISPLACEMENT, Optional.of(1.0));

    @Test
    void linkByTheDiffusionOfEachTrackUnlessSaidOtherwise() {
        // When
        Optional<LinkingSettings> linking = WITHIN_ONE.linking(TOPICS);

        // Then
        assertThat(linking)
                .contains(new LinkingSettings(
                        LinkingCosts.DiffusionLikelihood.within(1), WITHIN_ONE.maximumGap(), 10_000, 100_000));
    }

    @Test
    void linkByDisplacementWithTheCostsThatAreGiven() {
        // Given
        StreamSettings settings = WITHIN_ONE
                .with(LinkerSettings.COSTS, LinkingCostRule.DISPLACEMENT)
                .with(LinkerSettings.MISSED, Optional.of(2.0))
                .with(LinkerSettings.BRIDGED, Optional.of(0.1))
                .with(LinkerSettings.MAXIMUM_LOCALISATIONS, 7)
                .with(StreamSettings.MAXIMUM_GAP, 3);

        // When
        Optional<LinkingSettings> linking = settings.linking(TOPICS);

        // Then
        assertThat(linking)
                .contains(new LinkingSettings(new LinkingCosts.SquaredDisplacement(1, 2, 0.5, 0.1), 3, 7, 70));
    }

    @Test
    void areNotNeededWithoutATopicOfLocalisations() {
        // When, Then
        assertThat(StreamSettings.defaults().linking(StreamTopics.defaults())).isEmpty();
    }

    @Test
    void nameTheDisplacementThatIsMissing() {
        // When, Then
        assertThatThrownBy(() -> StreamSettings.defaults().linking(TOPICS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("linking.max.displacement is missing");
    }

    @Test
    void nameTheRuleWhoseCostsAreOutOfItsRange() {
        // Given
        StreamSettings settings = WITHIN_ONE.with(LinkerSettings.MISSED, Optional.of(2.0));

        // When, Then
        assertThatThrownBy(() -> settings.linking(TOPICS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("linking.costs=diffusion")
                .hasMessageContaining("linking.missed")
                .hasMessageContaining("the share of missed particles is 2.0; it must be between 1.0E-4 and 0.9");
    }
}
