package io.wanderscope.tracks;

import static io.wanderscope.tracks.TrackingFileException.quoted;

import io.wanderscope.tracks.BoundedRowStream.RowTooLongException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the data files of MTrackJ, a plugin of ImageJ: one line each for an assembly, its clusters, their tracks and
 * the points of these. x and y are in pixels of the image. Frames start at 1, and a track may miss some.
 *
 * <p>Files may hold more details, which are skipped where MTrackJ has them: lines before the first assembly, except the
 * offset that MTrackJ adds to each point, and words at the end of a line. Elsewhere, MTrackJ stops at a line that it
 * does not know and loses the rest; here, such a file is refused.
 *
 * @see <a href="https://imagescience.org/meijering/software/mtrackj/format/">MTrackJ: Data File Format</a>
 */
final class MTrackJReader {
    private static final Pattern HEADER = Pattern.compile("MTrackJ\\b.*\\bData File\\b.*");
    private static final Pattern SUPPORTED_HEADER = Pattern.compile("MTrackJ\\s+1\\.[2-5](\\.\\S*)?\\s+Data File");
    private static final String END = "End of MTrackJ Data File";
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final Path path;
    private final FieldParser fields;
    private final Map<TrackNumber, List<TrackedPosition>> positionsOfTrack = new LinkedHashMap<>();

    private long line;
    private boolean hasEnded;
    private Offset offset = new Offset(0, 0, 0, 0);
    private @Nullable Long assembly;
    private @Nullable Long cluster;
    private @Nullable List<TrackedPosition> track;

    private MTrackJReader(Path path) {
        this.path = path;
        this.fields = new FieldParser(path);
    }

    /** Where a track is in the file; the numbers of clusters and tracks start again in each assembly and cluster. */
    private record TrackNumber(long assembly, long cluster, long track) {}

    /** What is added to each point. */
    private record Offset(double x, double y, double z, long frame) {}

    /** Recognises any version, so that {@link #read} can say which are supported. */
    static boolean recognises(FileBeginning beginning) {
        return HEADER.matcher(beginning.firstLine().strip()).matches();
    }

    /** Reads the tracks. */
    static TrackingFile read(Path path, FileBeginning beginning, BoundedRowStream content, ReadingOptions options)
            throws IOException, TrackingFileException {
        MTrackJReader reader = new MTrackJReader(path);
        reader.requireSupported(beginning);
        try (BufferedReader lines = new BufferedReader(beginning.reader(content))) {
            reader.readLines(lines, content, 1 + beginning.blankLines());
        } catch (RowTooLongException e) {
            throw reader.endless(e);
        } catch (CharacterCodingException e) {
            throw TrackingFileException.atLine(
                    path,
                    reader.line + 1,
                    "near this line are bytes that are not " + beginning.charset()
                            + ", in which the file begins; save it as UTF-8",
                    e);
        }
        return new TrackingFile(
                path, TrackingFormat.MTRACKJ, LengthUnit.PIXEL, OptionalDouble.empty(), reader.tracks(), 0);
    }

    private void requireSupported(FileBeginning beginning) throws TrackingFileException {
        String header = beginning.firstLine().strip();
        if (!SUPPORTED_HEADER.matcher(header).matches()) {
            line = 1L + beginning.blankLines();
            throw wrong("the header is " + quoted(header)
                    + "; it should be 'MTrackJ 1.5.1 Data File', with a version from 1.2 to 1.5");
        }
    }

    private void readLines(BufferedReader lines, BoundedRowStream content, long headerLine)
            throws IOException, TrackingFileException {
        for (String text = lines.readLine(); text != null; text = lines.readLine()) {
            line++;
            content.endRow();
            if (line > headerLine && !text.isBlank()) {
                readLine(text.strip());
            }
        }
        if (!hasEnded) {
            throw wrong("the file is cut off; its last line should be '" + END + "'");
        }
    }

    private void readLine(String text) throws TrackingFileException {
        if (hasEnded) {
            throw wrong("more text after '" + END + "'; put each recording into a file of its own");
        }
        List<String> words = List.of(BLANKS.split(text, -1));
        switch (words.get(0)) {
            case "Assembly" -> openAssembly(words);
            case "Cluster" -> openCluster(words);
            case "Track" -> openTrack(words);
            case "Point" -> addPoint(words);
            case "End" -> hasEnded = true;
            default -> readDetail(words, text);
        }
    }

