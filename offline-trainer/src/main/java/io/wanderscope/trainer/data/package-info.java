/**
 * Simulated data: the training distribution, test sets, augmentation, and batches of trajectories packed into rows, all
 * of which follow from a seed. What the network does with them is in {@code training}, the processes themselves are in
 * {@code diffusion}.
 */
package io.wanderscope.trainer.data;
