package io.wanderscope.app.results;

import io.wanderscope.streaming.DeadLetterCause;
import io.wanderscope.streaming.StreamSettings;
import java.util.Locale;
import java.util.Optional;

/** What can become of a position that was read of a file. Each has one of these fates. */
public enum PositionFate {
    /** A point of a trajectory that was classified. */
    USED("used"),
    /** A point of a trajectory that is too short to be classified. */
    TOO_SHORT("too short"),
    /** A point of a trajectory on which the network failed. */
    NETWORK_FAILED("failed"),
    /** Before or after the part of its track that was classified. */
    OUTSIDE_RUN("outside"),
    /** In a frame of its track that has another position earlier in the file. */
    SHARED_FRAME("same frame"),
    /** Linked to no track. */
    NO_TRACK("no track"),
    /** Without coordinates, or with impossible ones. */
    INVALID_COORDINATES("invalid"),
    /** In a frame before frame 0. */
    NEGATIVE_FRAME("before 0"),
    /** Of a track that the stream would not accept. */
    REFUSED_TRACK("refused"),
    /** Rejected by the stream for another cause. */
    REJECTED("rejected");

    private final String head;

    PositionFate(String head) {
        this.head = head;
    }

    /** In a word or two, as the head of a column. */
    String head() {
        return head;
    }

    /** As the name of a field. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** That of positions with a dead letter; empty if the letter stands for no position of the file. */
    static Optional<PositionFate> of(DeadLetterCause cause) {
        return switch (cause) {
            case INVALID_COORDINATES -> Optional.of(INVALID_COORDINATES);
            case NEGATIVE_FRAME -> Optional.of(NEGATIVE_FRAME);
            case INFERENCE_FAILED -> Optional.empty();
            default -> Optional.of(REJECTED);
        };
    }

    /** What it means, in a line for people. */
    String explanation(StreamSettings settings) {
        return switch (this) {
            case USED -> "points of tracks that were classified";
            case TOO_SHORT -> "points of tracks of fewer than " + settings.minimumPoints() + " points";
            case NETWORK_FAILED -> "points of tracks on which the network failed";
            case OUTSIDE_RUN ->
                "cut off by a gap of more than " + settings.maximumGap()
                        + " frames (the longest part counts), or before" + " the last " + settings.maximumPoints()
                        + " frames";
            case SHARED_FRAME -> "in a frame in which their track has an earlier position, which counts";
            case NO_TRACK -> "linked to no track";
            case INVALID_COORDINATES -> "without x or y, or not from -1e15 to 1e15";
            case NEGATIVE_FRAME -> "in a frame before frame 0";
            case REFUSED_TRACK -> "of tracks whose names are too long or are not valid text";
            case REJECTED -> "rejected for another reason, which is given below";
        };
    }
}
