/**
 * How it is noticed that nothing comes any more: of a track or a field, by the clock of its partition; of a whole partition, by the
 * wall clock. And what has ended, so that it is not taken up again by what comes late.
 *
 * <p>Not here: what happens then, which {@code tracks} and {@code linking} decide.
 */
@NullMarked
package io.wanderscope.streaming.silence;

import org.jspecify.annotations.NullMarked;
