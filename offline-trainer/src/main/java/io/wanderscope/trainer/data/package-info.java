/**
 * Simulated data: the training distribution, test sets, departures from the models, augmentation, and batches of
 * trajectories packed into rows, all reproducible from a seed. What is not here: the diffusion processes ({@code
 * io.wanderscope.diffusion}) and what the network does with the batches ({@code training}).
 */
@NullMarked
package io.wanderscope.trainer.data;

import org.jspecify.annotations.NullMarked;
