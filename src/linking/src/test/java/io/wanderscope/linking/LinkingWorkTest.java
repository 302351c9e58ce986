package io.wanderscope.linking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cost of a frame grows with its localisations, not with their square. */
class LinkingWorkTest {
    static List<LinkingCosts> costs() {
        return LinkerTest.costs();
    }

    @ParameterizedTest
    @MethodSource("costs")
    void aLocalisationTakesNoMoreWorkInALargerField(LinkingCosts costs) {
        // Given
        Recording small = Recording.simulate(1, 50, 100, 6, 0.01, 0.1);
        Recording large = Recording.simulate(1, 5000, 4, 6, 0.01, 0.1);
        LinkingSettings settings = new LinkingSettings(costs, 2, 10_000, 20_000);

        // When
        List<LinkedFrame> linkedSmall = small.link(settings);
        List<LinkedFrame> linkedLarge = large.link(settings);

        // Then
        for (ToLongFunction<LinkingWork> work :
                List.<ToLongFunction<LinkingWork>>of(LinkingWork::pairs, LinkingWork::candidates, LinkingWork::steps)) {
            assertThat(perLocalisation(linkedLarge, work)).isLessThan(1.5 * perLocalisation(linkedSmall, work));
        }
    }

    private static double perLocalisation(List<LinkedFrame> linked, ToLongFunction<LinkingWork> work) {
        List<LinkedFrame> later = linked.subList(1, linked.size());
        long sum = later.stream().map(LinkedFrame::work).mapToLong(work).sum();
        return (double) sum / later.stream().mapToInt(LinkedFrame::size).sum();
    }

    /** Everything near everything: memory stays bounded, and work that of the pairs. */
    @Test
    void aCrowdIsLinkedByItsCheapestCandidates() {
        // Given
        Recording crowd = Recording.simulate(2, 1000, 2, 0.001, 0.01, 0.1);

        // When
        List<LinkedFrame> linked =
                crowd.link(new LinkingSettings(LinkingCosts.SquaredDisplacement.within(1.5), 2, 2000, 2000));

        // Then
        LinkingWork work = linked.get(1).work();
        long tracks = linked.get(0).size();
        assertThat(work.pairs()).isLessThanOrEqualTo(tracks * linked.get(1).size());
        assertThat(work.candidates()).isEqualTo(CandidateCosts.MOST * tracks);
    }
}
