package io.wanderscope.tracks;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Where the bytes of a tracking file come from: a file, a pipe or standard input. It can be read several times, so what
 * comes through a pipe is kept in a temporary file until the source is closed. A gzip file is unpacked whenever it is
 * read, and never kept unpacked, for it may be a thousand times as large then.
 */
final class TrackingSource implements Closeable {
    /** What people write for standard input. */
    private static final Path STANDARD_INPUT = Path.of("-");

    /** Far more than any tracking file has; something that never ends shall not fill the disk. */
    private static final long MAX_PIPED_BYTES = 4L * 1024 * 1024 * 1024;

    private final Path name;
    private final Path file;

    private TrackingSource(Path name, Path file) {
        this.name = name;
        this.file = file;
    }

    /** Opens a source, which takes until a pipe has ended. */
    static TrackingSource open(Path path) throws IOException {
        return open(path, MAX_PIPED_BYTES);
    }

    /**
     * As {@link #open(Path)}.
     *
     * @param maxPipedBytes the most that may come through a pipe
     */
    static TrackingSource open(Path path, long maxPipedBytes) throws IOException {
        if (path.equals(STANDARD_INPUT)) {
            return new TrackingSource(name(path), kept(System.in, maxPipedBytes));
        }
        if (Files.isRegularFile(path)) {
            return new TrackingSource(path, path);
        }
        try (InputStream pipe = Files.newInputStream(path)) {
            return new TrackingSource(path, kept(pipe, maxPipedBytes));
        }
    }

    /** What messages call a source. */
    static Path name(Path path) {
        return path.equals(STANDARD_INPUT) ? Path.of("standard input") : path;
    }

    private static Path kept(InputStream pipe, long maxPipedBytes) throws IOException {
        Path file = Files.createTempFile("wanderscope-piped-", null);
        // For a program that is interrupted before it closes the source.
        file.toFile().deleteOnExit();
        try (OutputStream kept = Files.newOutputStream(file)) {
            byte[] buffer = new byte[64 * 1024];
            long total = 0;
            for (int count = pipe.read(buffer); count >= 0; count = pipe.read(buffer)) {
                total += count;
                if (total > maxPipedBytes) {
                    throw new IOException(
                            "more than " + maxPipedBytes + " bytes come through the pipe; save them in a file");
                }
                kept.write(buffer, 0, count);
            }
            return file;
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** What messages call it. */
    Path name() {
        return name;
    }

    /** Its bytes from the beginning, unpacked if they are a gzip file. */
    Content content() throws IOException {
        InputStream packed = new BufferedInputStream(Files.newInputStream(file));
        try {
            return new Content(isGzip(packed) ? new GZIPInputStream(packed, 64 * 1024) : packed);
        } catch (IOException e) {
            packed.close();
            throw e;
        }
    }

    private static boolean isGzip(InputStream bytes) throws IOException {
        bytes.mark(2);
        boolean isGzip = bytes.read() == 0x1F && bytes.read() == 0x8B;
        bytes.reset();
        return isGzip;
    }

    /** Whether a failure to read means that a gzip file is cut off or damaged. */
    static boolean isOfGzip(IOException failure) {
        return failure instanceof ZipException || failure instanceof EOFException;
    }

    /** Deletes what was kept of a pipe. */
    @Override
    public void close() throws IOException {
        if (!file.equals(name)) {
            Files.deleteIfExists(file);
        }
    }

    /** The bytes. What goes wrong with them is kept, because a parser that meets with it may blame the text. */
    static final class Content extends FilterInputStream {
        private @Nullable IOException failure;

        private Content(InputStream bytes) {
            super(bytes);
        }

        /** What went wrong; null if nothing did. */
        @Nullable
        IOException failure() {
            return failure;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }
}
