package io.wanderscope.streaming.population;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.diffusion.population.SufficientStatistics;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.schema.TimeUnit;
import io.wanderscope.streaming.MetricsOfTests;
import io.wanderscope.streaming.PopulationThread;
import io.wanderscope.streaming.StreamMetrics;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.TopologyNames;
import io.wanderscope.streaming.tracks.CountingStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** A task of populations on stores that count and outlive it. It can be started again, as after a crash or a move. */
final class PopulationTask {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final TrackUnit MICROMETRES = new TrackUnit("um", 1, TimeUnit.S);

    /** Where the number of tracks stands in the statistics of a track, and where something else does. */
    private static final int TRACKS = 0;

    private static final int OTHER = 1_000_000;

    /** Where an answer of the model stands. */
    private static final int ANSWER = 100_123;

    private final Map<String, CountingStore> stores = new LinkedHashMap<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final StreamMetrics metrics = MetricsOfTests.in(meters);
    private final Executor executor;
    private ModelDescription model = FakeTrajectoryClassifier.create().model();
    private StreamSettings settings;
    private MockProcessorContext<String, AcquisitionPopulation> context;
    private PopulationProcessor processor;
    private long now = START.toEpochMilli();
    private long streamTime = START.toEpochMilli();
    private @Nullable Error defect;

    /** That estimates at once. */
    PopulationTask(StreamSettings settings) {
        this(settings, Runnable::run);
    }

    /** That estimates when the executor does. */
    PopulationTask(StreamSettings settings, Executor executor) {
        this.settings = settings;
        this.executor = executor;
        PopulationProcessor.stores().forEach(store -> stores.put(store.name(), new CountingStore(store.name())));
        start();
    }

    /** Starts with what the stores hold; what was in memory is forgotten, and what was sent too. */
    void start() {
        context = new MockProcessorContext<>();
        context.setCurrentSystemTimeMs(now);
        context.setCurrentStreamTimeMs(streamTime);
        add(TopologyNames.POPULATION_STORE, PopulationKey.serde(), PopulationEntry.serde());
        add(TopologyNames.POPULATION_DUE_STORE, PopulationKey.serde(), Serdes.Long());
        processor = new PopulationProcessor(
                model, settings, PopulationThread.on(executor, () -> 0, duration -> {}), metrics, this::nanoTime);
        processor.init(context);
    }

    private long nanoTime() {
        if (defect != null) {
            throw defect;
        }
        return 0;
    }

    /** Every estimate from now on fails with this; no track can be added until it is null again. */
    void failWith(@Nullable Error error) {
        defect = error;
    }

    /** Starts again with other settings. */
    void start(StreamSettings changed) {
        settings = changed;
        start();
    }

    /** Starts again with a model whose file has another hash. */
    void startWithModel(String sha256) {
        ModelDescription before = model;
        model = new ModelDescription(
                before.name(),
                sha256,
                before.stages(),
                before.minimumPoints(),
                before.maximumPoints(),
                before.shortTracks(),
                before.faithfulness(),
                before.confusion());
        start();
    }

    /** What a track contributes that the present model answered for. */
    Contribution answered() {
        return new Contribution(
                MICROMETRES,
                Contribution.model(model),
                new SufficientStatistics.Builder().add(TRACKS, 1).add(ANSWER, 1).build());
    }

    /** How many answers are counted for the acquisition, whichever model gave them. */
    long answers() {
        return stored(PopulationKey.whole("cell")).in(MICROMETRES).at(ANSWER);
    }

    private <K, V> void add(String name, Serde<K> key, Serde<V> value) {
        KeyValueStore<K, V> store = Stores.keyValueStoreBuilder(stores.get(name).supplier(), key, value)
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
    }

    /** What a track contributes; the number makes it different from others. */
    static Contribution contribution(TrackUnit unit, int number) {
        return new Contribution(
                unit,
                Contribution.model(FakeTrajectoryClassifier.create().model()),
                new SufficientStatistics.Builder()
                        .add(TRACKS, 1)
                        .add(OTHER + number % 50, number + 1)
                        .build());
    }

    /** A track of the acquisition "cell" ends at a time after the start. */
    void track(Duration ended, Contribution contribution) {
        track("cell", ended, contribution);
    }

    void track(String acquisition, Duration ended, Contribution contribution) {
        long time = START.plus(ended).toEpochMilli();
        streamTime = Math.max(streamTime, time);
        context.setCurrentStreamTimeMs(streamTime);
        processor.process(new Record<>(acquisition, contribution, time));
    }

    /** A number of tracks in micrometres end at the start. */
    void tracks(int number) {
        for (int track = 0; track < number; track++) {
            track(Duration.ZERO, contribution(MICROMETRES, track));
        }
    }

    /** The wall clock moves on, and a turn is taken if one is scheduled. */
    void pass(Duration duration) {
        now += duration.toMillis();
        context.setCurrentSystemTimeMs(now);
        punctuate(PunctuationType.WALL_CLOCK_TIME, now);
    }

    /** Takes turns until nothing is due, a second after the last track. */
    void settle() {
        pass(Duration.ofSeconds(1));
        while (isDue()) {
            pass(Duration.ofMillis(200));
        }
    }

    boolean isDue() {
        return context.scheduledPunctuators().stream()
                .anyMatch(each -> !each.cancelled() && each.getType() == PunctuationType.WALL_CLOCK_TIME);
    }

    /** The stream time at which expired populations are deleted. */
    void expire(Duration afterStart) {
        streamTime = Math.max(streamTime, START.plus(afterStart).toEpochMilli());
        context.setCurrentStreamTimeMs(streamTime);
        punctuate(PunctuationType.STREAM_TIME, streamTime);
    }

    private void punctuate(PunctuationType type, long time) {
        List<CapturedPunctuator> due = context.scheduledPunctuators().stream()
                .filter(each -> !each.cancelled() && each.getType() == type)
                .toList();
        due.forEach(each -> each.getPunctuator().punctuate(time));
    }

    void close() {
        processor.close();
    }

    /** What was sent since the start. */
    List<Record<String, AcquisitionPopulation>> sent() {
        return context.forwarded().stream()
                .map(CapturedForward::record)
                .map(record ->
                        new Record<String, AcquisitionPopulation>(record.key(), record.value(), record.timestamp()))
                .toList();
    }

    /** The latest record of each population that was sent since the start. */
    Map<String, AcquisitionPopulation> latest() {
        Map<String, AcquisitionPopulation> latest = new HashMap<>();
        sent().forEach(record -> latest.put(record.key(), record.value()));
        return latest;
    }

    /** Number of tracks in each record of the whole acquisition that was sent since the start. */
    List<Long> sentForWhole() {
        return sent().stream()
                .filter(record -> record.key().equals("cell"))
                .map(record -> record.value().getTracks())
                .toList();
    }

    CountingStore store(String name) {
        return stores.get(name);
    }

    /** The sums of the whole acquisition, and of its windows, as they are stored. */
    PopulationSums stored(PopulationKey population) {
        KeyValueStore<PopulationKey, PopulationEntry> store = context.getStateStore(TopologyNames.POPULATION_STORE);
        return (PopulationSums) store.get(population);
    }

    double counted(String meter) {
        return meters.get(meter).counter().count();
    }

    double due() {
        return meters.get("wanderscope.population.due").gauge().value();
    }
}
