package io.wanderscope.tracks;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Decodes UTF-8, and bytes that are none as Latin-1. A file of ASCII may turn out to be Latin-1 at any later line, where
 * two names must not become equal because their letters are replaced.
 */
final class Utf8OrLatin1Reader extends Reader {
    private static final int BUFFER_BYTES = 16 * 1024;

    private final InputStream content;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES).flip();
    private boolean hasEnded;

    Utf8OrLatin1Reader(InputStream content) {
        this.content = content;
    }

    @Override
    public int read(char[] characters, int offset, int length) throws IOException {
        CharBuffer decoded = CharBuffer.wrap(characters, offset, length);
        int start = decoded.position();
        while (decoded.position() == start && decoded.hasRemaining()) {
            CoderResult result = decoder.decode(bytes, decoded, hasEnded);
            if (result.isError() && decoded.hasRemaining()) {
                decoded.put((char) (bytes.get() & 0xFF));
            } else if (decoded.position() == start && hasEnded) {
                return -1;
            } else if (decoded.position() == start) {
                fill();
            }
        }
        return decoded.position() - start;
    }

    private void fill() throws IOException {
        bytes.compact();
        int count = content.read(bytes.array(), bytes.position(), bytes.remaining());
        hasEnded = count < 0;
        bytes.position(bytes.position() + Math.max(0, count)).flip();
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
