package io.wanderscope.streaming.classification;

import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.streaming.tracks.DueResult;
import java.util.Optional;

/**
 * What leaves for a due result.
 *
 * @param saliency there when the trajectory was classified
 * @param failure there when the model failed on it
 */
record TrajectoryResult(
        DueResult due, TrajectoryLabel label, Optional<TrajectorySaliency> saliency, Optional<Failure> failure) {

    /**
     * A trajectory on which the model failed.
     *
     * @param points its points, as a saliency record without residual stages
     * @param offset where the track's last position lies in its partition
     * @param reason one line for a person
     */
    record Failure(TrajectorySaliency points, long offset, String reason) {}
}
