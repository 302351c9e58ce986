package io.wanderscope.streaming;

import io.micrometer.core.instrument.MeterRegistry;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.Provider;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.linking.LinkingSettings;
import io.wanderscope.schema.AcquisitionComposition;
import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.schema.AcquisitionTrigger;
import io.wanderscope.schema.ParticleLocalisation;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.streaming.classification.TrajectoryProcessor;
import io.wanderscope.streaming.composition.CompositionProcessor;
import io.wanderscope.streaming.composition.FinalDecoder;
import io.wanderscope.streaming.intake.LocalisationDecoder;
import io.wanderscope.streaming.intake.PositionDecoder;
import io.wanderscope.streaming.intake.ReceivedLocalisation;
import io.wanderscope.streaming.intake.ReceivedPosition;
import io.wanderscope.streaming.intake.RecordTime;
import io.wanderscope.streaming.linking.LinkingProcessor;
import io.wanderscope.streaming.population.Contribution;
import io.wanderscope.streaming.population.PopulationProcessor;
import io.wanderscope.streaming.tracks.PartitionTracks;
import io.wanderscope.streaming.tracks.WindowMemory;
import io.wanderscope.streaming.triggers.TrackResult;
import io.wanderscope.streaming.triggers.TriggerProcessor;
import io.wanderscope.wire.WireFormat;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The topology: positions in, and localisations if they are linked; labels, saliency, counts by label, populations, triggers and dead
 * letters out.
 *
 * <pre>
 *   positions ──▶ position-decoder ──▶ trajectories ──▶ labels
 *                        │              │       └─────▶ saliency
 *                        └──────────────┴─────────────▶ dead-letters
 *
 *   localisations ──▶ localisation-decoder ──▶ linker ──▶ positions
 *                              └─────────────────┴─────▶ dead-letters
 *
 *   labels ──▶ finals ──▶ finals-by-acquisition (repartition) ──▶ compositions ──▶ composition
 *
 *   trajectories ──▶ track-evidence ──▶ tracks-by-acquisition (repartition) ──▶ populations ──▶ population
 *
 *   trajectories ──▶ results-for-rules ──▶ results-by-acquisition (repartition) ──▶ triggers ──▶ triggers, if there are rules
 * </pre>
 *
 * Nodes and stores have the names of {@link TopologyNames}.
 */
public final class ClassificationTopology {
    /** For the internal topic: needs no registry, and stays the same when the wire format changes. */
    private static final WireFormat INTERNAL = WireFormat.singleObject();

    private final StreamTopics topics;
    private final StreamSettings settings;
    private final WireFormat format;
    private final TrajectoryClassifier classifier;
    private final StreamMetrics metrics;
    private final Clocks clocks;
    private final InferenceThreads threads;
    private final PopulationThread populations;

    private ClassificationTopology(
            StreamTopics topics,
            StreamSettings settings,
            WireFormat format,
            TrajectoryClassifier classifier,
            StreamMetrics metrics,
            Clocks clocks,
            InferenceThreads threads,
            PopulationThread populations) {
        this.topics = topics;
        this.settings = settings;
        this.format = format;
        this.classifier = classifier;
        this.metrics = metrics;
        this.clocks = clocks;
        this.threads = threads;
        this.populations = populations;
    }

    /** Builds the topology with the clocks of this machine, and a thread for the model on each of its cores. */
    public static Topology build(
            StreamTopics topics,
            StreamSettings settings,
            WireFormat format,
            TrajectoryClassifier classifier,
            MeterRegistry registry) {
        InferenceThreads threads = InferenceThreads.of(InferenceThreads.defaultNumber(Provider.Kind.CPU));
        return build(topics, settings, format, classifier, registry, Clocks.system(), threads);
    }

    /**
     * Builds the topology.
     *
     * @param format of the records on the public topics; internal topics and stores have formats of their own
     * @param classifier shared by all tasks of the client; close it after the client
     * @param registry gets the topology's metrics
     * @param clocks in addition to those of Kafka Streams
     * @param threads on which the classifier runs, beside the stream threads; they belong to the topology
     * @throws IllegalArgumentException when the settings allow trajectories that the model does not accept; the message
     *     names the key
     */
    public static Topology build(
            StreamTopics topics,
            StreamSettings settings,
            WireFormat format,
            TrajectoryClassifier classifier,
            MeterRegistry registry,
            Clocks clocks,
            InferenceThreads threads) {
        PopulationThread populations = PopulationThread.create(clocks.nanoTime());
        return build(topics, settings, format, classifier, registry, clocks, threads, populations);
    }

    static Topology build(
            StreamTopics topics,
            StreamSettings settings,
            WireFormat format,
            TrajectoryClassifier classifier,
            MeterRegistry registry,
            Clocks clocks,
            InferenceThreads threads,
            PopulationThread populations) {
        requireAccepted(settings, classifier.model());
        StreamMetrics metrics = new StreamMetrics(registry);
        return new ClassificationTopology(topics, settings, format, classifier, metrics, clocks, threads, populations)
                .build();
    }

