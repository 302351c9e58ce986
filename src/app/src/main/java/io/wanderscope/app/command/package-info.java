/**
 * The commands of {@code ./wanderscope}: their options and help, and how each puts the parts together.
 *
 * <p>Not here: work that needs no command line, which belongs in the other packages, and what several commands share at
 * the terminal, which is in {@code terminal}.
 */
@NullMarked
package io.wanderscope.app.command;

import org.jspecify.annotations.NullMarked;
