/**
 * What the commands share at the terminal: common options, logging, lines of progress, and the
 * exception that ends a command with a one-line message.
 *
 * <p>Not here: the commands themselves, which are in {@code command}.
 */
@NullMarked
package io.wanderscope.app.terminal;

import org.jspecify.annotations.NullMarked;
