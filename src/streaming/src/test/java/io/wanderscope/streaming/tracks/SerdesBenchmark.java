package io.wanderscope.streaming.tracks;

import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.TopologyHarness;
import io.wanderscope.streaming.TrackKey;
import io.wanderscope.wire.WireFormat;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serde;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Values written and read again per second, of each kind that a position passes through: {@code mvn -q -pl src/streaming
 * -am install -DskipTests}, then {@code mvn -q -pl src/streaming test-compile exec:exec}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class SerdesBenchmark {
    private static final TrackKey TRACK = new TrackKey("cell 7", "1");

    private final Serde<ParticlePosition> records = WireFormat.singleObject().serde(ParticlePosition.class);
    private final Serde<PositionKey> keys = StoreSerdes.positionKey();
    private final Serde<TrackPositions> blocks = StoreSerdes.positions();
    private final Serde<StoredTrack> states = StoreSerdes.state();

    private final ParticlePosition record = TopologyHarness.moving("1", 38);
    private final PositionKey key = PositionKey.block(TRACK, 38);
    private final TrackPositions block = fullBlock();
    private final StoredTrack state = new StoredTrack(
            TrackState.opened(new TrackState.Opening("um", 0, Instant.EPOCH), new TrackState.Activity(1, 2, 3)),
            block,
            PositionStore.BLOCK / 2);

    private static TrackPositions fullBlock() {
        TrackPositions block = new TrackPositions();
        for (int ordinal = 1; ordinal <= PositionStore.BLOCK; ordinal++) {
            block.add(ordinal, ordinal, 1.5, -2.25, 20_000L * ordinal);
        }
        return block;
    }

    /** A record of the positions topic. */
    @Benchmark
    public Object record() {
        return copied(records, record);
    }

    /** Key of a block of positions. */
    @Benchmark
    public Object positionKey() {
        return copied(keys, key);
    }

    /** A block of positions. */
    @Benchmark
    public Object block() {
        return copied(blocks, block);
    }

    /** A track's state with half a block of positions. */
    @Benchmark
    public Object state() {
        return copied(states, state);
    }

    private static <T> T copied(Serde<T> serde, T value) {
        return serde.deserializer().deserialize("", serde.serializer().serialize("", value));
    }
}
