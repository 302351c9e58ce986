package io.wanderscope.tracks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The supported formats of tracking files, each with its reader. A file is read by the first format that recognises how
 * it begins, so the more specific formats come first. A new format must also be named in two places of the module
 * {@code app}: the help text of {@code Classify}, and, for a new file ending, {@code AcquisitionNames}.
 */
@SuppressWarnings("ImmutableEnumChecker") // its method references are stateless
public enum TrackingFormat {
    /** The output of TrackMate's action "Export tracks to XML file": tracks only, without unlinked spots. */
    TRACKMATE_TRACKS_XML("TrackMate's tracks XML", TrackMateTracksReader::recognises, TrackMateTracksReader::read),
    /** The data file of MTrackJ: assemblies of clusters of tracks, in pixels. */
    MTRACKJ("MTrackJ's data file", MTrackJReader::recognises, MTrackJReader::read),
    /** The table of localisations of quot and saSPT: {@code y} before {@code x}, {@code frame}, {@code trajectory}. */
    QUOT_CSV("quot's table of localisations", CsvTracksReader::recognisesQuot, CsvTracksReader::read),
    /**
     * Any other table with a header that names the columns of track, frame, x and y, in any order, such as TrackMate's
     * table of spots.
     */
    PLAIN_CSV(
            "a table with a header that names the columns of track, frame, x and y",
            CsvTracksReader::recognises,
            CsvTracksReader::read);

    private final String description;
    private final Predicate<FileBeginning> recognition;
    private final Reader reader;

    TrackingFormat(String description, Predicate<FileBeginning> recognition, Reader reader) {
        this.description = description;
        this.recognition = recognition;
        this.reader = reader;
    }

    private interface Reader {
        TrackingFile read(Path path, FileBeginning beginning, BoundedRowStream content)
                throws IOException, TrackingFileException;
    }

    /** The format of a file; empty if none recognises it. */
    static Optional<TrackingFormat> detect(FileBeginning beginning) {
        return Arrays.stream(values())
                .filter(format -> format.recognition.test(beginning))
                .findFirst();
    }

    /** The names of all formats for a message, separated by semicolons. */
    static String descriptions() {
        return Arrays.stream(values()).map(format -> format.description).collect(Collectors.joining("; "));
    }

    /**
     * Reads a file of this format.
     *
     * @param beginning the beginning of the content
     * @param content the whole content after the byte-order mark
     */
    TrackingFile read(Path path, FileBeginning beginning, BoundedRowStream content)
            throws IOException, TrackingFileException {
        return reader.read(path, beginning, content);
    }
}
