package io.wanderscope.trainer.training;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The entries of a zip, each read whole, with its checksum, and bounded. */
final class ZipEntries implements Closeable {
    /** Bytes of an entry of text at most. */
    private static final int TEXT = 1 << 20;

    private final ZipFile zip;

    private ZipEntries(ZipFile zip) {
        this.zip = zip;
    }

    static ZipEntries of(Path file) throws IOException {
        try {
            return new ZipEntries(new ZipFile(file.toFile()));
        } catch (ZipException e) {
            throw new IOException("it is not a zip file, or it is cut off", e);
        }
    }

    boolean has(String name) {
        return zip.getEntry(name) != null;
    }

    /** An entry of text in UTF-8. */
    String text(String name) throws IOException {
        return new String(bytes(name, TEXT), StandardCharsets.UTF_8);
    }

    /**
     * An entry of at most so many bytes.
     *
     * @throws IOException if there is none, or it is longer or damaged; the message names it
     */
    byte[] bytes(String name, int most) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("it has no " + name);
        }
        byte[] bytes;
        try (InputStream in = zip.getInputStream(entry)) {
            bytes = in.readNBytes(most + 1);
        } catch (ZipException e) {
            throw new IOException("its " + name + " is damaged", e);
        }
        if (bytes.length > most) {
            throw new IOException("its " + name + " is longer than " + most + " bytes");
        }
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        if (checksum.getValue() != entry.getCrc()) {
            throw new IOException("its " + name + " is damaged");
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