    private void openAssembly(List<String> words) throws TrackingFileException {
        assembly = number(words);
        cluster = null;
        track = null;
    }

    private void openCluster(List<String> words) throws TrackingFileException {
        requireInside("Assembly", assembly, "Cluster");
        cluster = number(words);
        track = null;
    }

    private void openTrack(List<String> words) throws TrackingFileException {
        TrackNumber number = new TrackNumber(
                requireInside("Assembly", assembly, "Track"),
                requireInside("Cluster", cluster, "Track"),
                number(words));
        track = new ArrayList<>();
        if (positionsOfTrack.putIfAbsent(number, track) != null) {
            throw wrong("cluster " + number.cluster() + " has a second track " + number.track()
                    + "; each track of a cluster needs its own number");
        }
    }

    private void addPoint(List<String> words) throws TrackingFileException {
        requireWords(words, 7, "number, x, y, z, frame and channel");
        requireInside("Track", track, "Point").add(position(words));
    }

    /** A detail is anything before the first assembly. */
    private void readDetail(List<String> words, String text) throws TrackingFileException {
        if (assembly != null) {
            throw wrong(
                    "the line is " + quoted(text) + "; it should begin with Assembly, Cluster, Track, Point or End");
        }
        if (words.get(0).equals("Offset")) {
            requireWords(words, 6, "x, y, z, frame and channel");
            offset = new Offset(
                    fields.decimal(line, "x", words.get(1)),
                    fields.decimal(line, "y", words.get(2)),
                    fields.decimal(line, "z", words.get(3)),
                    fields.wholeNumber(line, "frame", words.get(4)));
        }
    }

    private TrackedPosition position(List<String> words) throws TrackingFileException {
        return new TrackedPosition(
                frame(words.get(5)),
                fields.decimal(line, "x", words.get(2)) + offset.x(),
                fields.decimal(line, "y", words.get(3)) + offset.y(),
                OptionalDouble.of(fields.decimal(line, "z", words.get(4)) + offset.z()),
                OptionalDouble.empty());
    }

    private long frame(String text) throws TrackingFileException {
        long frame = fields.wholeNumber(line, "frame", text);
        try {
            return Math.addExact(frame, offset.frame());
        } catch (ArithmeticException e) {
            throw wrong("frame " + frame + " is too far from 0 for the offset of " + offset.frame()
                    + "; frames should count from 1");
        }
    }

    private long number(List<String> words) throws TrackingFileException {
        requireWords(words, 2, "number");
        return fields.wholeNumber(line, "the number of the " + words.get(0), words.get(1));
    }

    private void requireWords(List<String> words, int count, String meaning) throws TrackingFileException {
        if (words.size() < count) {
            throw wrong("has " + (words.size() - 1) + " values after " + words.get(0) + ", as if cut off; it needs "
                    + meaning);
        }
    }

    private <T> T requireInside(String outer, @Nullable T open, String inner) throws TrackingFileException {
        if (open == null) {
            throw wrong("a " + inner + " before any " + outer + "; the order is Assembly, Cluster, Track, Point");
        }
        return open;
    }

    private List<Track> tracks() throws TrackingFileException {
        if (positionsOfTrack.values().stream().allMatch(List::isEmpty)) {
            throw TrackingFileException.inFile(path, "has no points; a 'Track' line with 'Point' lines is needed");
        }
        boolean manyAssemblies = distinct(TrackNumber::assembly) > 1;
        boolean manyClusters = distinct(number -> List.of(number.assembly(), number.cluster())) > 1;
        List<Track> tracks = new ArrayList<>(positionsOfTrack.size());
        positionsOfTrack.forEach((number, positions) -> {
            if (!positions.isEmpty()) {
                tracks.add(new Track(
                        (manyAssemblies ? number.assembly() + "." : "")
                                + (manyClusters ? number.cluster() + "." : "")
                                + number.track(),
                        positions));
            }
        });
        return tracks;
    }

    private long distinct(Function<TrackNumber, Object> part) {
        return positionsOfTrack.keySet().stream().map(part).distinct().count();
    }

    private TrackingFileException endless(RowTooLongException cause) {
        return TrackingFileException.atLine(
                path,
                line + 1,
                "the line does not end within " + BoundedRowStream.MAX_ROW_BYTES
                        + " bytes; end each line with a line break",
                cause);
    }

    private TrackingFileException wrong(String problem) {
        return TrackingFileException.atLine(path, line, problem);
    }
}
