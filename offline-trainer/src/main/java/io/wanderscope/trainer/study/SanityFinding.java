package io.wanderscope.trainer.study;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How much of a map is left when weights are drawn again.
 *
 * @param change what was changed
 * @param map name of the map
 * @param signed mean rank correlation with the trained network's maps, with its error over the draws of the weights, or over the
 *     tracks if none were drawn
 * @param unsigned the same without the signs of the weights
 */
record SanityFinding(Change change, String map, Mean signed, Mean unsigned) {

    /** A change of the network, or of the track. */
    record Change(Kind kind, String name) {}

    /** Kinds of changes. */
    enum Kind {
        /** The weights of a layer and of all that lie nearer to the output. */
        CASCADE,
        /** The weights of one layer. */
        SINGLE,
        /** No weights: the map of another track with the same answer, which shows what the maps of all tracks share. */
        OTHER_TRACK
    }

    /**
     * The finding of several draws.
     *
     * @param draws the correlations of each draw's tracks
     */
    static SanityFinding of(Change change, String map, List<List<RankCorrelation>> draws) {
        return new SanityFinding(
                change, map, mean(draws, RankCorrelation::signed), mean(draws, RankCorrelation::unsigned));
    }

    private static Mean mean(List<List<RankCorrelation>> draws, ToDoubleFunction<RankCorrelation> value) {
        return Mean.of(draws.stream()
                .mapToDouble(
                        tracks -> Mean.of(tracks.stream().mapToDouble(value)).value()));
    }
}
