package io.wanderscope.streaming.triggers;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.schema.AcquisitionTrigger;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.UndeterminedReason;
import io.wanderscope.streaming.MetricsOfTests;
import io.wanderscope.streaming.StreamMetrics;
import io.wanderscope.streaming.TopologyNames;
import io.wanderscope.streaming.TriggerRules;
import io.wanderscope.streaming.tracks.CountingStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** A task of triggers on stores that outlive it. It can be started again, as after a crash or a move. */
final class TriggerTask {
    static final String ACQUISITION = "cell";
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final List<String> STORES = List.of(
            TopologyNames.TRIGGER_TRACKS_STORE, TopologyNames.TRIGGER_RULES_STORE, TopologyNames.TRIGGER_SHARES_STORE);

    private final Map<String, CountingStore> stores = new LinkedHashMap<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final StreamMetrics metrics = MetricsOfTests.in(meters);
    private final List<AcquisitionTrigger> sent = new ArrayList<>();
    private final int maximumTracks;
    private final int maximumDeletedTracks;
    private TriggerRules rules;
    private MockProcessorContext<String, AcquisitionTrigger> context;
    private TriggerProcessor processor;
    private long streamTime = START.toEpochMilli();

    /** With rules as a configuration has them: {@code trigger.} is left out of each key. */
    TriggerTask(String... rules) {
        this(TriggerRules.MAXIMUM_TRACKS, 1_000, rules);
    }

    /** With limits on the tracks that count for a share, and on those that are deleted together. */
    TriggerTask(int maximumTracks, int maximumDeletedTracks, String... rules) {
        this.maximumTracks = maximumTracks;
        this.maximumDeletedTracks = maximumDeletedTracks;
        this.rules = rules(rules);
        STORES.forEach(store -> stores.put(store, new CountingStore(store)));
        start();
    }

    static TriggerRules rules(String... entries) {
        return TriggerRules.parse(Stream.of(entries)
                .map(entry -> entry.split("=", 2))
                .collect(Collectors.toMap(entry -> "trigger." + entry[0], entry -> entry[1])));
    }

    /** Starts with what the stores hold. */
    void start() {
        if (processor != null) {
            processor.close();
        }
        context = new MockProcessorContext<>();
        context.setCurrentSystemTimeMs(START.toEpochMilli());
        context.setCurrentStreamTimeMs(streamTime);
        add(TopologyNames.TRIGGER_TRACKS_STORE, Serdes.String(), TrackProgress.serde());
        add(TopologyNames.TRIGGER_RULES_STORE, Serdes.String(), RuleProgress.serde());
        add(TopologyNames.TRIGGER_SHARES_STORE, ShareKey.serde(), CountedTrack.serde());
        processor = new TriggerProcessor(rules, maximumTracks, maximumDeletedTracks, Duration.ofMinutes(1), metrics);
        processor.init(context);
    }

    void start(String... changed) {
        rules = rules(changed);
        start();
    }

    private <K, V> void add(String name, Serde<K> key, Serde<V> value) {
        KeyValueStore<K, V> store = Stores.keyValueStoreBuilder(stores.get(name).supplier(), key, value)
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
    }

    /** A result of a track in micrometres, with a label that can be changed. */
    static TrackResult result(String track, int revision, DiffusionLabel label) {
        return new TrackResult(
                track,
                ResultStatus.LIVE,
                revision,
                label,
                Optional.empty(),
                OptionalDouble.of(0.75),
                OptionalDouble.of(1.5),
                25,
                20,
                Optional.of(new TrackResult.Coefficient(0.5, "um^2/s")),
                24,
                OptionalLong.empty(),
                Optional.of(new TrackResult.Place(3, 4)),
                "um");
    }

    static TrackResult undetermined(String track, int revision, UndeterminedReason reason) {
        TrackResult like = result(track, revision, DiffusionLabel.UNDETERMINED);
        return like(like, like.status(), Optional.of(reason), like.time());
    }

    /** The same, of a track whose last position came some milliseconds after the start. */
    static TrackResult seen(long millis, TrackResult like) {
        return like(like, like.status(), like.reason(), OptionalLong.of(START.toEpochMilli() + millis));
    }

    static TrackResult asFinal(TrackResult live) {
        return like(live, ResultStatus.FINAL, live.reason(), live.time());
    }

    private static TrackResult like(
            TrackResult other, ResultStatus status, Optional<UndeterminedReason> reason, OptionalLong time) {
        return new TrackResult(
                other.track(),
                status,
                other.revision(),
                other.label(),
                reason,
                other.confidence(),
                other.alpha(),
                other.points(),
                other.observedPoints(),
                other.diffusion(),
                other.frame(),
                time,
                other.place(),
                other.lengthUnit());
    }

    /** Receives a result some milliseconds after the start, and gives what was sent since. */
    List<AcquisitionTrigger> receive(long millis, TrackResult result) {
        return receive(ACQUISITION, millis, result);
    }

    List<AcquisitionTrigger> receive(String acquisition, long millis, TrackResult result) {
        long time = START.toEpochMilli() + millis;
        streamTime = Math.max(streamTime, time);
        context.setCurrentStreamTimeMs(streamTime);
        context.resetForwards();
        processor.process(new Record<>(acquisition, result, time));
        List<AcquisitionTrigger> now = context.forwarded().stream()
                .map(forward -> (AcquisitionTrigger) forward.record().value())
                .toList();
        sent.addAll(now);
        return now;
    }

    /** Everything that was sent. */
    List<AcquisitionTrigger> sent() {
        return sent;
    }

    /** Stream time moves on, and the punctuations of stream time run. */
    void passStreamTime(Duration duration) {
        streamTime += duration.toMillis();
        context.setCurrentStreamTimeMs(streamTime);
        context.scheduledPunctuators().stream()
                .filter(each -> each.getType() == PunctuationType.STREAM_TIME && !each.cancelled())
                .forEach(each -> each.getPunctuator().punctuate(streamTime));
    }

    CountingStore store(String name) {
        return stores.get(name);
    }

    long entries(String store) {
        return stores.get(store).approximateNumEntries();
    }

    double count(String name, String rule) {
        return meters.get("wanderscope." + name).tag("rule", rule).counter().count();
    }
}
