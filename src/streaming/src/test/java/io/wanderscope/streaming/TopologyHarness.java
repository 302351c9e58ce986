package io.wanderscope.streaming;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.schema.AcquisitionComposition;
import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.schema.AcquisitionTrigger;
import io.wanderscope.schema.ParticleLocalisation;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.wire.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.LongSupplier;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/**
 * The topology on Kafka's test driver, with records in and out as objects. Record timestamps are the positions' times.
 */
public final class TopologyHarness implements AutoCloseable {
    public static final String ACQUISITION = "cell 7";
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    public static final Duration FRAME = Duration.ofMillis(20);

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final String APPLICATION = "harness";
    private static final StreamTopics TOPICS = StreamTopics.defaults();
    private static final String LOCALISATIONS = "particle-localisations";
    private static final WireFormat FORMAT = WireFormat.singleObject();
    private static final Serde<ParticlePosition> POSITION = FORMAT.serde(ParticlePosition.class);
    private static final Serde<ParticleLocalisation> LOCALISATION = FORMAT.serde(ParticleLocalisation.class);

    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> positions;
    private final Optional<TestInputTopic<byte[], byte[]>> localisations;
    private final TestOutputTopic<String, ParticlePosition> linkedPositions;
    private final TestInputTopic<String, byte[]> foreignLabels;
    private final TestOutputTopic<String, TrajectoryLabel> labels;
    private final TestOutputTopic<String, TrajectorySaliency> saliency;
    private final TestOutputTopic<String, AcquisitionComposition> composition;
    private final TestOutputTopic<String, AcquisitionPopulation> population;
    private final TestOutputTopic<String, AcquisitionTrigger> triggers;
    private final TestOutputTopic<byte[], byte[]> deadLetters;
    private final MeterRegistry meters = new SimpleMeterRegistry();

    public TopologyHarness(StreamSettings settings, TrajectoryClassifier classifier, Path stateDirectory) {
        this(settings, FORMAT, classifier, stateDirectory, () -> 0, inTurn());
    }

    /** With localisations, which are linked. */
    public static TopologyHarness linking(StreamSettings settings, Path stateDirectory) {
        return new TopologyHarness(
                TOPICS.withLocalisations(LOCALISATIONS),
                settings,
                FORMAT,
                FakeTrajectoryClassifier.create(),
                stateDirectory,
                () -> 0,
                inTurn());
    }

    /** With threads of its own for the model, instead of running it in the turn that hands out a batch. */
    public TopologyHarness(
            StreamSettings settings, TrajectoryClassifier classifier, Path stateDirectory, InferenceThreads threads) {
        this(settings, FORMAT, classifier, stateDirectory, () -> 0, threads);
    }

    /** With a clock of nanoseconds that measures how long batches take; without one, they take no time. */
    public TopologyHarness(
            StreamSettings settings, TrajectoryClassifier classifier, Path stateDirectory, LongSupplier nanoTime) {
        this(settings, FORMAT, classifier, stateDirectory, nanoTime, inTurn());
    }

    /** With another wire format for the topology; what the harness sends and reads is in single-object encoding still. */
    public TopologyHarness(
            StreamSettings settings, WireFormat format, TrajectoryClassifier classifier, Path stateDirectory) {
        this(settings, format, classifier, stateDirectory, () -> 0, inTurn());
    }

    private TopologyHarness(
            StreamSettings settings,
            WireFormat format,
            TrajectoryClassifier classifier,
            Path stateDirectory,
            LongSupplier nanoTime,
            InferenceThreads threads) {
        this(TOPICS, settings, format, classifier, stateDirectory, nanoTime, threads);
    }

