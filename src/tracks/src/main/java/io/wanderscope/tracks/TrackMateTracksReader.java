package io.wanderscope.tracks;

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
 * Reads what TrackMate's action "Export tracks to XML file" writes: {@code <Tracks>} of {@code <particle>} of
 * {@code <detection t x y z>}, where {@code t} is the index of the frame. A particle has no identity in the file, so
 * its index is taken. The counts that the file announces are not read, because real files announce wrong ones; nor is
 * its date, which is spelled in the language of whoever wrote it.
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

    /**
     * Reads the tracks.
     *
     * @param content the XML document from its first character on
     * @param linesBefore number of lines in the file before that character's
     */
    static TrackingFile read(Path path, BoundedRowStream content, long linesBefore) throws TrackingFileException {
        return new TrackMateTracksReader(path, content, linesBefore).read();
    }

    private TrackingFile read() throws TrackingFileException {
        moveToRoot();
        String lengthUnit = lengthUnit();
        OptionalDouble frameInterval = frameInterval();
        return new TrackingFile(path, TrackingFormat.TRACKMATE_TRACKS_XML, lengthUnit, frameInterval, tracks());
    }

    private void moveToRoot() throws TrackingFileException {
        while (next() != XMLStreamConstants.START_ELEMENT) {
            // Comments and processing instructions may come before the root.
        }
        if (!xml.getLocalName().equals(ROOT)) {
            throw wrong("no known format: the XML root is <" + xml.getLocalName() + ">; of XML, what TrackMate's action"
                    + " 'Export tracks to XML file' writes is read, whose root is <" + ROOT + ">");
        }
    }

    private List<Track> tracks() throws TrackingFileException {
        List<Track> tracks = new ArrayList<>();
        for (int event = next(); event != XMLStreamConstants.END_DOCUMENT; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals(PARTICLE)) {
                tracks.add(new Track(String.valueOf(tracks.size()), positions()));
            }
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

    /** The attribute's text without surrounding blanks; empty when there is none. */
    private String attribute(String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value.strip();
    }

    private String lengthUnit() {
        String unit = attribute("spaceUnits");
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "", "px", "pixel", "pixels" -> "px";
            // The micro sign, the Greek letter mu, and their stand-ins.
            case "\u00b5m", "\u03bcm", "um", "micron", "microns", "micrometer", "micrometre" -> "µm";
            default -> unit;
        };
    }

    private OptionalDouble frameInterval() throws TrackingFileException {
        String text = attribute("frameInterval");
        double secondsPerUnit = secondsPerUnit(attribute("timeUnits"));
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        double seconds = fields.decimal(line(), "frameInterval", text) * secondsPerUnit;
        // An uncalibrated recording has no unit of time, or an interval of 0.
        return seconds > 0 && Double.isFinite(seconds) ? OptionalDouble.of(seconds) : OptionalDouble.empty();
    }

    /** Seconds in a unit of time, NaN when the unit is not known. */
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
        // A tracking file has no business to name other files or addresses, or to define entities that grow.
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
            // On bytes that are no XML the JDK's parser throws more than it declares.
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
        // The parser puts its own idea of the line in front, which does not count the blank lines that were skipped.
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
