/**
 * Triggers for the person at a terminal, and for programs that read their lines: reading them as they are committed, and writing each
 * in a line.
 *
 * <p>Not here: what a trigger is and when there is one, which the stream decides ({@code streaming}).
 */
@NullMarked
package io.wanderscope.app.triggers;

import org.jspecify.annotations.NullMarked;
