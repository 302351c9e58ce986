/**
 * The Kafka Streams topology, and everything that other modules may use of it: settings, rules, topics, names, metrics, keys,
 * and why a position or a localisation is rejected.
 *
 * <p>The packages inside follow a position on its way: {@code intake} decodes and rejects, {@code tracks} collects
 * positions and decides when a result is due, {@code classification} runs the model in batches and sends the results,
 * {@code composition} counts them by acquisition, {@code population} adds up what the ended tracks of an acquisition tell about
 * it, and {@code triggers} finds the events that rules wait for. {@code linking} comes before them where localisations are linked: it
 * makes positions of them. {@code silence} notices that nothing comes any more, and {@code stores} has what they share to write values
 * to stores.
 *
 * <p>Not here: starting and stopping the stream ({@code cluster}), configuration files ({@code app}), the wire format
 * ({@code wire}) and ONNX Runtime ({@code inference}).
 */
package io.wanderscope.streaming;
