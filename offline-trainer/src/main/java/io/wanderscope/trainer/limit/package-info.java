/**
 * The best accuracy that any classifier can reach on the five Gaussian models, by exact likelihood. {@code
 * LimitMeasurement} compares it with a network's accuracy on the same trajectories.
 *
 * <p>What is not here: the simulation ({@code io.wanderscope.diffusion}), the likelihood ({@code likelihood}) and the
 * evaluation of a network on all eight models ({@code evaluation}).
 */
@NullMarked
package io.wanderscope.trainer.limit;

import org.jspecify.annotations.NullMarked;
