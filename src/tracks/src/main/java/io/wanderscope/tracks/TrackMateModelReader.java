package io.wanderscope.tracks;

import io.wanderscope.tracks.TrackBranches.Link;
import io.wanderscope.tracks.TrackBranches.Spot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Reads the file that TrackMate saves, versions 2 to 8: {@code <TrackMate>} with a {@code <Model>} of all spots, of all
 * tracks as links between them, and of the identities of the tracks that the person kept, and with {@code <Settings>}.
 *
 * <p>The tracks are those that were kept; of the others there is a notice. Where the file names none as kept, all are
 * read. Links have no order in the file; those of a track are put in order by their frames, whichever end a link names
 * first. Tracks that split or merge become {@linkplain TrackBranches branches}.
 *
 * @see <a href="https://github.com/trackmate-sc/TrackMate">TrackMate: TmXmlReader and TmXmlWriter</a>
 */
final class TrackMateModelReader {
    private static final String ROOT = "TrackMate";
    private static final String TRACK = "Track";

    private final Path path;
    private final XmlElements xml;

    private final Map<Long, Spot> spots = new HashMap<>();
    private final Map<Long, Set<Link>> linksOfTrack = new LinkedHashMap<>();
    private final Map<Long, Long> trackOfSpot = new HashMap<>();
    private final Set<Long> kept = new LinkedHashSet<>();
    private final FrameTimes times = new FrameTimes();
    private long timedFrame;
    private String lengthUnit = LengthUnit.PIXEL;
    private String timeUnit = "";
    private OptionalDouble interval = OptionalDouble.empty();

    private TrackMateModelReader(Path path, XmlElements xml) {
        this.path = path;
        this.xml = xml;
    }

    static boolean recognises(FileBeginning beginning) {
        return XmlElements.hasRoot(beginning, ROOT);
    }

    /** Reads the tracks. */
    static TrackingFile read(Path path, FileBeginning beginning, BoundedRowStream content, ReadingOptions options)
            throws IOException, TrackingFileException {
        return new TrackMateModelReader(path, new XmlElements(path, beginning, content, ROOT)).read();
    }

    private TrackingFile read() throws TrackingFileException {
        while (xml.next()) {
            if (xml.is("Model")) {
                lengthUnit = LengthUnit.of(xml.attribute("spatialunits"));
                timeUnit = xml.attribute("timeunits");
            } else if (xml.is("AllSpots")) {
                readSpots();
            } else if (xml.is("AllTracks")) {
                readTracks();
            } else if (xml.is("FilteredTracks")) {
                readKept();
            } else if (xml.is("ImageData")) {
                interval = xml.decimal("timeinterval");
            }
        }
        return result();
    }

    private void readSpots() throws TrackingFileException {
        String frame = "";
        while (xml.nextInside("AllSpots")) {
            if (xml.is("SpotsInFrame")) {
                frame = xml.attribute("frame");
            } else if (xml.is("Spot")) {
                addSpot(frame);
            }
        }
    }

    private void addSpot(String frameOfAll) throws TrackingFileException {
        String needed = "ID, POSITION_X, POSITION_Y and FRAME";
        long id = xml.requiredWhole("ID", needed);
        long frame = xml.attribute("FRAME").isEmpty() && !frameOfAll.isEmpty()
                ? xml.wholeNumber("frame", frameOfAll)
                : xml.requiredWhole("FRAME", needed);
        TrackedPosition position = new TrackedPosition(
                frame,
                xml.requiredDecimal("POSITION_X", needed),
                xml.requiredDecimal("POSITION_Y", needed),
                xml.decimal("POSITION_Z"),
                xml.decimal("QUALITY"));
        if (spots.put(id, new Spot(id, position)) != null) {
            throw xml.wrong("a second <Spot> has the ID " + id + "; each needs its own");
        }
        if (spots.size() == 1 || frame != timedFrame) {
            // The spots of a frame share its time.
            times.add((double) frame, xml.decimal("POSITION_T").orElse(Double.NaN));
            timedFrame = frame;
        }
    }