    private Topology build() {
        StreamsBuilder builder = new StreamsBuilder();
        addComposition(builder);
        KStream<Object, Object> results = addClassification(builder);
        addPopulation(results);
        if (!settings.rules().isEmpty()) {
            addTriggers(results);
        }
        Topology topology = builder.build();
        addResultTopics(topology);
        // Last, so that the numbers of the other parts, which their tasks and state directories have, do not depend on
        // it.
        settings.linking(topics).ifPresent(linking -> addLinking(topology, linking));
        return topology;
    }

    private void addLinking(Topology topology, LinkingSettings linking) {
        Deserializer<ParticleLocalisation> localisation =
                format.serde(ParticleLocalisation.class).deserializer();
        topology.addSource(
                AutoOffsetReset.earliest(),
                TopologyNames.LOCALISATIONS_SOURCE,
                new RecordTime(settings.time().maximumAhead(), clocks.wall(), metrics::futureLocalisation),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topics.localisations().orElseThrow());
        topology.addProcessor(
                TopologyNames.LOCALISATION_DECODER,
                () -> new LocalisationDecoder(localisation, metrics),
                TopologyNames.LOCALISATIONS_SOURCE);
        topology.addProcessor(
                TopologyNames.LINKER,
                new LinkingProcessors(settings, linking, metrics),
                TopologyNames.LOCALISATION_DECODER);
        topology.addSink(
                TopologyNames.LINKED_POSITIONS_SINK,
                topics.positions(),
                new StringSerializer(),
                format.serde(ParticlePosition.class).serializer(),
                TopologyNames.LINKER);
        topology.addSink(
                TopologyNames.LOCALISATION_DEAD_LETTERS_SINK,
                topics.deadLetters(),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                TopologyNames.LOCALISATION_DECODER,
                TopologyNames.LINKER);
    }

    private KStream<Object, Object> addClassification(StreamsBuilder builder) {
        Deserializer<ParticlePosition> position =
                format.serde(ParticlePosition.class).deserializer();
        Serializer<TrajectorySaliency> failedTrajectories =
                format.serde(TrajectorySaliency.class).serializer();
        RecordTime recordTime = new RecordTime(settings.time().maximumAhead(), clocks.wall(), metrics::futureRecord);
        KStream<Object, Object> decoded = builder.stream(
                        topics.positions(),
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                                .withTimestampExtractor(recordTime)
                                .withOffsetResetPolicy(AutoOffsetReset.earliest())
                                .withName(TopologyNames.POSITIONS_SOURCE))
                .process(() -> new PositionDecoder(position, metrics), Named.as(TopologyNames.DECODER));
        return positions(decoded)
                .process(
                        new TrajectoryProcessors(
                                topics,
                                settings,
                                new WindowMemory(settings.windowBytes()),
                                failedTrajectories,
                                classifier,
                                threads,
                                metrics,
                                clocks.nanoTime()),
                        Named.as(TopologyNames.TRAJECTORIES));
    }

    /** What the decoder sends to the trajectories; the rest it sends to the dead letters. */
    @SuppressWarnings("unchecked")
    private static KStream<TrackKey, ReceivedPosition> positions(KStream<?, ?> decoded) {
        return (KStream<TrackKey, ReceivedPosition>) decoded;
    }

    private void addResultTopics(Topology topology) {
        topology.addSink(
                TopologyNames.LABELS_SINK,
                topics.labels(),
                new StringSerializer(),
                format.serde(TrajectoryLabel.class).serializer(),
                TopologyNames.TRAJECTORIES);
        topology.addSink(
                TopologyNames.SALIENCY_SINK,
                topics.saliency(),
                new StringSerializer(),
                format.serde(TrajectorySaliency.class).serializer(),
                TopologyNames.TRAJECTORIES);
        topology.addSink(
                TopologyNames.DEAD_LETTERS_SINK,
                topics.deadLetters(),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                TopologyNames.DECODER,
                TopologyNames.TRAJECTORIES);
    }

    /** From labels to compositions. They are repartitioned, because an acquisition's tracks are in many partitions. */
    private void addComposition(StreamsBuilder builder) {
        // A label from the future would make all later windows too late.
        RecordTime recordTime = new RecordTime(settings.time().maximumAhead(), clocks.wall(), metrics::skippedLabel);
        builder.stream(
                        topics.labels(),
                        Consumed.with(Serdes.String(), Serdes.ByteArray())
                                .withTimestampExtractor(recordTime)
                                .withOffsetResetPolicy(AutoOffsetReset.earliest())
                                .withName(TopologyNames.LABELS_SOURCE))
                .flatMapValues(new FinalDecoder(format, metrics)::decode, Named.as(TopologyNames.FINALS))
                .selectKey((key, label) -> label.getAcquisition(), Named.as(TopologyNames.ACQUISITION_OF))
                .repartition(Repartitioned.with(Serdes.String(), INTERNAL.serde(TrajectoryLabel.class))
                        .withName(TopologyNames.FINALS_BY_ACQUISITION))
                .process(new CompositionProcessors(settings.time(), metrics), Named.as(TopologyNames.COMPOSITIONS))
                .to(
                        topics.composition(),
                        Produced.with(Serdes.String(), format.serde(AcquisitionComposition.class))
                                .withName(TopologyNames.COMPOSITION_SINK));
    }

