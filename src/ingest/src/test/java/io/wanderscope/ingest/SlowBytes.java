package io.wanderscope.ingest;

import java.io.ByteArrayInputStream;

/** Bytes that come a few at a time, as from a network or a file that is being written. */
final class SlowBytes extends ByteArrayInputStream {
    private final int atOnce;

    SlowBytes(byte[] bytes, int atOnce) {
        super(bytes);
        this.atOnce = atOnce;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, atOnce));
    }
}
