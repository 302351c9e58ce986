package io.wanderscope.dashboard.live;

import io.wanderscope.dashboard.LinkingQuality;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One acquisition at a glance.
 *
 * @param name of the acquisition
 * @param lengthUnit unit of all coordinates
 * @param frameIntervalMs estimated milliseconds from one frame to the next; null before there are two frames
 * @param liveTracks number of tracks that have not ended
 * @param endedTracks number of tracks that have ended and are still kept
 * @param firstTime time of the earliest position seen, milliseconds since 1970
 * @param lastTime time of the latest position, milliseconds since 1970
 * @param lastFrame the latest frame
 * @param stages the model's residual stages, fine to coarse, then all of them together; empty before the first saliency
 * @param linking how well its localisations were linked; null where the particles are not known
 */
public record AcquisitionSummary(
        String name,
        String lengthUnit,
        @Nullable Double frameIntervalMs,
        int liveTracks,
        int endedTracks,
        long firstTime,
        long lastTime,
        long lastFrame,
        List<Stage> stages,
        @Nullable Linking linking) {

    /**
     * A residual stage, or all of them together.
     *
     * @param name of the stage
     * @param receptiveField number of points that influence one output of the stage; 0 for all of them
     */
    public record Stage(String name, int receptiveField) {}

    /**
     * Links between successive localisations, compared with those of known particles.
     *
     * @param known number of links of the particles
     * @param made number of links of the tracks
     * @param correct number of links of the tracks that are links of the particles
     * @param precision share of the links made that are correct, 0 to 1
     * @param recall share of the known links that were made, 0 to 1
     * @param f1 harmonic mean of precision and recall, 0 to 1
     */
    public record Linking(long known, long made, long correct, double precision, double recall, double f1) {
        static Linking of(LinkingQuality quality) {
            return new Linking(
                    quality.known(),
                    quality.made(),
                    quality.correct(),
                    quality.precision(),
                    quality.recall(),
                    quality.f1());
        }
    }
}
