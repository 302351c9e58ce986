package io.wanderscope.tracks;

import java.nio.file.Path;
import java.util.ArrayList;
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
 * @param frameStep frames of the camera from one frame of the tracks to the next: 1, or more where the file counts in
 *     larger steps, which then are the frames of the tracks
 * @param tracks the tracks in the order of their first appearance in the file
 * @param unlinked number of localisations that the tracker linked to no track; they are not among the tracks
 * @param notices what else a person should know about how the file was read, one line each without its name
 */
public record TrackingFile(
        Path path,
        TrackingFormat format,
        String lengthUnit,
        OptionalDouble frameInterval,
        long frameStep,
        List<Track> tracks,
        long unlinked,
        List<String> notices) {

    /** Copies the lists. */
    public TrackingFile {
        tracks = List.copyOf(tracks);
        notices = List.copyOf(notices);
    }

    /** Of a format that counts every frame and about which there is nothing to say. */
    TrackingFile(
            Path path,
            TrackingFormat format,
            String lengthUnit,
            OptionalDouble frameInterval,
            List<Track> tracks,
            long unlinked) {
        this(path, format, lengthUnit, frameInterval, 1, tracks, unlinked, List.of());
    }

    /** The same with more notices at the end. */
    TrackingFile withNotices(List<String> more) {
        List<String> all = new ArrayList<>(notices);
        all.addAll(more);
        return new TrackingFile(path, format, lengthUnit, frameInterval, frameStep, tracks, unlinked, all);
    }
}
