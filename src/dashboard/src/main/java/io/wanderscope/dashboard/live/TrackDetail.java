package io.wanderscope.dashboard.live;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything known about one track.
 *
 * @param acquisition name of its acquisition
 * @param summary its entry in a list of tracks
 * @param lengthUnit unit of all coordinates
 * @param frameIntervalMs estimated milliseconds from one frame to the next; null before there are two frames
 * @param path its latest points
 * @param revisions its results, oldest first
 * @param saliency the latest saliency; null before the first
 */
public record TrackDetail(
        String acquisition,
        TrackSummary summary,
        String lengthUnit,
        @Nullable Double frameIntervalMs,
        Path path,
        List<Result> revisions,
        @Nullable Saliency saliency) {}
