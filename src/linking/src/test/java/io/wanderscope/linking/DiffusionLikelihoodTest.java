package io.wanderscope.linking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiffusionLikelihoodTest {
    private static final LinkingSettings SETTINGS =
            new LinkingSettings(LinkingCosts.DiffusionLikelihood.within(3), 2, 100, 100);

    private final Linker linker = new Linker(SETTINGS);

    /** Which of two tracks a localisation half-way between them belongs to. */
    @Test
    void aLongDisplacementBelongsToTheTrackThatMakesThem() {
        // Given
        OpenTracks open =
                new OpenTracks(2, 9, 3, new DiffusionMean(100, 0.1), List.of(track(1, 0, 0.001), track(2, 2, 0.2)));

        // When
        LinkedFrame linked = linker.link(open, 10, List.of(Localisation.of(0.9, 0)));

        // Then
        assertThat(linked.track(0)).isEqualTo(2);
    }

    @Test
    void theReachOfATrackGrowsFromItsOwnDisplacements() {
        // Given
        OpenTracks slow = new OpenTracks(2, 9, 2, new DiffusionMean(1000, 0.001), List.of(track(1, 0, 0.001)));
        OpenTracks fast = new OpenTracks(2, 9, 2, new DiffusionMean(1000, 0.1), List.of(track(1, 0, 0.1)));
        List<Localisation> frame = List.of(Localisation.of(0.8, 0));

        // When
        LinkedFrame linkedSlow = linker.link(slow, 10, frame);
        LinkedFrame linkedFast = linker.link(fast, 10, frame);

        // Then
        assertThat(linkedSlow.isStart(0)).isTrue();
        assertThat(linkedFast.isStart(0)).isFalse();
    }

    @Test
    void aLocalisationErrorExplainsADisplacement() {
        // Given
        OpenTracks open = new OpenTracks(2, 9, 2, new DiffusionMean(1000, 0.001), List.of(track(1, 0, 0.001)));

        // When
        LinkedFrame linked = linker.link(open, 10, List.of(new Localisation(0.8, 0, 0, 0.4)));

        // Then
        assertThat(linked.isStart(0)).isFalse();
    }

    /** Fast particles among slow ones: the reach that the fast need lets squared displacements mistake the slow ones. */
    @Test
    void aMixtureIsLinkedBetterThanBySquaredDisplacements() {
        // Given
        List<Recording> fields = IntStream.range(0, 5)
                .mapToObj(seed -> Recording.simulate(seed, 100, 40, 6, 0.001, 0.3))
                .toList();
        LinkingCosts squares = LinkingCosts.SquaredDisplacement.within(3);

        // When
        double bySquares = meanF1(fields, new LinkingSettings(squares, 2, 1000, 1000));
        double byLikelihoods =
                meanF1(fields, new LinkingSettings(LinkingCosts.DiffusionLikelihood.within(3), 2, 1000, 1000));

        // Then
        assertThat(byLikelihoods).isGreaterThan(bySquares + 0.02);
    }

    private static double meanF1(List<Recording> fields, LinkingSettings settings) {
        return fields.stream()
                .mapToDouble(field -> {
                    Set<Recording.Edge> truth = field.truth(settings.maximumGap());
                    return Recording.f1(truth, Recording.found(field.link(settings)));
                })
                .average()
                .orElseThrow();
    }

    private static OpenTrack track(long number, double x, double diffusion) {
        return new OpenTrack(number, 9, Localisation.of(x, 0), new DiffusionMean(25, diffusion));
    }
}
