package io.wanderscope.dashboard.explanation;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.inference.OcclusionMap;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which segments of a track led to its answer: what happens to the answer without them.
 *
 * @param acquisition name of the track's acquisition
 * @param id name of the track within its acquisition
 * @param revision the result that is explained
 * @param explained the class that the weights are about: the most probable one at equal prior probabilities
 * @param meaning what a weight means, for people
 * @param segments consecutive segments that cover the classified points, of equal numbers of detected positions
 */
public record TrackOcclusion(
        String acquisition, String id, int revision, DiffusionModel explained, String meaning, List<Segment> segments) {
    /**
     * A segment of the track.
     *
     * @param firstFrame its first frame
     * @param lastFrame its last frame
     * @param weight by how much the log odds of the explained class fall without it; not finite if the model has no answer to
     *     the rest
     */
    public record Segment(
            long firstFrame, long lastFrame, @Nullable Double weight) {}

    static TrackOcclusion of(String acquisition, String id, ClassifiedTrack track, OcclusionMap map) {
        DiffusionModel explained = map.whole().mostProbable();
        List<BitSet> windows = map.windows();
        return new TrackOcclusion(
                acquisition,
                id,
                track.result().revision(),
                explained,
                "The weight of a segment is by how much the log odds of " + explained
                        + " (natural logarithm of its probability over that of the other seven, all eight equally"
                        + " frequent) fall when the segment is cut out of the track, the rest joined and classified:"
                        + " above 0 it speaks for " + explained + ", below 0 against it.",
                IntStream.range(0, windows.size())
                        .mapToObj(window -> new Segment(
                                track.frame(windows.get(window).nextSetBit(0)),
                                track.frame(windows.get(window).length() - 1),
                                map.weights()[window]))
                        .toList());
    }
}
