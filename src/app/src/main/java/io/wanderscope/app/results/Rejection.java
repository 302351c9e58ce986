package io.wanderscope.app.results;

import io.wanderscope.app.terminal.Counted;
import io.wanderscope.streaming.DeadLetterCause;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the stream rejected of one recording for one cause.
 *
 * @param number of positions; of tracks where the cause is {@link DeadLetterCause#INFERENCE_FAILED}
 * @param track identity of the first track of the recording that is affected; empty if unknown
 * @param frame the first frame of that track that is affected; empty if the cause is none of single positions
 */
public record Rejection(
        String acquisition, DeadLetterCause cause, int number, Optional<String> track, OptionalLong frame) {

    /**
     * In words for people, such as {@code 2 positions of cell.csv without valid coordinates were left out (first:
     * track 7, frame 12)}.
     *
     * @param recording what people know the recording by
     */
    public String text(String recording) {
        return switch (cause) {
            case INVALID_COORDINATES -> leftOut(recording, "without valid coordinates");
            case NEGATIVE_FRAME -> leftOut(recording, "with a negative frame");
            case INVALID_TIME -> leftOut(recording, "with a time outside the years 1 to 9999");
            case MISSING_IDENTITY -> leftOut(recording, "without the name of a track");
            case AMBIGUOUS_IDENTITY -> leftOut(recording, "with a slash in the name of the recording");
            case TOO_LARGE -> leftOut(recording, "in too large a record");
            case TEXT_TOO_LONG -> leftOut(recording, "with too long a name of the track, or unit of length");
            case UNIT_CHANGED -> leftOut(recording, "in another unit of length than the track's first");
            case BEFORE_WINDOW -> leftOut(recording, "far behind the track's latest");
            case AFTER_FINAL -> leftOut(recording, "after the end of the track");
            case WRONG_KEY -> leftOut(recording, "with the key of another track");
            case UNREADABLE -> leftOut(recording, "that could not be read");
            case INVALID_COUNT, DIMENSIONS_CHANGED, TOO_MANY_LOCALISATIONS, AFTER_LINKING, AFTER_END ->
                leftOut(recording, "of a topic of localisations");
            case INFERENCE_FAILED ->
                "the network failed on " + Counted.of(number, "track") + " of " + recording + first();
        };
    }

    private String leftOut(String recording, String fault) {
        return Counted.of(number, "position") + " of " + recording + " " + fault + (number == 1 ? " was" : " were")
                + " left out" + first();
    }

    private String first() {
        if (track.isEmpty()) {
            return "";
        }
        String where = "track " + track.get() + (frame.isPresent() ? ", frame " + frame.getAsLong() : "");
        return number == 1 ? " (" + where + ")" : " (first: " + where + ")";
    }
}
