package io.wanderscope.app.acquisition;

import io.wanderscope.tracks.TrackingFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An acquisition that was read from a tracking file, and how it was read.
 *
 * @param acquisition the tracks that the stream accepts
 * @param file where they come from
 * @param format that of the file
 * @param intervalSource who says the frame interval
 * @param frameStep frames of the file from one frame of the tracks to the next, 1 or more
 * @param pixelSize with which its coordinates became micrometres; empty if they are as in the file
 * @param unlinked number of positions that were read and belong to no track
 * @param refused number of positions of the tracks that the stream would not accept
 * @param notices what a person should know about how the file was read, one line each without its name
 */
public record Recording(
        Acquisition acquisition,
        Path file,
        TrackingFormat format,
        IntervalSource intervalSource,
        long frameStep,
        Optional<PixelSize> pixelSize,
        long unlinked,
        long refused,
        List<String> notices) {

    /** Copies the list. */
    public Recording {
        notices = List.copyOf(notices);
    }

    /** Its name on the cluster and in the results. */
    public String name() {
        return acquisition.name();
    }

    /**
     * Number of the positions that were read of the tracks that the file keeps. What the reader left out, such as tracks that
     * were filtered out before the file was saved, is not among them; notices name it.
     */
    public long positions() {
        return acquisition.positions() + unlinked + refused;
    }

    /** The name of its format in plain words, such as {@code trackmate tracks xml}. */
    public String formatInWords() {
        return format.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
