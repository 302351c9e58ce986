/**
 * From measured costs to the size of a cluster: what a number of microscopes needs, how that was computed, and what
 * breaks first.
 *
 * <p>Not here: the measurement, which is in {@code bench}.
 */
@NullMarked
package io.wanderscope.app.sizing;

import org.jspecify.annotations.NullMarked;
