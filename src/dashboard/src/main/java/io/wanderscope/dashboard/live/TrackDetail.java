package io.wanderscope.dashboard.live;

import java.util.List;

/**
 * All that is known of one track.
 *
 * @param acquisition its acquisition
 * @param id its name in the acquisition
 * @param status live or ended
 * @param lengthUnit unit of all coordinates
 * @param frameIntervalMs estimated milliseconds from one frame to the next; null before there are two frames
 * @param path its latest points
 * @param result the latest; null before the first
 * @param revisions its results, oldest first
 * @param saliency of the latest result that has one; null before the first
 */
public record TrackDetail(
        String acquisition,
        String id,
        TrackStatus status,
        String lengthUnit,
        Double frameIntervalMs,
        Path path,
        Result result,
        List<Result> revisions,
        Saliency saliency) {}
