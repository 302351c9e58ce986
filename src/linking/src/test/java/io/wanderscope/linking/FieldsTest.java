package io.wanderscope.linking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links of simulated fields, of the kind that laptrack's fixture has but others, against the truth. */
class FieldsTest {
    @ParameterizedTest
    @CsvSource({"10, 400", "50, 80", "100, 40", "200, 20"})
    void mostLinksAreTrueAndMostTrueLinksAreFound(int particles, int frames) {
        // Given
        Recording field = Recording.simulate(particles, particles, frames, 6, 0.01, 0.1);
        Set<Recording.Edge> truth = field.truth(2);

        // When
        double squares = Recording.f1(
                truth, Recording.found(field.link(settings(LinkingCosts.SquaredDisplacement.within(1.5)))));
        double likelihoods = Recording.f1(
                truth, Recording.found(field.link(settings(LinkingCosts.DiffusionLikelihood.within(1.5)))));

        // Then
        assertThat(squares).isGreaterThan(0.9);
        assertThat(likelihoods).isGreaterThan(squares - 0.005);
    }

    private static LinkingSettings settings(LinkingCosts costs) {
        return new LinkingSettings(costs, 2, 1000, 1000);
    }
}
