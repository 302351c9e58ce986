package io.wanderscope.tracks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The supported formats of tracking files, each with its reader. A file is read by the first format that recognises how
 * it begins, so the more specific formats come first. A new file ending must also be named in {@code AcquisitionNames}
 * of the module {@code app}.
 */
@SuppressWarnings("ImmutableEnumChecker") // its method references are stateless
public enum TrackingFormat {
    /** The file that TrackMate saves: all spots, all tracks as links between them, and which tracks were kept. */
    TRACKMATE_MODEL_XML("TrackMate's own XML", TrackMateModelReader::recognises, TrackMateModelReader::read),
    /** The output of TrackMate's action "Export tracks to XML file": tracks only, without unlinked spots. */
    TRACKMATE_TRACKS_XML("TrackMate's tracks XML", TrackMateTracksReader::recognises, TrackMateTracksReader::read),
    /** The tracks that Icy saves, and the files of the Particle Tracking Challenge. */
    ICY_XML("Icy's tracks XML", IcyReader::recognises, IcyReader::read),
    /** A MATLAB file, version 5, with the tracks of u-track, Spot-On, msdanalyzer or their like. */
    MATLAB("MATLAB's files of u-track and others, saved with -v7", MatlabReader::recognises, MatlabReader::read),
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
        TrackingFile read(Path path, FileBeginning beginning, BoundedRowStream content, ReadingOptions options)
                throws IOException, TrackingFileException;
    }

    /** The format of a file; empty if none recognises it. */
    static Optional<TrackingFormat> detect(FileBeginning beginning) {
        return Arrays.stream(values())
                .filter(format -> format.recognition.test(beginning))
                .findFirst();
    }

    /** The names of all formats for a message, separated by semicolons. */
    public static String descriptions() {
        return Arrays.stream(values()).map(format -> format.description).collect(Collectors.joining("; "));
    }

    /**
     * Reads a file of this format.
     *
     * @param beginning the beginning of the content
     * @param content the whole content after the byte-order mark
     * @param options what the file does not say itself
     */
    TrackingFile read(Path path, FileBeginning beginning, BoundedRowStream content, ReadingOptions options)
            throws IOException, TrackingFileException {
        return reader.read(path, beginning, content, options);
    }

    /** The option with which tracks that share frames do so no longer; empty if the format has no such thing. */
    Optional<String> optionThatSeparates(
            SharedFrames shared, FileBeginning beginning, BoundedRowStream content, ReadingOptions options)
            throws IOException, TrackingFileException {
        return this == QUOT_CSV || this == PLAIN_CSV
                ? CsvTracksReader.optionThatSeparates(shared, beginning, content, options)
                : Optional.empty();
    }
}
