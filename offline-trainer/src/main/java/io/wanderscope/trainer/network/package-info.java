/**
 * The residual network as DL4J runs it: one layer type of our own, convolution with masked batch normalisation, and one
 * vertex of our own, pooling over trajectories that are packed into rows. Everything else is DL4J's.
 */
package io.wanderscope.trainer.network;
