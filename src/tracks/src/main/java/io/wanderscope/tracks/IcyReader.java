package io.wanderscope.tracks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Reads the tracks that Icy saves: {@code <root>} of {@code <trackgroup>} of {@code <track id>} of {@code <detection t x
 * y z>}, in pixels and without a frame interval. Icy stores a track that splits or merges as several, so the list of
 * links at the end of the file is not needed. Where there are several groups, the number of the group comes before the
 * identity of the track.
 *
 * <p>The files of the Particle Tracking Challenge of 2012, which Icy also reads, differ in names only: {@code
 * <TrackContestISBI2012>} of {@code <particle>}, whose identity is its index.
 *
 * <p>Where a tracker bridged a gap with a position that it predicted, Icy marks it as type 2. It is no localisation, so
 * it is left out, and a notice counts such positions.
 */
final class IcyReader {
    private static final String ROOT = "root";
    private static final String TRACK = "track";
    private static final String PARTICLE = "particle";
    private static final String NEEDED = "t, x and y";
    private static final String PREDICTED = "2";

    private final Path path;
    private final XmlElements xml;
    private final Map<TrackNumber, List<TrackedPosition>> positionsOfTrack = new LinkedHashMap<>();
    private int group;
    private long predicted;

    private IcyReader(Path path, XmlElements xml) {
        this.path = path;
        this.xml = xml;
    }

    /** Where a track is in the file. */
    private record TrackNumber(int group, String id) {}

    static boolean recognises(FileBeginning beginning) {
        return XmlElements.hasRoot(beginning, ROOT)
                && (beginning.text().contains("<trackgroup")
                        || beginning.text().contains("<trackfile")
                        || beginning.text().contains("<TrackContestISBI2012"));
    }

    /** Reads the tracks. */
    static TrackingFile read(Path path, FileBeginning beginning, BoundedRowStream content, ReadingOptions options)
            throws IOException, TrackingFileException {
        return new IcyReader(path, new XmlElements(path, beginning, content, ROOT)).read();
    }

    private TrackingFile read() throws TrackingFileException {
        while (xml.next()) {
            if (xml.is("trackgroup")) {
                group++;
            } else if (xml.is(TRACK)) {
                addTrack(xml.required("id", "an id"), TRACK);
            } else if (xml.is(PARTICLE)) {
                addTrack(String.valueOf(positionsOfTrack.size()), PARTICLE);
            }
        }
        return new TrackingFile(
                path,
                TrackingFormat.ICY_XML,
                LengthUnit.PIXEL,
                OptionalDouble.empty(),
                1,
                tracks(),
                0,
                predicted == 0
                        ? List.of()
                        : List.of("left out, because the tracker predicted them and did not see them: " + predicted));
    }

    private void addTrack(String id, String element) throws TrackingFileException {
        List<TrackedPosition> positions = new ArrayList<>();
        if (positionsOfTrack.put(new TrackNumber(group, id), positions) != null) {
            throw xml.wrong("a second <" + TRACK + "> of its group has the id " + id + "; each needs its own");
        }
        while (xml.nextInside(element)) {
            if (xml.is("detection")) {
                addPosition(positions);
            }
        }
    }

    private void addPosition(List<TrackedPosition> positions) throws TrackingFileException {
        TrackedPosition position = new TrackedPosition(
                xml.requiredWhole("t", NEEDED),
                xml.requiredDecimal("x", NEEDED),
                xml.requiredDecimal("y", NEEDED),
                xml.decimal("z"),
                OptionalDouble.empty());
        if (xml.attribute("type").equals(PREDICTED)) {
            predicted++;
        } else {
            positions.add(position);
        }
    }

    private List<Track> tracks() throws TrackingFileException {
        if (positionsOfTrack.isEmpty()) {
            throw TrackingFileException.inFile(
                    path, "has no <track>, so no tracks; save a recording with tracks in Icy");
        }
        boolean manyGroups = positionsOfTrack.keySet().stream()
                        .map(TrackNumber::group)
                        .distinct()
                        .count()
                > 1;
        List<Track> tracks = new ArrayList<>(positionsOfTrack.size());
        positionsOfTrack.forEach((number, positions) ->
                tracks.add(new Track((manyGroups ? number.group() + "." : "") + number.id(), positions)));
        return tracks;
    }
}
