package io.wanderscope.app.results;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A text file that grows under another name and gets its own once it is complete, in place of an older one. What is
 * written is kept in memory until {@link #flush}, so that the file always ends where the caller wants it to: after a whole
 * line. Without {@link #complete}, what was flushed stays under the other name.
 */
final class GrowingFile implements Closeable {
    private final Path file;
    private final Path unfinished;
    private final OutputStream out;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private final Writer writer = new OutputStreamWriter(pending, StandardCharsets.UTF_8);

    private GrowingFile(Path file, Path unfinished, OutputStream out) {
        this.file = file;
        this.unfinished = unfinished;
        this.out = out;
    }

    /** Starts an empty file of this name, in place of one that was left unfinished. */
    static GrowingFile start(Path file) throws IOException {
        Path unfinished = unfinished(file);
        return new GrowingFile(file, unfinished, Files.newOutputStream(unfinished));
    }

    /** The name under which a file grows. */
    static Path unfinished(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    /** Takes text, in UTF-8. */
    Writer writer() {
        return writer;
    }

    /** Appends what was written to the file. */
    void flush() throws IOException {
        writer.flush();
        pending.writeTo(out);
        pending.reset();
    }

    /** Appends what was written, and gives the file its name. */
    void complete() throws IOException {
        flush();
        out.close();
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