    /**
     * From the evidence of ended tracks to populations. It is repartitioned, because an acquisition's tracks are in many
     * partitions. It leaves the stream in the transaction of the FINAL label, so under exactly-once a track counts as often as
     * it has that label: once.
     */
    private void addPopulation(KStream<Object, Object> results) {
        results.map(
                        (acquisition, contribution) -> KeyValue.pair((String) acquisition, (Contribution) contribution),
                        Named.as(TopologyNames.TRACK_EVIDENCE))
                .repartition(Repartitioned.with(Serdes.String(), Contribution.serde())
                        .withName(TopologyNames.TRACKS_BY_ACQUISITION))
                .process(
                        new PopulationProcessors(classifier, settings, populations, metrics, clocks.nanoTime()),
                        Named.as(TopologyNames.POPULATIONS))
                .to(
                        topics.population(),
                        Produced.with(Serdes.String(), format.serde(AcquisitionPopulation.class))
                                .withName(TopologyNames.POPULATION_SINK));
    }

    /**
     * From results to triggers. They are repartitioned, because an acquisition's tracks are in many partitions. It comes after the
     * parts that there always are, so that their numbers do not depend on whether there are rules. That of linking does, so all
     * instances are stopped before the first rule is added or the last one removed.
     */
    private void addTriggers(KStream<Object, Object> results) {
        metrics.showTriggers(settings.rules());
        results.map(
                        (acquisition, result) -> KeyValue.pair((String) acquisition, (TrackResult) result),
                        Named.as(TopologyNames.RESULTS_FOR_RULES))
                .repartition(Repartitioned.with(Serdes.String(), TrackResult.serde())
                        .withName(TopologyNames.RESULTS_BY_ACQUISITION))
                .process(new TriggerProcessors(settings, metrics), Named.as(TopologyNames.TRIGGERS))
                .to(
                        topics.triggers(),
                        Produced.with(Serdes.String(), format.serde(AcquisitionTrigger.class))
                                .withName(TopologyNames.TRIGGERS_SINK));
    }

    private static void requireAccepted(StreamSettings settings, ModelDescription model) {
        if (settings.minimumPoints() < model.minimumPoints()) {
            throw new IllegalArgumentException(StreamSettings.MINIMUM_POINTS + " is " + settings.minimumPoints()
                    + "; the model " + model.name() + " accepts trajectories of " + model.minimumPoints()
                    + " points or more");
        }
        if (settings.maximumPoints() > model.maximumPoints()) {
            throw new IllegalArgumentException(StreamSettings.MAXIMUM_POINTS + " is " + settings.maximumPoints()
                    + "; the model " + model.name() + " accepts trajectories of " + model.maximumPoints()
                    + " points or fewer");
        }
    }

    private record TrajectoryProcessors(
            StreamTopics topics,
            StreamSettings settings,
            WindowMemory memory,
            Serializer<TrajectorySaliency> failedTrajectories,
            TrajectoryClassifier classifier,
            InferenceThreads threads,
            StreamMetrics metrics,
            LongSupplier nanoTime)
            implements ProcessorSupplier<TrackKey, ReceivedPosition, Object, Object> {
        @Override
        public Processor<TrackKey, ReceivedPosition, Object, Object> get() {
            return new TrajectoryProcessor(
                    topics, settings, memory, failedTrajectories, classifier, threads, metrics, nanoTime);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return inOrder(PartitionTracks.stores());
        }
    }

    private record LinkingProcessors(StreamSettings settings, LinkingSettings linking, StreamMetrics metrics)
            implements ProcessorSupplier<FieldKey, ReceivedLocalisation, Object, Object> {
        @Override
        public Processor<FieldKey, ReceivedLocalisation, Object, Object> get() {
            return new LinkingProcessor(settings, linking, metrics);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return inOrder(LinkingProcessor.stores());
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
            return inOrder(CompositionProcessor.stores());
        }
    }

    private record PopulationProcessors(
            TrajectoryClassifier classifier,
            StreamSettings settings,
            PopulationThread thread,
            StreamMetrics metrics,
            LongSupplier nanoTime)
            implements ProcessorSupplier<String, Contribution, String, AcquisitionPopulation> {
        @Override
        public Processor<String, Contribution, String, AcquisitionPopulation> get() {
            return new PopulationProcessor(classifier.model(), settings, thread, metrics, nanoTime);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return inOrder(PopulationProcessor.stores());
        }
    }

    private record TriggerProcessors(StreamSettings settings, StreamMetrics metrics)
            implements ProcessorSupplier<String, TrackResult, String, AcquisitionTrigger> {
        @Override
        public Processor<String, TrackResult, String, AcquisitionTrigger> get() {
            return new TriggerProcessor(settings.rules(), settings.time().endedRetention(), metrics);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return inOrder(TriggerProcessor.stores());
        }
    }

    /** Keeps the order, so that the topology's description is the same on every run. */
    private static Set<StoreBuilder<?>> inOrder(List<StoreBuilder<?>> stores) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(stores));
    }
}
