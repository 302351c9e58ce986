package io.wanderscope.tracks;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a tracking file says.
 *
 * @param path the file it was read from
 * @param format the format that its content showed
 * @param lengthUnit unit of all coordinates: {@code px} where the file names none, otherwise as the file spells it,
 *     with the spellings of micrometre and pixel brought to {@code µm} and {@code px}
 * @param frameInterval time from one frame to the next in seconds, positive and finite; empty when the file does not
 *     say it in a known unit of time
 * @param tracks the tracks in the order in which the file names them first
 */
public record TrackingFile(
        Path path, TrackingFormat format, String lengthUnit, OptionalDouble frameInterval, List<Track> tracks) {

    /** Copies the list. */
    public TrackingFile {
        tracks = List.copyOf(tracks);
    }
}
