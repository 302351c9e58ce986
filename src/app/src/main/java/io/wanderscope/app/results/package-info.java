/**
 * Results: labels, saliency and dead letters read back from the topics, and written as files and as a table for the
 * terminal.
 *
 * <p>Trajectories are classified in {@code streaming} and {@code inference}, and drawn in {@code dashboard}.
 */
@NullMarked
package io.wanderscope.app.results;

import org.jspecify.annotations.NullMarked;
