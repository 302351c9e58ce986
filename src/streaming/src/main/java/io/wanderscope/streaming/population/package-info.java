/**
 * The populations of acquisitions and of their time windows: what each ended track contributes, the sums of all contributions,
 * and when the estimates that follow from them are published.
 *
 * <p>What is estimated, and from which sums, is decided in {@code io.wanderscope.diffusion.population}; which tracks have ended,
 * in {@code tracks} and {@code classification}.
 */
@NullMarked
package io.wanderscope.streaming.population;

import org.jspecify.annotations.NullMarked;
