package io.wanderscope.dashboard.live;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * All that is known of one track.
 *
 * @param acquisition its acquisition
 * @param summary what a list of tracks says of it
 * @param lengthUnit unit of all coordinates
 * @param frameIntervalMs estimated milliseconds from one frame to the next; null before there are two frames
 * @param path its latest points
 * @param revisions its results, oldest first
 * @param saliency of the latest result that has one; null before the first
 */
public record TrackDetail(
        String acquisition,
        @JsonUnwrapped TrackSummary summary,
        String lengthUnit,
        Double frameIntervalMs,
        Path path,
        List<Result> revisions,
        Saliency saliency) {}
