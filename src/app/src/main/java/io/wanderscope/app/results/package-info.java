/**
 * Results: labels, saliency and dead letters read back from the topics, and written as files and as a table for the
 * terminal.
 *
 * <p>Not here: classifying trajectories ({@code streaming}, {@code inference}) and drawing them ({@code dashboard}).
 */
@NullMarked
package io.wanderscope.app.results;

import org.jspecify.annotations.NullMarked;
