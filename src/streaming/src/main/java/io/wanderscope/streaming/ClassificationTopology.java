package io.wanderscope.streaming;

import io.micrometer.core.instrument.MeterRegistry;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.schema.AcquisitionComposition;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.streaming.classification.TrajectoryProcessor;
import io.wanderscope.streaming.composition.CompositionProcessor;
import io.wanderscope.streaming.composition.FinalDecoder;
import io.wanderscope.streaming.intake.PositionDecoder;
import io.wanderscope.streaming.intake.ReceivedPosition;
import io.wanderscope.streaming.intake.RecordTime;
import io.wanderscope.streaming.tracks.StoreSerdes;
import io.wanderscope.wire.WireFormat;
import java.time.InstantSource;
import java.util.Set;
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
                TopologyNames.POSITIONS_SOURCE,
                new RecordTime(settings.time().maximumAhead(), InstantSource.system(), metrics::ahead),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topics.positions());
        topology.addProcessor(
                TopologyNames.DECODER, () -> new PositionDecoder(position, metrics), TopologyNames.POSITIONS_SOURCE);
        topology.addProcessor(
                TopologyNames.TRAJECTORIES,
                new TrajectoryProcessors(topics, settings, failedTrajectories, classifier, metrics, nanoTime),
                TopologyNames.DECODER);
        topology.addSink(
                TopologyNames.LABELS_SINK, topics.labels(), new StringSerializer(), label, TopologyNames.TRAJECTORIES);
        topology.addSink(
                TopologyNames.SALIENCY_SINK,
                topics.saliency(),
                new StringSerializer(),
                saliency,
                TopologyNames.TRAJECTORIES);
        topology.addSink(
                TopologyNames.DEAD_LETTERS_SINK,
                topics.deadLetters(),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                TopologyNames.DECODER,
                TopologyNames.TRAJECTORIES);
        return topology;
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
                                .withName(TopologyNames.LABELS_SOURCE))
                .flatMapValues(new FinalDecoder(format, metrics)::decode, Named.as(TopologyNames.FINALS))
                .selectKey((key, label) -> label.getAcquisition(), Named.as(TopologyNames.ACQUISITION_OF))
                .repartition(Repartitioned.with(Serdes.String(), INTERNAL.serde(TrajectoryLabel.class))
                        .withName(TopologyNames.FINALS_BY_ACQUISITION))
                .process(new CompositionProcessors(settings, metrics), Named.as(TopologyNames.COMPOSITIONS))
                .to(
                        topics.composition(),
                        Produced.with(Serdes.String(), format.serde(AcquisitionComposition.class))
                                .withName(TopologyNames.COMPOSITION_SINK));
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
                    store(TopologyNames.POSITIONS_STORE, StoreSerdes.positionKey(), StoreSerdes.position())
                            .withCachingEnabled(),
                    store(TopologyNames.TRACKS_STORE, StoreSerdes.track(), StoreSerdes.state())
                            .withCachingEnabled(),
                    store(TopologyNames.DUE_STORE, Serdes.Long(), StoreSerdes.due())
                            .withCachingEnabled(),
                    store(TopologyNames.ENDED_STORE, StoreSerdes.track(), Serdes.Long())
                            .withCachingEnabled(),
                    store(TopologyNames.CLOCK_STORE, Serdes.Integer(), StoreSerdes.clock())
                            .withCachingEnabled());
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
            return Set.of(store(
                            TopologyNames.COMPOSITION_STORE,
                            StoreSerdes.compositionKey(),
                            INTERNAL.serde(AcquisitionComposition.class))
                    .withCachingEnabled());
        }
    }

    private static <K, V> StoreBuilder<KeyValueStore<K, V>> store(String name, Serde<K> key, Serde<V> value) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), key, value);
    }
}
