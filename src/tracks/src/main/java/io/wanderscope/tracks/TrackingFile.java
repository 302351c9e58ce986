package io.wanderscope.tracks;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The content of a tracking file.
 *
 * @param path the file it was read from
 * @param format the format that was detected
 * @param lengthUnit unit of all coordinates: {@code px} if the file gives none, otherwise as the file spells it, except
 *     that all spellings of micrometre and pixel become {@code µm} and {@code px}
 * @param frameInterval time from one frame to the next in seconds, positive and finite; empty if the file does not give
 *     it in a known unit of time
 * @param tracks the tracks in the order of their first appearance in the file
 * @param unlinked number of localisations that the tracker linked to no track; they are not among the tracks
 */
public record TrackingFile(
        Path path,
        TrackingFormat format,
        String lengthUnit,
        OptionalDouble frameInterval,
        List<Track> tracks,
        long unlinked) {

    /** Copies the list. */
    public TrackingFile {
        tracks = List.copyOf(tracks);
    }
}
