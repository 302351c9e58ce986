/**
 * The Kafka Streams topology, and all of it that other modules may use: settings, topics, names, metrics, keys, and why a
 * position is rejected.
 *
 * <p>The rooms inside follow a position's way: {@code intake} decodes and rejects, {@code tracks} collects positions and
 * decides when a result is due, {@code classification} runs the model in batches and sends the results, {@code
 * composition} counts them by acquisition. {@code stores} helps to lay out what they keep.
 *
 * <p>Not here: starting and stopping the stream ({@code cluster}), configuration files ({@code app}), the wire format
 * ({@code wire}) and ONNX Runtime ({@code inference}).
 */
package io.wanderscope.streaming;
