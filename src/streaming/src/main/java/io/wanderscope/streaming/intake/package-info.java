/**
 * The way in: bytes become valid positions, timestamps become stream time, and what is rejected becomes a dead letter with
 * its cause.
 *
 * <p>What becomes of a valid position is decided in {@code tracks}.
 */
@NullMarked
package io.wanderscope.streaming.intake;

import org.jspecify.annotations.NullMarked;
