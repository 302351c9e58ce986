/**
 * The way in: bytes become valid positions, timestamps become stream time, and what cannot be used becomes a dead letter
 * with its cause.
 *
 * <p>What becomes of a valid position is decided in {@code tracks}.
 */
package io.wanderscope.streaming.intake;
