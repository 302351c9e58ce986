package io.wanderscope.streaming.triggers;

import io.wanderscope.streaming.stores.BinarySerdes;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;

/**
 * How far an open track has come with the rules that wait for a track.
 *
 * @param revision of its latest result; earlier ones, and the same again, change nothing
 * @param time stream time of that, milliseconds since 1970
 * @param rules by name of the rule; without those that never held
 */
record TrackProgress(int revision, long time, Map<String, Holding> rules) {
    private static final int LAYOUT = 1;

    static final TrackProgress NONE = new TrackProgress(0, 0, Map.of());

    TrackProgress {
        rules = Map.copyOf(rules);
    }

    Holding of(String rule) {
        return rules.getOrDefault(rule, Holding.NEVER);
    }

    static Serde<TrackProgress> serde() {
        return BinarySerdes.versioned(LAYOUT, TrackProgress::write, Map.of(LAYOUT, TrackProgress::read));
    }

    private ByteBuffer write() {
        List<String> sorted = rules.keySet().stream().sorted().toList();
        List<byte[]> names = sorted.stream().map(BinarySerdes::utf8).toList();
        int bytes = 3 * BinarySerdes.MAX_NUMBER_BYTES;
        for (byte[] name : names) {
            bytes += Integer.BYTES + name.length + Holding.MAXIMUM_BYTES;
        }
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        BinarySerdes.putNumber(buffer, revision);
        BinarySerdes.putNumber(buffer, time);
        BinarySerdes.putNumber(buffer, names.size());
        for (int rule = 0; rule < names.size(); rule++) {
            of(sorted.get(rule)).put(BinarySerdes.putText(buffer, names.get(rule)));
        }
        return buffer;
    }

    private static TrackProgress read(ByteBuffer buffer) {
        int revision = (int) BinarySerdes.readNumber(buffer);
        long time = BinarySerdes.readNumber(buffer);
        long number = BinarySerdes.readNumber(buffer);
        Map<String, Holding> rules = new TreeMap<>();
        for (long rule = 0; rule < number; rule++) {
            rules.put(BinarySerdes.readText(buffer), Holding.read(buffer));
        }
        return new TrackProgress(revision, time, rules);
    }
}
