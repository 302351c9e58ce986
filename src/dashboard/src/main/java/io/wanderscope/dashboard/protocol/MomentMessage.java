package io.wanderscope.dashboard.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.wanderscope.dashboard.history.Moment;
import org.jspecify.annotations.Nullable;

/**
 * A moment as it is sent: an update with what it is a moment of.
 *
 * @param update everything that is seen, with {@code reset} set and without saliency
 * @param from beginning of the window, milliseconds since 1970
 * @param to the time, milliseconds since 1970
 * @param lengthUnit unit of all coordinates; empty if the window has no position
 * @param frameIntervalMs estimated milliseconds from one frame to the next; null if unknown
 * @param leftOut what is missing, in a sentence; null if nothing is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MomentMessage(
        @JsonUnwrapped UpdateMessage update,
        long from,
        long to,
        String lengthUnit,
        @Nullable Double frameIntervalMs,
        @Nullable String leftOut) {
    static MomentMessage of(Moment moment) {
        return new MomentMessage(
                UpdateMessage.of(moment.update(), null),
                moment.from(),
                moment.to(),
                moment.lengthUnit(),
                moment.frameIntervalMs(),
                moment.leftOut());
    }
}
