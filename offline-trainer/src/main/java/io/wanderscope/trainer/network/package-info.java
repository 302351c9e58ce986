/**
 * The residual network as DL4J runs it, and the input channels it sees. One layer type is ours, convolution with masked
 * batch normalisation, and one vertex, pooling over trajectories that are packed into rows. Everything else is DL4J's.
 * Training it is in {@code training}.
 */
package io.wanderscope.trainer.network;
