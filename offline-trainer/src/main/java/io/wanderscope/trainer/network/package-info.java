/**
 * The residual network as DL4J runs it, and its input channels. One layer type is ours, convolution with masked batch
 * normalisation, and one vertex, pooling over trajectories that are packed into rows; the rest is DL4J's. What is not
 * here: the training loop ({@code training}).
 */
package io.wanderscope.trainer.network;
