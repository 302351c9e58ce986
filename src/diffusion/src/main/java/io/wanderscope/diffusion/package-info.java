/**
 * What a trajectory is and how the eight models of anomalous diffusion make one: trajectories, the simulated processes,
 * localisation noise and the statistics that theory predicts of them.
 *
 * <p>Plain Java, usable without any other part of Wanderscope. What is not here: reading files ({@code tracks}),
 * classifying ({@code inference}) and anything that knows of Kafka.
 */
@NullMarked
package io.wanderscope.diffusion;

import org.jspecify.annotations.NullMarked;
