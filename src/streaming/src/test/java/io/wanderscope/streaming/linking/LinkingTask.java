package io.wanderscope.streaming.linking;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.linking.LinkingSettings;
import io.wanderscope.schema.ParticleLocalisation;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.ClassificationStreamsConfig;
import io.wanderscope.streaming.FieldKey;
import io.wanderscope.streaming.MetricsOfTests;
import io.wanderscope.streaming.StreamMetrics;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.TopologyNames;
import io.wanderscope.streaming.intake.ReceivedLocalisation;
import io.wanderscope.streaming.silence.PartitionClock;
import java.io.File;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** A task with the real processor on stores in memory, which survive its restarts. */
final class LinkingTask {
    private static final int TURN = 25;

    private final MockProcessorContext<Object, Object> context;
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final StreamMetrics metrics = MetricsOfTests.in(meters);
    private final StreamSettings settings;
    private final LinkingSettings linking;
    private final long maximumInMemory;
    private LinkingProcessor processor;
    private long offset;

    /** With so many localisations and tracks in memory at most. */
    LinkingTask(StreamSettings settings, LinkingSettings linking, long maximumInMemory) {
        this.maximumInMemory = maximumInMemory;
        this.settings = settings;
        this.linking = linking;
        context = newContext();
        restart();
    }

    private static MockProcessorContext<Object, Object> newContext() {
        Properties configuration = new Properties();
        configuration.putAll(ClassificationStreamsConfig.entries());
        configuration.put(StreamsConfig.APPLICATION_ID_CONFIG, "task");
        configuration.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "not.used:9092");
        MockProcessorContext<Object, Object> context =
                new MockProcessorContext<>(configuration, new TaskId(0, 0), new File("not-used"));
        context.setCurrentSystemTimeMs(0);
        context.setCurrentStreamTimeMs(0);
        add(context, TopologyNames.FIELDS_STORE, LinkingSerdes.field(), LinkingSerdes.state());
        add(context, TopologyNames.LOCALISATIONS_STORE, LinkingSerdes.slot(), LinkingSerdes.localisation());
        add(context, TopologyNames.OPEN_TRACKS_STORE, LinkingSerdes.slot(), LinkingSerdes.tracks());
        add(context, TopologyNames.ENDED_FIELDS_STORE, LinkingSerdes.field(), Serdes.Long());
        add(context, TopologyNames.LINKING_CLOCK_STORE, Serdes.Integer(), PartitionClock.serde());
        return context;
    }

    /** Empty stores, as a task has them. */
    static FieldStores storesInMemory() {
        return FieldStores.of(newContext());
    }

    private static <K, V> void add(
            MockProcessorContext<Object, Object> context, String name, Serde<K> key, Serde<V> value) {
        KeyValueStore<K, V> store = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), key, value)
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
    }

    /** Goes on with what the stores hold, and nothing else. */
    void restart() {
        if (processor != null) {
            processor.close();
        }
        processor = new LinkingProcessor(settings, linking, metrics, maximumInMemory);
        processor.init(context);
    }

    void send(ParticleLocalisation localisation) {
        long time = localisation.getTime().toEpochMilli();
        context.setRecordMetadata("particle-localisations", 0, offset++);
        context.setCurrentStreamTimeMs(Math.max(context.currentStreamTimeMs(), time));
        FieldKey field = new FieldKey(localisation.getAcquisition(), localisation.getTile());
        processor.process(new Record<>(field, new ReceivedLocalisation(localisation, new byte[0], new byte[0]), time));
    }

    /** Runs what is scheduled, as many turns as it takes until nothing is left to do but to notice silence. */
    int takeTurns() {
        int turns = 0;
        while (!turns().toList().isEmpty()) {
            takeTurn();
            turns++;
        }
        return turns;
    }

    /** Runs one turn, some time after the one before. */
    void takeTurn() {
        context.setCurrentSystemTimeMs(context.currentSystemTimeMs() + TURN);
        turns().toList().forEach(turn -> turn.getPunctuator().punctuate(0));
    }

    private Stream<MockProcessorContext.CapturedPunctuator> turns() {
        return context.scheduledPunctuators().stream()
                .filter(punctuator ->
                        !punctuator.cancelled() && punctuator.getInterval().toMillis() == TURN);
    }

    /** What was written to the positions topic. */
    List<ParticlePosition> positions() {
        return forwarded(TopologyNames.LINKED_POSITIONS_SINK)
                .map(forward -> (ParticlePosition) forward.record().value())
                .toList();
    }

    List<CapturedForward<?, ?>> deadLetters() {
        return forwarded(TopologyNames.LOCALISATION_DEAD_LETTERS_SINK).toList();
    }

    private Stream<CapturedForward<?, ?>> forwarded(String sink) {
        return context.forwarded().stream()
                .filter(forward -> forward.childName().filter(sink::equals).isPresent())
                .map(forward -> forward);
    }

    /** Entries of all stores but the clock's. */
    int entries() {
        return Stream.of(
                        TopologyNames.FIELDS_STORE,
                        TopologyNames.LOCALISATIONS_STORE,
                        TopologyNames.OPEN_TRACKS_STORE,
                        TopologyNames.ENDED_FIELDS_STORE)
                .mapToInt(this::entries)
                .sum();
    }

    int entries(String name) {
        KeyValueStore<Object, Object> store = context.getStateStore(name);
        int entries = 0;
        try (KeyValueIterator<Object, Object> all = store.all()) {
            while (all.hasNext()) {
                all.next();
                entries++;
            }
        }
        return entries;
    }

    MeterRegistry meters() {
        return meters;
    }
}