    private TopologyHarness(
            StreamTopics topics,
            StreamSettings settings,
            WireFormat format,
            TrajectoryClassifier classifier,
            Path stateDirectory,
            LongSupplier nanoTime,
            InferenceThreads threads) {
        Clocks clocks = new Clocks(InstantSource.system(), nanoTime);
        driver = new TopologyTestDriver(
                ClassificationTopology.build(
                        topics, settings, format, classifier, meters, clocks, threads, populations()),
                configuration(stateDirectory),
                START);
        positions = driver.createInputTopic(TOPICS.positions(), new ByteArraySerializer(), new ByteArraySerializer());
        localisations = topics.localisations()
                .map(topic -> driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer()));
        linkedPositions =
                driver.createOutputTopic(TOPICS.positions(), new StringDeserializer(), POSITION.deserializer());
        foreignLabels = driver.createInputTopic(TOPICS.labels(), new StringSerializer(), new ByteArraySerializer());
        labels = driver.createOutputTopic(
                TOPICS.labels(),
                new StringDeserializer(),
                FORMAT.serde(TrajectoryLabel.class).deserializer());
        saliency = driver.createOutputTopic(
                TOPICS.saliency(),
                new StringDeserializer(),
                FORMAT.serde(TrajectorySaliency.class).deserializer());
        composition = driver.createOutputTopic(
                TOPICS.composition(),
                new StringDeserializer(),
                FORMAT.serde(AcquisitionComposition.class).deserializer());
        population = driver.createOutputTopic(
                TOPICS.population(),
                new StringDeserializer(),
                FORMAT.serde(AcquisitionPopulation.class).deserializer());
        triggers = driver.createOutputTopic(
                TOPICS.triggers(),
                new StringDeserializer(),
                FORMAT.serde(AcquisitionTrigger.class).deserializer());
        deadLetters = driver.createOutputTopic(
                TOPICS.deadLetters(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static InferenceThreads inTurn() {
        return InferenceThreads.on(Runnable::run, 1);
    }

    /** Estimates at once and never rests. */
    private static PopulationThread populations() {
        return PopulationThread.on(Runnable::run, () -> 0, duration -> {});
    }

    private static Properties configuration(Path stateDirectory) {
        Properties properties = new Properties();
        properties.putAll(ClassificationStreamsConfig.entries());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "not.used:9092");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        // The driver has no changelog to restore from; with at-least-once, it trusts the state directory instead.
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        return properties;
    }

    /** A position as the tracker sends it; its time follows from its frame. */
    public static ParticlePosition position(String track, long frame, double x, double y) {
        return bare(track, frame).setX(x).setY(y).build();
    }

    public static ParticlePosition mark(String track, long frame) {
        return bare(track, frame).setEndOfTrack(true).build();
    }

    public static ParticlePosition.Builder bare(String track, long frame) {
        return ParticlePosition.newBuilder()
                .setAcquisition(ACQUISITION)
                .setTrack(track)
                .setFrame(frame)
                .setTime(timeOf(frame))
                .setLengthUnit("um");
    }

    public static Instant timeOf(long frame) {
        return START.plus(FRAME.multipliedBy(Math.min(frame, 1_000_000)));
    }

    public static byte[] encoded(ParticlePosition position) {
        return POSITION.serializer().serialize("", position);
    }

    public static byte[] key(String track) {
        return (ACQUISITION + "/" + track).getBytes(StandardCharsets.UTF_8);
    }

    public void send(ParticlePosition position) {
        send(position, position.getTime());
    }

    public void send(ParticlePosition position, Instant recordTime) {
        byte[] key = (position.getAcquisition() + "/" + position.getTrack()).getBytes(StandardCharsets.UTF_8);
        positions.pipeInput(new TestRecord<>(key, encoded(position), new RecordHeaders(), recordTime));
    }

    public void sendBytes(byte[] key, byte[] value, Header... headers) {
        positions.pipeInput(new TestRecord<>(key, value, new RecordHeaders(headers), START));
    }

    /** Sends a localisation or mark at its time. */
    public void send(ParticleLocalisation localisation) {
        send(localisation, localisation.getTime());
    }

    /** Sends a localisation or mark in a record with a timestamp of its own. */
    public void send(ParticleLocalisation localisation, Instant recordTime) {
        String tile = localisation.getTile();
        String key = localisation.getAcquisition() + (tile == null ? "" : "/" + tile);
        sendLocalisation(key, LOCALISATION.serializer().serialize("", localisation), recordTime);
    }

    public void sendLocalisation(String key, byte[] value, Instant recordTime) {
        localisations
                .orElseThrow()
                .pipeInput(
                        new TestRecord<>(key.getBytes(StandardCharsets.UTF_8), value, new RecordHeaders(), recordTime));
    }

    /** What the linker has written to the positions topic. */
    public List<TestRecord<String, ParticlePosition>> linkedPositions() {
        return linkedPositions.readRecordsToList();
    }

    /** Writes to the labels topic, as anyone may. */
    public void writeLabel(String key, byte[] value) {
        foreignLabels.pipeInput(new TestRecord<>(key, value, START));
    }

    /** Sends a moving track's positions, from frame {@code first} to before {@code end}. */
    public void sendFrames(String track, long first, long end) {
        for (long frame = first; frame < end; frame++) {
            send(moving(track, frame));
        }
    }

    /** The position of a particle on a winding path. */
    public static ParticlePosition moving(String track, long frame) {
        return position(track, frame, 0.1 * (double) frame, Math.sin((double) frame));
    }

    public void end(String track, long frame) {
        send(mark(track, frame));
    }

    /** Lets time pass second by second. */
    public void passWallClock(Duration duration) {
        Duration remaining = duration;
        while (remaining.compareTo(TICK) > 0) {
            driver.advanceWallClockTime(TICK);
            remaining = remaining.minus(TICK);
        }
        driver.advanceWallClockTime(remaining);
    }

    /** Moves the clock in one step, as a process sees it that was suspended. */
    public void jumpWallClock(Duration duration) {
        driver.advanceWallClockTime(duration);
    }

    /** Lets time pass for two turns: in one, a batch that has lingered leaves; in the next, its results are sent. */
    public void linger() {
        passWallClock(TICK.multipliedBy(2));
    }

    public List<TrajectoryLabel> labels() {
        return labels.readValuesToList();
    }

    public List<TestRecord<String, TrajectoryLabel>> labelRecords() {
        return labels.readRecordsToList();
    }

    public List<TrajectorySaliency> saliency() {
        return saliency.readValuesToList();
    }

    public List<TestRecord<String, AcquisitionComposition>> compositionRecords() {
        return composition.readRecordsToList();
    }

    public List<TestRecord<String, AcquisitionPopulation>> populationRecords() {
        return population.readRecordsToList();
    }

    public List<TestRecord<String, AcquisitionTrigger>> triggerRecords() {
        return triggers.readRecordsToList();
    }

    public List<TestRecord<byte[], byte[]>> deadLetters() {
        return deadLetters.readRecordsToList();
    }

    public static String header(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    public static String cause(TestRecord<byte[], byte[]> deadLetter) {
        return header(deadLetter.headers(), DeadLetterHeaders.CAUSE);
    }

    /** What was wrong with a dead letter. */
    public static String detail(TestRecord<byte[], byte[]> deadLetter) {
        return header(deadLetter.headers(), DeadLetterHeaders.DETAIL);
    }

    /** How many entries each store holds. */
    public Map<String, Integer> storeSizes() {
        Map<String, Integer> sizes = new HashMap<>();
        for (String store : driver.getAllStateStores().keySet()) {
            sizes.put(store, sizeOf(driver.getKeyValueStore(store)));
        }
        return sizes;
    }

    /** Deletes everything from a store. */
    public void clear(String name) {
        KeyValueStore<Object, Object> store = driver.getKeyValueStore(name);
        try (KeyValueIterator<Object, Object> entries = store.all()) {
            entries.forEachRemaining(entry -> store.delete(entry.key));
        }
    }

    private static int sizeOf(KeyValueStore<Object, Object> store) {
        int size = 0;
        try (KeyValueIterator<Object, Object> entries = store.all()) {
            while (entries.hasNext()) {
                entries.next();
                size++;
            }
        }
        return size;
    }

    /** Everything that the topology counts and measures. */
    public MeterRegistry meters() {
        return meters;
    }

    /**
     * Prepares a state directory whose content outlives its harness. The test driver deletes its state when it is
     * closed, but here it deletes only a link.
     *
     * @return the directory for the first harness; the next harness gets {@code kept}
     */
    public static Path linkedTo(Path kept, Path link) throws IOException {
        Path task = Path.of(APPLICATION, "0_0");
        Files.createDirectories(kept.resolve(task));
        Files.createDirectories(link.resolve(APPLICATION));
        Files.createSymbolicLink(link.resolve(task), kept.resolve(task));
        return link;
    }

    @Override
    public void close() {
        driver.close();
    }
}
