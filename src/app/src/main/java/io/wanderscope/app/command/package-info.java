/**
 * The commands of {@code ./wanderscope}: their options and help, and how each puts the parts together.
 *
 * <p>Work that needs no command line belongs in the other packages; what several commands share for the terminal is in
 * {@code terminal}.
 */
@NullMarked
package io.wanderscope.app.command;

import org.jspecify.annotations.NullMarked;
