/**
 * From due results to records: the processor that forms batches, the model and the faults it may have, and the labels and
 * saliency that leave.
 *
 * <p>When a result falls due is decided in {@code tracks}; how the model runs, in the module {@code inference}.
 */
package io.wanderscope.streaming.classification;
