/**
 * Bytes become valid positions and localisations, timestamps become stream time, and what is rejected becomes a dead letter with its
 * cause. The rules are in {@link io.wanderscope.streaming.PositionRules} and {@link
 * io.wanderscope.streaming.LocalisationRules}, because others use them too.
 *
 * <p>A valid position goes on to {@link io.wanderscope.streaming.classification.TrajectoryProcessor}, which also
 * rejects the positions that their track does not accept; {@code tracks} decides that. A valid localisation goes on to {@code
 * linking}.
 */
@NullMarked
package io.wanderscope.streaming.intake;

import org.jspecify.annotations.NullMarked;
