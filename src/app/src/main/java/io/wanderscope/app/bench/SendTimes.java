package io.wanderscope.app.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** When positions of open tracks were due to be sent, in nanoseconds of the program's clock. Thread-safe. */
final class SendTimes {
    private final Map<String, TrackTimes> byKey = new ConcurrentHashMap<>();

    /**
     * A position is about to be sent; those of a track follow each other without gaps.
     *
     * @param key record key of its track
     */
    void put(String key, int frame, long nanos) {
        byKey.computeIfAbsent(key, unseen -> new TrackTimes(frame)).add(nanos);
    }

    /** When a position was due; empty when that was not put, or its track has ended. */
    OptionalLong of(String key, long frame) {
        TrackTimes times = byKey.get(key);
        return times == null ? OptionalLong.empty() : times.of(frame);
    }

    /** The track has ended: its times are not asked for again. */
    void remove(String key) {
        byKey.remove(key);
    }

    private static final class TrackTimes {
        private final int first;
        private long[] nanos = new long[16];
        private int size;

        TrackTimes(int first) {
            this.first = first;
        }

        synchronized void add(long time) {
            if (size == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * size);
            }
            nanos[size++] = time;
        }

        synchronized OptionalLong of(long frame) {
            return frame >= first && frame < first + size
                    ? OptionalLong.of(nanos[(int) frame - first])
                    : OptionalLong.empty();
        }
    }
}
