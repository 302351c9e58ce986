package io.wanderscope.app.results;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A text file that grows under another name and gets its own once it is complete, in place of an older one. What is
 * written is kept in memory until {@link #flush}, so that the file always ends where the caller wants it to: after a
 * whole line, also on a disk that is full. Without {@link #complete}, what was flushed stays under the other name. All
 * methods throw {@link UncheckedIOException} when the file cannot be written; the message is meant for people.
 */
final class GrowingFile implements AutoCloseable {
    private final Path file;
    private final Path unfinished;
    private final FileChannel out;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private final Writer writer = new OutputStreamWriter(pending, StandardCharsets.UTF_8);
    /** Bytes of the file after the last flush. */
    private long size;

    private GrowingFile(Path file, Path unfinished, FileChannel out) {
        this.file = file;
        this.unfinished = unfinished;
        this.out = out;
    }

    /** Starts an empty file of this name, in place of one that was left unfinished. */
    static GrowingFile start(Path file) {
        Path unfinished = unfinished(file);
        try {
            FileChannel out = FileChannel.open(
                    unfinished,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);
            return new GrowingFile(file, unfinished, out);
        } catch (IOException e) {
            throw WriteFailure.of(unfinished, e);
        }
    }

    /** Writes a whole file. */
    static void write(Path file, String text) {
        try (GrowingFile growing = start(file)) {
            growing.writer.write(text);
            growing.complete();
        } catch (IOException e) {
            throw WriteFailure.of(file, e);
        }
    }

    /** The name under which a file grows. */
    static Path unfinished(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    /** Takes text, in UTF-8. */
    Writer writer() {
        return writer;
    }

    /** Appends what was written to the file or, where that is not possible, leaves the file as it was. */
    void flush() {
        try {
            writer.flush();
            append(ByteBuffer.wrap(pending.toByteArray()));
            pending.reset();
        } catch (IOException e) {
            throw WriteFailure.of(unfinished, e);
        }
    }

    private void append(ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            size += bytes.limit();
        } catch (IOException e) {
            cutBack(e);
            throw e;
        }
    }

    /** Removes the part of a text that still had room. */
    private void cutBack(IOException cause) {
        try {
            out.truncate(size);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /** Appends what was written, and gives the file its name. */
    void complete() {
        flush();
        close();
        try {
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw WriteFailure.of(file, e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw WriteFailure.of(unfinished, e);
        }
    }
}
