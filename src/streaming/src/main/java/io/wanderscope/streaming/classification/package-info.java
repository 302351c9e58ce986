/**
 * From due results to records: the processor that every valid position reaches, the batches in which due results are
 * classified, the model and its failures, and the labels, saliency and dead letters that are sent.
 *
 * <p>When a result falls due is decided in {@code tracks}; how the model runs, in the module {@code inference}.
 */
@NullMarked
package io.wanderscope.streaming.classification;

import org.jspecify.annotations.NullMarked;
