package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.Trajectory;
import java.util.BitSet;

/**
 * A trajectory with a feature at a known place.
 *
 * @param trajectory the trajectory
 * @param without the same trajectory without the feature
 * @param from first point whose displacement the feature changes
 * @param to point after its last
 * @param truth the points that a map should show
 */
record PlantedTrack(Trajectory trajectory, Trajectory without, int from, int to, BitSet truth) {}
