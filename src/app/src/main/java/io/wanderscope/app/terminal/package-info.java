/**
 * What the commands share towards the person at the terminal: common options, logging, lines of progress, and the
 * exception that ends a command with a one-line message.
 *
 * <p>The commands themselves are in {@code command}.
 */
@NullMarked
package io.wanderscope.app.terminal;

import org.jspecify.annotations.NullMarked;
