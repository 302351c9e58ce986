package io.wanderscope.streaming;

import io.micrometer.core.instrument.MeterRegistry;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.schema.AcquisitionComposition;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The topology: positions in; labels, saliency, compositions and dead letters out.
 *
 * <pre>
 *   positions ──▶ position-decoder ──▶ trajectories ──▶ labels
 *                        │              │       └─────▶ saliency
 *                        └──────────────┴─────────────▶ dead-letters
 *
 *   labels ──▶ finals ──▶ finals-by-acquisition (repartition) ──▶ compositions ──▶ composition
 * </pre>
 *
 * Every node and store has the name given here, changelogs with them; they stay when the topology is edited.
 */
public final class ClassificationTopology {
    static final String POSITIONS_SOURCE = "positions-source";
    static final String DECODER = "position-decoder";
    static final String TRAJECTORIES = "trajectories";
    static final String LABELS_SINK = "labels-sink";
    static final String SALIENCY_SINK = "saliency-sink";
    static final String DEAD_LETTERS_SINK = "dead-letters-sink";

    static final String LABELS_SOURCE = "labels-source";
    static final String FINALS = "finals";
    static final String ACQUISITION_OF = "acquisition-of-final";
    static final String FINALS_BY_ACQUISITION = "finals-by-acquisition";
    static final String COMPOSITIONS = "compositions";
    static final String COMPOSITION_SINK = "composition-sink";

    static final String POSITIONS_STORE = "positions";
    static final String TRACKS_STORE = "tracks";
    static final String DUE_STORE = "due";
    static final String ENDED_STORE = "ended";
    static final String CLOCK_STORE = "clock";
    static final String COMPOSITION_STORE = "composition";

    /** No registry is asked for what nobody else reads, and another wire format leaves the stores as they are. */
    private static final WireFormat INTERNAL = WireFormat.singleObject();

    private ClassificationTopology() {}

    /**
     * Builds the topology.
     *
     * @param format of the records on the topics that others read and write too; internal topics and stores have their
     *     own
     * @param classifier shared by all tasks of the client and used by the running topology: close it after the client
     * @param registry where it counts and measures
     * @throws IllegalArgumentException when the settings let through trajectories that the model does not accept; the
     *     message names the key
     */
    public static Topology build(
            StreamTopics topics,
            StreamSettings settings,
            WireFormat format,
            TrajectoryClassifier classifier,
            MeterRegistry registry) {
        return build(topics, settings, format, classifier, registry, System::nanoTime);
    }

    /** With a clock of nanoseconds, by which batches take their time. */
    static Topology build(
            StreamTopics topics,
            StreamSettings settings,
            WireFormat format,
            TrajectoryClassifier classifier,
            MeterRegistry registry,
            LongSupplier nanoTime) {
        requireAccepted(settings, classifier.model());
        StreamMetrics metrics = new StreamMetrics(registry);
        Deserializer<ParticlePosition> position =
                format.serde(ParticlePosition.class).deserializer();
        Serializer<TrajectoryLabel> label = format.serde(TrajectoryLabel.class).serializer();
        Serializer<TrajectorySaliency> saliency =
                format.serde(TrajectorySaliency.class).serializer();
        // Its own: with a registry, a serializer registers its schema once, for the topic that comes first.
        Serializer<TrajectorySaliency> failedTrajectories =
                format.serde(TrajectorySaliency.class).serializer();
        Topology topology = composition(topics, settings.time(), format, metrics);
        topology.addSource(
                AutoOffsetReset.earliest(),
                POSITIONS_SOURCE,
                new RecordTime(settings.time().maximumAhead(), InstantSource.system(), metrics::ahead),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topics.positions());
        topology.addProcessor(DECODER, () -> new PositionDecoder(position, metrics), POSITIONS_SOURCE);
        topology.addProcessor(
                TRAJECTORIES,
                new TrajectoryProcessors(topics, settings, failedTrajectories, classifier, metrics, nanoTime),
                DECODER);
        topology.addSink(LABELS_SINK, topics.labels(), new StringSerializer(), label, TRAJECTORIES);
        topology.addSink(SALIENCY_SINK, topics.saliency(), new StringSerializer(), saliency, TRAJECTORIES);
        topology.addSink(
                DEAD_LETTERS_SINK,
                topics.deadLetters(),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                DECODER,
                TRAJECTORIES);
        return topology;
    }