    private void readTracks() throws TrackingFileException {
        while (xml.nextInside("AllTracks")) {
            if (xml.is(TRACK)) {
                long id = xml.requiredWhole("TRACK_ID", "TRACK_ID");
                Set<Link> links = new LinkedHashSet<>();
                if (linksOfTrack.put(id, links) != null) {
                    throw xml.wrong("a second <Track> has the TRACK_ID " + id + "; each needs its own");
                }
                readLinks(id, links);
            }
        }
    }

    private void readLinks(long track, Set<Link> links) throws TrackingFileException {
        while (xml.nextInside(TRACK)) {
            if (xml.is("Edge")) {
                Spot source = spotOf(track, "SPOT_SOURCE_ID");
                Spot target = spotOf(track, "SPOT_TARGET_ID");
                String edge = "the <Edge> from spot " + source.id() + " to spot " + target.id();
                if (source.position().frame() == target.position().frame()) {
                    throw xml.wrong(edge + " stays in frame "
                            + source.position().frame() + "; a link should lead to another frame");
                }
                if (!links.add(Link.of(source, target))) {
                    throw xml.wrong(edge + " is there twice; each link should be there once");
                }
            }
        }
    }

    private Spot spotOf(long track, String attribute) throws TrackingFileException {
        long id = xml.requiredWhole(attribute, "SPOT_SOURCE_ID and SPOT_TARGET_ID");
        Spot spot = spots.get(id);
        if (spot == null) {
            throw xml.wrong(
                    attribute + " is " + id + ", but <AllSpots> has no such spot; save the file again in TrackMate");
        }
        Long other = trackOfSpot.putIfAbsent(id, track);
        if (other != null && other != track) {
            throw xml.wrong("spot " + id + " belongs to the tracks " + other + " and " + track
                    + "; a spot should belong to one");
        }
        return spot;
    }

    private void readKept() throws TrackingFileException {
        while (xml.nextInside("FilteredTracks")) {
            if (xml.is("TrackID")) {
                long id = xml.requiredWhole("TRACK_ID", "TRACK_ID");
                if (!linksOfTrack.containsKey(id)) {
                    throw xml.wrong("TRACK_ID is " + id + ", but <AllTracks> has no such track; save the file again in"
                            + " TrackMate");
                }
                kept.add(id);
            }
        }
    }

    private TrackingFile result() throws TrackingFileException {
        if (linksOfTrack.isEmpty()) {
            throw TrackingFileException.inFile(
                    path, "has no <Track>, so no tracks; save a recording in which TrackMate linked some spots");
        }
        boolean namesKept = !kept.isEmpty();
        List<Track> tracks = new ArrayList<>();
        List<String> notices = new ArrayList<>();
        long cutTracks = 0;
        long branches = 0;
        for (Map.Entry<Long, Set<Link>> track : linksOfTrack.entrySet()) {
            if (!namesKept || kept.contains(track.getKey())) {
                List<Track> parts = TrackBranches.of(track.getKey().toString(), List.copyOf(track.getValue()));
                cutTracks += parts.size() > 1 ? 1 : 0;
                branches += parts.size() > 1 ? parts.size() : 0;
                tracks.addAll(parts);
            }
        }
        long filteredOut = namesKept ? linksOfTrack.size() - kept.size() : 0;
        if (filteredOut > 0) {
            notices.add(filteredOut + " of " + linksOfTrack.size() + " tracks were filtered out in TrackMate");
        }
        notices.addAll(TrackBranches.notices(cutTracks, branches));
        return new TrackingFile(
                path,
                TrackingFormat.TRACKMATE_MODEL_XML,
                lengthUnit,
                frameInterval(),
                1,
                tracks,
                spots.size() - trackOfSpot.size(),
                notices);
    }

    /** That of the image, in the unit of the model; otherwise that of the spots' times. */
    private OptionalDouble frameInterval() {
        OptionalDouble ofImage = TimeUnit.interval(interval, timeUnit);
        return ofImage.isPresent() ? ofImage : TimeUnit.interval(times.interval(), timeUnit);
    }
}
