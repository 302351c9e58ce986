/**
 * Trajectories and the eight models of anomalous diffusion: the trajectory itself and the statistics of a single one, the
 * models with the ranges of their exponents, motions outside them, and the simulator that draws trajectories and sees them
 * through a camera. The processes behind both are in {@code process};
 * what many tracks say together is in {@code population}.
 *
 * <p>Plain Java, usable without any other part of Wanderscope. Not here: reading files ({@code tracks}), classification
 * ({@code inference}) and anything that uses Kafka.
 */
@NullMarked
package io.wanderscope.diffusion;

import org.jspecify.annotations.NullMarked;