    /**
     * The topics that Kafka Streams keeps for the topology, changelogs and repartition topics, each with that of the
     * topics whose number of partitions it has.
     *
     * @param applicationId of the Kafka Streams client that runs the topology
     */
    public static SortedMap<String, String> internalTopics(String applicationId, StreamTopics topics) {
        SortedMap<String, String> sources = new TreeMap<>();
        for (String store : List.of(POSITIONS_STORE, TRACKS_STORE, DUE_STORE, ENDED_STORE, CLOCK_STORE)) {
            sources.put(applicationId + "-" + store + "-changelog", topics.positions());
        }
        sources.put(applicationId + "-" + FINALS_BY_ACQUISITION + "-repartition", topics.labels());
        sources.put(applicationId + "-" + COMPOSITION_STORE + "-changelog", topics.labels());
        return sources;
    }

    /** From labels to compositions; their own partitions, because an acquisition's tracks are in many. */
    private static Topology composition(
            StreamTopics topics, TimeSettings settings, WireFormat format, StreamMetrics metrics) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(
                        topics.labels(),
                        Consumed.with(Serdes.String(), Serdes.ByteArray())
                                // One label from the future would make all windows to come too late.
                                .withTimestampExtractor(new RecordTime(
                                        settings.maximumAhead(), InstantSource.system(), metrics::unreadableLabel))
                                .withOffsetResetPolicy(AutoOffsetReset.earliest())
                                .withName(LABELS_SOURCE))
                .flatMapValues(new FinalDecoder(format, metrics)::decode, Named.as(FINALS))
                .selectKey((key, label) -> label.getAcquisition(), Named.as(ACQUISITION_OF))
                .repartition(Repartitioned.with(Serdes.String(), INTERNAL.serde(TrajectoryLabel.class))
                        .withName(FINALS_BY_ACQUISITION))
                .process(new CompositionProcessors(settings, metrics), Named.as(COMPOSITIONS))
                .to(
                        topics.composition(),
                        Produced.with(Serdes.String(), format.serde(AcquisitionComposition.class))
                                .withName(COMPOSITION_SINK));
        return builder.build();
    }

    private static void requireAccepted(StreamSettings settings, ModelDescription model) {
        if (settings.minimumPoints() < model.minimumPoints()) {
            throw new IllegalArgumentException(StreamSettings.MINIMUM_POINTS + " is " + settings.minimumPoints()
                    + "; the model " + model.name() + " takes trajectories of " + model.minimumPoints()
                    + " points or more");
        }
        if (settings.maximumPoints() > model.maximumPoints()) {
            throw new IllegalArgumentException(StreamSettings.MAXIMUM_POINTS + " is " + settings.maximumPoints()
                    + "; the model " + model.name() + " takes trajectories of " + model.maximumPoints()
                    + " points or fewer");
        }
    }

    private record TrajectoryProcessors(
            StreamTopics topics,
            StreamSettings settings,
            Serializer<TrajectorySaliency> failedTrajectories,
            TrajectoryClassifier classifier,
            StreamMetrics metrics,
            LongSupplier nanoTime)
            implements ProcessorSupplier<TrackIdentity, ReceivedPosition, Object, Object> {
        @Override
        public Processor<TrackIdentity, ReceivedPosition, Object, Object> get() {
            return new TrajectoryProcessor(topics, settings, failedTrajectories, classifier, metrics, nanoTime);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            // A cache keeps out of the changelog what is written again within a commit. All stores have one, so that
            // after a
            // crash under at-least-once they are of one commit, as far as the caches hold what a commit writes.
            return Set.of(
                    store(POSITIONS_STORE, StoreSerdes.positionKey(), StoreSerdes.position())
                            .withCachingEnabled(),
                    store(TRACKS_STORE, StoreSerdes.track(), StoreSerdes.state())
                            .withCachingEnabled(),
                    store(DUE_STORE, Serdes.Long(), StoreSerdes.due()).withCachingEnabled(),
                    store(ENDED_STORE, StoreSerdes.track(), Serdes.Long()).withCachingEnabled(),
                    store(CLOCK_STORE, Serdes.Integer(), StoreSerdes.clock()).withCachingEnabled());
        }
    }

    private record CompositionProcessors(TimeSettings settings, StreamMetrics metrics)
            implements ProcessorSupplier<String, TrajectoryLabel, String, AcquisitionComposition> {
        @Override
        public Processor<String, TrajectoryLabel, String, AcquisitionComposition> get() {
            return new CompositionProcessor(settings, metrics);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(
                    store(COMPOSITION_STORE, StoreSerdes.compositionKey(), INTERNAL.serde(AcquisitionComposition.class))
                            .withCachingEnabled());
        }
    }

    private static <K, V> StoreBuilder<KeyValueStore<K, V>> store(String name, Serde<K> key, Serde<V> value) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), key, value);
    }
}
