package io.wanderscope.tracks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the output of TrackMate's action "Export tracks to XML file": {@code <Tracks>} of {@code <particle>} of
 * {@code <detection t x y z>}, where {@code t} is the index of the frame. A particle has no identity in the file; its
 * index becomes the identity of the track. The counts in the file are ignored because they are wrong in real files, and
 * so is the date, whose language depends on the author's computer.
 */
final class TrackMateTracksReader {
    private static final String ROOT = "Tracks";
    private static final String PARTICLE = "particle";
    private static final String DETECTION = "detection";

    private final Path path;
    private final long linesBefore;
    private final FieldParser fields;
    private final BoundedRowStream content;
    private final XMLStreamReader xml;

    private TrackMateTracksReader(Path path, BoundedRowStream content, long linesBefore) throws TrackingFileException {
        this.path = path;
        this.linesBefore = linesBefore;
        this.fields = new FieldParser(path);
        this.content = content;
        this.xml = open(content);
    }

    /** Recognises any XML, so that {@link #read} can say which XML is supported. */
    static boolean recognises(FileBeginning beginning) {
        return beginning.firstCharacter() == '<';
    }

    /** Reads the tracks. */
    static TrackingFile read(Path path, FileBeginning beginning, BoundedRowStream content)
            throws IOException, TrackingFileException {
        // XML allows no blanks before its declaration.
        content.skipNBytes(beginning.blankBytes());
        return new TrackMateTracksReader(path, content, beginning.blankLines()).read();
    }

    private TrackingFile read() throws TrackingFileException {
        moveToRoot();
        String lengthUnit = LengthUnit.of(attribute("spaceUnits"));
        OptionalDouble frameInterval = frameInterval();
        return new TrackingFile(path, TrackingFormat.TRACKMATE_TRACKS_XML, lengthUnit, frameInterval, tracks(), 0);
    }

    private void moveToRoot() throws TrackingFileException {
        while (next() != XMLStreamConstants.START_ELEMENT) {
            // Skips comments and processing instructions before the root.
        }
        if (!xml.getLocalName().equals(ROOT)) {
            throw wrong("no known format: the XML root is <" + xml.getLocalName() + ">; the only XML supported is the"
                    + " output of TrackMate's action 'Export tracks to XML file', with the root <" + ROOT + ">");
        }
    }

    private List<Track> tracks() throws TrackingFileException {
        List<Track> tracks = new ArrayList<>();
        for (int event = next(); event != XMLStreamConstants.END_DOCUMENT; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals(PARTICLE)) {
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
        for (int event = next(); !endsParticle(event); event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals(DETECTION)) {
                positions.add(position());
            }
        }
        return positions;
    }

    private boolean endsParticle(int event) {
        return event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals(PARTICLE);
    }

    private TrackedPosition position() throws TrackingFileException {
        long frame = fields.wholeNumber(line(), "t", required("t"));
        double x = fields.decimal(line(), "x", required("x"));
        double y = fields.decimal(line(), "y", required("y"));
        String z = attribute("z");
        OptionalDouble axial = z.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(fields.decimal(line(), "z", z));
        return new TrackedPosition(frame, x, y, axial, OptionalDouble.empty());
    }

    private String required(String name) throws TrackingFileException {
        String value = attribute(name);
        if (value.isEmpty()) {
            throw wrong("a <" + DETECTION + "> has no " + name + "; each needs t, x and y");
        }
        return value;
    }

    /** The attribute's text without surrounding blanks; empty if there is none. */
    private String attribute(String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value.strip();
    }

    private OptionalDouble frameInterval() throws TrackingFileException {
        String text = attribute("frameInterval");
        double secondsPerUnit = secondsPerUnit(attribute("timeUnits"));
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        double seconds = fields.decimal(line(), "frameInterval", text) * secondsPerUnit;
        // An uncalibrated recording has no unit of time or an interval of 0.
        return seconds > 0 && Double.isFinite(seconds) ? OptionalDouble.of(seconds) : OptionalDouble.empty();
    }

    /** Seconds in a unit of time; NaN if the unit is unknown. */
    private static double secondsPerUnit(String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "s", "sec", "secs", "second", "seconds" -> 1;
            case "ms", "msec", "millisecond", "milliseconds" -> 1e-3;
            case "\u00b5s", "\u03bcs", "us", "usec", "microsecond", "microseconds" -> 1e-6;
            case "ns", "nsec", "nanosecond", "nanoseconds" -> 1e-9;
            case "min", "minute", "minutes" -> 60;
            case "h", "hr", "hour", "hours" -> 3600;
            default -> Double.NaN;
        };
    }

    private XMLStreamReader open(InputStream content) throws TrackingFileException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        // A tracking file must not reference other files or addresses, nor define entities that expand.
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            return factory.createXMLStreamReader(content);
        } catch (XMLStreamException | RuntimeException e) {
            throw malformed(1 + linesBefore, e);
        }
    }

    private int next() throws TrackingFileException {
        int event;
        try {
            event = xml.next();
            content.endRow();
        } catch (XMLStreamException | RuntimeException e) {
            // The JDK's parser throws undeclared exceptions for some bytes that are not XML.
            throw malformed(line(), e);
        }
        if (event == XMLStreamConstants.DTD) {
            throw wrong("has a document type declaration; tracking files have none, remove it");
        }
        return event;
    }

    private TrackingFileException malformed(long line, Exception cause) {
        return TrackingFileException.atLine(
                path,
                line,
                "cut off or not well-formed XML (" + reason(cause) + "); it should end with </Tracks>",
                cause);
    }

    private static String reason(Exception cause) {
        String message = String.valueOf(cause.getMessage());
        // The parser's message starts with its own line number, which does not count the skipped blank lines.
        int start = message.indexOf("Message: ");
        return start < 0 ? message : message.substring(start + "Message: ".length());
    }

    private TrackingFileException wrong(String problem) {
        return TrackingFileException.atLine(path, line(), problem);
    }

    private long line() {
        return linesBefore + Math.max(1, xml.getLocation().getLineNumber());
    }
}
