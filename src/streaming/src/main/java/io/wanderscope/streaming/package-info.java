/**
 * The Kafka Streams topology: positions are stored per track and frame, tracks that are due are classified in batches,
 * and labels, saliency and dead letters leave on their topics. A pure function of topics, settings and a classifier.
 *
 * <p>What is not here: starting and stopping it, configuration files, the embedded broker ({@code app}); ONNX Runtime
 * ({@code inference}).
 */
package io.wanderscope.streaming;
