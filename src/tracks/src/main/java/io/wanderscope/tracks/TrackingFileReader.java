package io.wanderscope.tracks;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads tracking files of every {@link TrackingFormat}, as they are or as gzip files, from files, pipes or, if the path
 * is {@code -}, standard input. The format is detected from the content, never from the name of the file. Text is UTF-8
 * or UTF-16, with or without a byte-order mark, or else Latin-1. It may begin with blank lines.
 */
public final class TrackingFileReader {
    /** How much of a file is used to detect its format; a header is far shorter. */
    private static final int HEAD_BYTES = 64 * 1024;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private TrackingFileReader() {}

    /**
     * Reads a whole file. NaN and infinite coordinates, missing and duplicate frames, and frames out of order are
     * returned as they are in the file; localisations that belong to no track are only counted.
     *
     * @throws TrackingFileException if the file is missing, unreadable, empty, of no known format, truncated, or
     *     without any track, or has something other than a number where one is needed
     */
    public static TrackingFile read(Path path) throws TrackingFileException {
        return read(path, ReadingOptions.NONE);
    }

    /**
     * As {@link #read(Path)}, with what the user says about the file.
     *
     * @throws TrackingFileException as there
     */
    public static TrackingFile read(Path path, ReadingOptions options) throws TrackingFileException {
        if (Files.isDirectory(path)) {
            throw TrackingFileException.inFile(path, UnreadFormat.problemOfFolder(path));
        }
        try (TrackingSource source = TrackingSource.open(path)) {
            TrackingFile file = read(source, TrackingFormat::read, options);
            if (!options.force()) {
                refuseSharedFrames(file, source, options);
            }
            return FrameStep.counted(file.withNotices(SharedFrames.notices(file)));
        } catch (NoSuchFileException e) {
            throw TrackingFileException.inFile(path, "no such file; name a tracking file that exists", e);
        } catch (IOException e) {
            throw unreadable(TrackingSource.name(path), e);
        }
    }

    private static void refuseSharedFrames(TrackingFile file, TrackingSource source, ReadingOptions options)
            throws IOException, TrackingFileException {
        Optional<SharedFrames> shared = SharedFrames.of(file);
        if (shared.isPresent()) {
            shared.get()
                    .refuse(read(
                            source,
                            (format, path, beginning, content, said) ->
                                    format.optionThatSeparates(shared.get(), beginning, content, said),
                            options));
        }
    }

    /** One way to go through a file, from its beginning. */
    private interface Pass<T> {
        T read(
                TrackingFormat format,
                Path path,
                FileBeginning beginning,
                BoundedRowStream content,
                ReadingOptions options)
                throws IOException, TrackingFileException;
    }

    private static <T> T read(TrackingSource source, Pass<T> pass, ReadingOptions options)
            throws IOException, TrackingFileException {
        try (TrackingSource.Content content = source.content()) {
            return read(source.name(), content, pass, options);
        }
    }

    private static <T> T read(Path path, TrackingSource.Content content, Pass<T> pass, ReadingOptions options)
            throws IOException, TrackingFileException {
        try {
            return readContent(path, new BufferedInputStream(content), pass, options);
        } catch (IOException | TrackingFileException | RuntimeException e) {
            // If the bytes could not be read, that is the matter, whatever the format's reader took it for.
            if (content.failure() != null) {
                throw content.failure();
            }
            throw e;
        }
    }

    private static <T> T readContent(Path path, InputStream content, Pass<T> pass, ReadingOptions options)
            throws IOException, TrackingFileException {
        skipByteOrderMark(content);
        byte[] head = content.readNBytes(HEAD_BYTES);
        FileBeginning beginning = FileBeginning.of(head);
        if (beginning.isEmpty()) {
            throw TrackingFileException.inFile(path, "is empty; a tracking file is needed");
        }
        Optional<UnreadFormat> unread = UnreadFormat.of(head);
        if (unread.isPresent()) {
            throw TrackingFileException.inFile(path, unread.get().problem());
        }
        TrackingFormat format = TrackingFormat.detect(beginning)
                .or(() -> tableWithColumns(options))
                .orElseThrow(() -> unknownFormat(path, beginning));
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), content);
        return pass.read(format, path, beginning, new BoundedRowStream(whole), options);
    }

    /** A file of which a person names the columns is a table, although it may not look like one. */
    private static Optional<TrackingFormat> tableWithColumns(ReadingOptions options) {
        return options.columns().isEmpty() ? Optional.empty() : Optional.of(TrackingFormat.PLAIN_CSV);
    }

    private static TrackingFileException unknownFormat(Path path, FileBeginning beginning) {
        String begins = XmlElements.root(beginning)
                .map(root -> "the root of the XML is <" + root + ">")
                .orElseGet(() -> "the file begins with " + TrackingFileException.quoted(beginning.firstLine()));
        return TrackingFileException.atLine(
                path,
                1 + beginning.blankLines(),
                "no known format: " + begins + "; supported formats: " + TrackingFormat.descriptions());
    }

    private static TrackingFileException unreadable(Path path, IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return TrackingFileException.inFile(path, "may not be read; allow it, or copy the file", cause);
        }
        if (TrackingSource.isOfGzip(cause)) {
            return TrackingFileException.inFile(
                    path, "is a gzip file that is cut off or damaged; copy or pack it again", cause);
        }
        String reason = cause instanceof FileSystemException inFile ? inFile.getReason() : cause.getMessage();
        return TrackingFileException.inFile(
                path,
                "cannot be read" + (reason == null ? "" : " (" + reason + ")") + "; a readable file is needed",
                cause);
    }

    private static void skipByteOrderMark(InputStream content) throws IOException {
        content.mark(BYTE_ORDER_MARK.length);
        if (!Arrays.equals(content.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
            content.reset();
        }
    }
}
