package io.wanderscope.tracks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Reads the output of TrackMate's action "Export tracks to XML file": {@code <Tracks>} of {@code <particle>} of
 * {@code <detection t x y z>}, where {@code t} is the index of the frame. A particle has no identity in the file; its
 * index becomes the identity of the track. The number of tracks that the file claims is wrong in real files, from which
 * people have cut tracks, so it is no error but a notice. The date is ignored, for its language depends on the author's
 * computer.
 */
final class TrackMateTracksReader {
    private static final String ROOT = "Tracks";
    private static final String PARTICLE = "particle";
    private static final String DETECTION = "detection";
    private static final String NEEDED = "t, x and y";

    private final Path path;
    private final XmlElements xml;

    private TrackMateTracksReader(Path path, XmlElements xml) {
        this.path = path;
        this.xml = xml;
    }

    static boolean recognises(FileBeginning beginning) {
        return XmlElements.hasRoot(beginning, ROOT);
    }

    /** Reads the tracks. */
    static TrackingFile read(Path path, FileBeginning beginning, BoundedRowStream content, ReadingOptions options)
            throws IOException, TrackingFileException {
        return new TrackMateTracksReader(path, new XmlElements(path, beginning, content, ROOT)).read();
    }

    private TrackingFile read() throws TrackingFileException {
        String lengthUnit = LengthUnit.of(xml.attribute("spaceUnits"));
        OptionalDouble frameInterval = TimeUnit.interval(xml.decimal("frameInterval"), xml.attribute("timeUnits"));
        String claimed = xml.attribute("nTracks");
        List<Track> tracks = tracks();
        return new TrackingFile(
                path,
                TrackingFormat.TRACKMATE_TRACKS_XML,
                lengthUnit,
                frameInterval,
                1,
                tracks,
                0,
                notices(claimed, tracks.size()));
    }

    private static List<String> notices(String claimed, int found) {
        return claimed.isEmpty() || claimed.equals(String.valueOf(found))
                ? List.of()
                : List.of("its header says nTracks=" + TrackingFileException.quoted(claimed) + ", but it holds " + found
                        + " tracks, which are all read");
    }

    private List<Track> tracks() throws TrackingFileException {
        List<Track> tracks = new ArrayList<>();
        while (xml.next()) {
            if (xml.is(PARTICLE)) {
                tracks.add(new Track(String.valueOf(tracks.size()), positions()));
            }
        }
        if (tracks.isEmpty()) {
            throw TrackingFileException.inFile(
                    path, "has no <" + PARTICLE + ">, so no tracks; export a recording in which TrackMate found some");
        }
        return tracks;
    }

    private List<TrackedPosition> positions() throws TrackingFileException {
        List<TrackedPosition> positions = new ArrayList<>();
        while (xml.nextInside(PARTICLE)) {
            if (xml.is(DETECTION)) {
                positions.add(new TrackedPosition(
                        xml.requiredWhole("t", NEEDED),
                        xml.requiredDecimal("x", NEEDED),
                        xml.requiredDecimal("y", NEEDED),
                        xml.decimal("z"),
                        OptionalDouble.empty()));
            }
        }
        return positions;
    }
}
