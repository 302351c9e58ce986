package io.wanderscope.streaming.tracks;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.MetricsOfTests;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.TopologyHarness;
import io.wanderscope.streaming.TopologyNames;
import io.wanderscope.streaming.TrackKey;
import io.wanderscope.streaming.silence.PartitionClock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * The tracks of a partition on stores that count. Its task can be started again, as after a crash or a move. Every
 * record is a millisecond later than the one before.
 */
final class Partition {
    static final String POSITIONS = TopologyNames.POSITIONS_STORE;
    static final String TRACKS = TopologyNames.TRACKS_STORE;
    static final String DUE = TopologyNames.DUE_STORE;
    static final String CLOCK = TopologyNames.CLOCK_STORE;
    static final long AMPLE = 1 << 30;

    private final Map<String, CountingStore> stores = new LinkedHashMap<>();
    private final StreamSettings settings;
    private final WindowMemory memory;
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private PartitionTracks tracks;
    private long offset;
    private long streamTime;

    Partition(StreamSettings settings) {
        this(settings, AMPLE);
    }

    /** With so many bytes for its windows. */
    Partition(StreamSettings settings, long memory) {
        this(settings, new WindowMemory(memory));
    }

    /** With memory for its windows that it shares with others. */
    Partition(StreamSettings settings, WindowMemory memory) {
        this.settings = settings;
        this.memory = memory;
        PartitionTracks.stores().forEach(store -> stores.put(store.name(), new CountingStore(store.name())));
    }

    /** Starts its task with what the stores hold; what was in memory is forgotten. */
    Partition start() {
        if (tracks != null) {
            tracks.lifecycle().close();
        }
        MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
        context.setCurrentSystemTimeMs(streamTime);
        add(context, POSITIONS, StoreSerdes.positionKey(), StoreSerdes.positions());
        add(context, TRACKS, StoreSerdes.track(), StoreSerdes.state());
        add(context, DUE, Serdes.Long(), StoreSerdes.due());
        add(context, TopologyNames.ENDED_STORE, StoreSerdes.track(), Serdes.Long());
        add(context, CLOCK, Serdes.Integer(), PartitionClock.serde());
        tracks = PartitionTracks.open(context, settings, memory, MetricsOfTests.in(meters));
        return this;
    }

    private <K, V> void add(MockProcessorContext<Void, Void> context, String name, Serde<K> key, Serde<V> value) {
        KeyValueStore<K, V> store = Stores.keyValueStoreBuilder(stores.get(name).supplier(), key, value)
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
    }

    PartitionTracks tracks() {
        return tracks;
    }

    CountingStore store(String name) {
        return stores.get(name);
    }

    /** Before it starts: lets it resume with what another one has stored. */
    void copyStoresOf(Partition other) {
        stores.forEach((name, store) -> {
            try (KeyValueIterator<Bytes, byte[]> entries = other.store(name).all()) {
                entries.forEachRemaining(entry -> store.put(entry.key, entry.value));
            }
        });
        offset = other.offset;
        streamTime = other.streamTime;
    }

    /** Before it starts: the next record's offset. */
    Partition resumeAt(long next) {
        offset = next;
        streamTime = next;
        return this;
    }

    /** Counts of all stores from 0 again. */
    void forgetCounts() {
        stores.values().forEach(CountingStore::forget);
    }

    int reads() {
        return stores.values().stream().mapToInt(CountingStore::reads).sum();
    }

    int steps() {
        return stores.values().stream().mapToInt(CountingStore::steps).sum();
    }

    int writes() {
        return stores.values().stream().mapToInt(CountingStore::writes).sum();
    }

    double count(String meter) {
        return meters.get("wanderscope." + meter).counter().count();
    }

    WindowMemory memory() {
        return memory;
    }

    static TrackKey key(String track) {
        return new TrackKey(TopologyHarness.ACQUISITION, track);
    }

    TrackLifecycle.Outcome receive(ParticlePosition position) {
        streamTime++;
        return tracks.lifecycle().receive(key(position.getTrack()), position, streamTime, offset++, streamTime);
    }

    /** Receives positions of a moving track, from frame {@code first} to before {@code end}. */
    void receiveFrames(String track, long first, long end) {
        for (long frame = first; frame < end; frame++) {
            receive(TopologyHarness.moving(track, frame));
        }
    }

    /** Lets time pass in which another track has records. */
    void pass(long milliseconds) {
        long end = streamTime + milliseconds;
        long step = Math.max(1, milliseconds / 100);
        for (int frame = 0; streamTime < end; frame++) {
            streamTime += step - 1;
            receive(TopologyHarness.moving("other", frame));
        }
    }

    /** Reads and completes what is due. */
    List<DueTrajectory> sendDue() {
        List<DueTrajectory> sent = new ArrayList<>();
        for (DueResult due : tracks.due().take(Integer.MAX_VALUE)) {
            sent.add(tracks.windows().read(due));
        }
        sent.forEach(trajectory -> tracks.lifecycle().complete(trajectory.due()));
        return sent;
    }
}
