package io.wanderscope.streaming.tracks;

import io.wanderscope.streaming.TrackKey;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Windows read per second from an in-memory store with every tenth frame missing: {@code mvn -q -pl src/streaming -am
 * install -DskipTests}, then {@code mvn -q -pl src/streaming test-compile exec:exec}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class WindowBenchmark {
    private static final TrackKey TRACK = new TrackKey("cell 7", "1");
    private static final int MAXIMUM_GAP = 5;

    /** Positions in the store, all of which are in the window. */
    @Param({"20", "100", "1000"})
    public int positions;

    private KeyValueStore<PositionKey, StoredPosition> store;
    private PositionStore track;

    /** Fills the store. */
    @Setup
    public void fill() {
        store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("positions"), StoreSerdes.positionKey(), StoreSerdes.position())
                .withLoggingDisabled()
                .build();
        store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
        track = new PositionStore(store);
        for (int ordinal = 1; ordinal <= positions; ordinal++) {
            int frame = ordinal + ordinal / 9;
            track.add(TRACK, frame, new StoredPosition(ordinal, 0.1 * ordinal, Math.sin(ordinal), Instant.EPOCH));
        }
    }

    /** Closes the store. */
    @TearDown
    public void close() {
        store.close();
    }

    /** The positions from the store, and the window cut from them. */
    @Benchmark
    public TrajectoryWindow read() {
        return TrajectoryWindow.of(track.latest(TRACK, positions, positions), MAXIMUM_GAP, 2 * positions);
    }
}
