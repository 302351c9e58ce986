package io.wanderscope.streaming;

import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import java.util.Optional;

/** What leaves for a due result. The saliency is there when the trajectory was classified. */
record TrajectoryResult(DueResult due, TrajectoryLabel label, Optional<TrajectorySaliency> saliency) {}
