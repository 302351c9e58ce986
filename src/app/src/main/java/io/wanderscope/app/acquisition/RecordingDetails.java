package io.wanderscope.app.acquisition;

import io.wanderscope.tracks.ReadingOptions;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the user says about recordings where their files do not.
 *
 * @param reading how the files are read
 * @param pixelSize with which coordinates in pixels become micrometres
 * @param frameInterval seconds from one frame of a file to the next, above 0 and finite; empty if the user does not say
 */
public record RecordingDetails(ReadingOptions reading, Optional<PixelSize> pixelSize, OptionalDouble frameInterval) {
    /** Seconds from one frame to the next where nobody says it. */
    public static final double ASSUMED_INTERVAL = 0.05;
}
