/**
 * Rows that a tracker writes into a file or a pipe, published while they come.
 *
 * <p>Not here: what a row means, which is in {@code io.wanderscope.ingest}, and files that are complete and in a tracker's own
 * format, which {@code app.acquisition} reads.
 */
@NullMarked
package io.wanderscope.app.rows;

import org.jspecify.annotations.NullMarked;
