package io.wanderscope.dashboard.history;

import io.wanderscope.dashboard.live.Update;
import org.jspecify.annotations.Nullable;

/**
 * What an acquisition looked like at a time: the positions of a window before it, and the latest result of each track by then.
 *
 * @param from beginning of the window, milliseconds since 1970; later than asked for if something was left out
 * @param to the time, milliseconds since 1970
 * @param lengthUnit unit of all coordinates; empty if the window has no position
 * @param frameIntervalMs estimated milliseconds from one frame to the next; null if the window has fewer than two frames
 * @param leftOut what is missing, in a sentence; null if nothing is
 * @param update all of it, with {@code reset} set
 */
public record Moment(
        long from,
        long to,
        String lengthUnit,
        @Nullable Double frameIntervalMs,
        @Nullable String leftOut,
        Update update) {}
