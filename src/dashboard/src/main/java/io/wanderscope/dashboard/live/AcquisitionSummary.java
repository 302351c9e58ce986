package io.wanderscope.dashboard.live;

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
        List<Stage> stages) {

    /**
     * A residual stage, or all of them together.
     *
     * @param name of the stage
     * @param receptiveField number of points that influence one output of the stage; 0 for all of them
     */
    public record Stage(String name, int receptiveField) {}
}
