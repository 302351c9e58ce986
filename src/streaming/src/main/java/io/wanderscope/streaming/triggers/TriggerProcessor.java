package io.wanderscope.streaming.triggers;

import io.wanderscope.schema.AcquisitionTrigger;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.streaming.OutputCommits;
import io.wanderscope.streaming.StreamMetrics;
import io.wanderscope.streaming.TopologyNames;
import io.wanderscope.streaming.TrackKey;
import io.wanderscope.streaming.TriggerRule;
import io.wanderscope.streaming.TriggerRules;
import io.wanderscope.streaming.Turns;
import io.wanderscope.streaming.stores.CachedStores;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds each result against the rules, and sends a trigger for each event: the conditions of a rule hold and did not before. It looks
 * at results only, in the order in which they arrive, so the same results in the same order give the same triggers. Results of
 * a track that come again, or late, change nothing.
 *
 * <p>An open track has an entry until its FINAL, an acquisition one for each rule that it had events of, and a rule that waits for a
 * share two for each track that counts. An acquisition without results is forgotten after as long as an ended track is, but not within a day.
 */
public final class TriggerProcessor implements Processor<String, TrackResult, String, AcquisitionTrigger> {
    private static final Logger LOG = LoggerFactory.getLogger(TriggerProcessor.class);

    private static final Duration TURN = Duration.ofMillis(5);
    private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(1);

    /** Of a rule and an acquisition, with one result, or in one punctuation when it is forgotten, so that transactions stay short. */
    private static final int MAXIMUM_DELETED_TRACKS = 1_000;

    private final TriggerRules rules;
    private final int maximumTracks;
    private final int maximumDeletedTracks;
    private final Duration retention;
    private final StreamMetrics metrics;
    private final Set<String> rulesInAnotherUnit = new HashSet<>();

    private ProcessorContext<String, AcquisitionTrigger> context;
    private KeyValueStore<String, TrackProgress> tracks;
    private KeyValueStore<String, RuleProgress> progress;
    private CountedTracks counted;
    private Sweep<TrackProgress> trackSweep;
    private Sweep<RuleProgress> ruleSweep;
    private OutputCommits commits;
    private Turns turns;
    private Cancellable sweeping;

    /**
     * Watches the acquisitions of a partition.
     *
     * @param retention after which, in stream time, an acquisition without results is forgotten; a day at least
     */
    public TriggerProcessor(TriggerRules rules, Duration retention, StreamMetrics metrics) {
        this(rules, TriggerRules.MAXIMUM_TRACKS, MAXIMUM_DELETED_TRACKS, retention, metrics);
    }

    /** With other limits on the tracks that count for a share, and on those that are deleted together. */
    TriggerProcessor(
            TriggerRules rules,
            int maximumTracks,
            int maximumDeletedTracks,
            Duration retention,
            StreamMetrics metrics) {
        this.rules = rules;
        this.maximumTracks = maximumTracks;
        this.maximumDeletedTracks = maximumDeletedTracks;
        this.retention = retention.compareTo(TriggerRules.LONGEST) < 0 ? TriggerRules.LONGEST : retention;
        this.metrics = metrics;
    }

    /** The stores that events are found with. */
    public static List<StoreBuilder<?>> stores() {
        return List.of(
                CachedStores.builder(TopologyNames.TRIGGER_TRACKS_STORE, Serdes.String(), TrackProgress.serde()),
                CachedStores.builder(TopologyNames.TRIGGER_RULES_STORE, Serdes.String(), RuleProgress.serde()),
                CachedStores.builder(TopologyNames.TRIGGER_SHARES_STORE, ShareKey.serde(), CountedTrack.serde()));
    }

    /** Starts afresh from the stores, even when Kafka Streams reuses the processor of a task that it resumes. */
    @Override
    public void init(ProcessorContext<String, AcquisitionTrigger> processorContext) {
        context = processorContext;
        tracks = context.getStateStore(TopologyNames.TRIGGER_TRACKS_STORE);
        progress = context.getStateStore(TopologyNames.TRIGGER_RULES_STORE);
        counted = new CountedTracks(context.getStateStore(TopologyNames.TRIGGER_SHARES_STORE), maximumTracks);
        trackSweep = new Sweep<>(tracks);
        ruleSweep = new Sweep<>(progress);
        commits = new OutputCommits(context);
        turns = new Turns(context, TURN, this::endTurn);
        sweeping = context.schedule(SWEEP_INTERVAL, PunctuationType.STREAM_TIME, this::forget);
    }

    @Override
    public void process(Record<String, TrackResult> record) {
        String acquisition = record.key();
        TrackResult result = record.value();
        String track = new TrackKey(acquisition, result.track()).text();
        TrackProgress stored = tracks.get(track);
        TrackProgress before = stored == null ? TrackProgress.NONE : stored;
        if (result.revision() <= before.revision()) {
            return;
        }
        Map<String, Holding> after = new HashMap<>();
        for (TriggerRule rule : rules.of(acquisition)) {
            if (rule.share().isPresent()) {
                count(rule, rule.share().get(), acquisition, result, record.timestamp());
            } else {
                Holding holding = follow(rule, acquisition, result, before.of(rule.name()), record.timestamp());
                after.put(rule.name(), holding);
            }
        }
        after.values().removeIf(Holding.NEVER::equals);
        tracks.put(
                track,
                result.status() == ResultStatus.FINAL
                        ? null
                        : new TrackProgress(result.revision(), record.timestamp(), after));
        endTurn(context.currentSystemTimeMs());
    }

    /**
     * A rule that waits for one track. Its times are those of the track's positions: other acquisitions of the partition take part in
     * stream time, and an end mark may come long after the last position.
     */
    private Holding follow(TriggerRule rule, String acquisition, TrackResult result, Holding before, long streamTime) {
        if (!RuleMatch.counts(rule, result)) {
            return before;
        }
        long time = result.time().orElse(streamTime);
        Holding after = before.after(
                matches(rule, acquisition, result), time, rule.holding().toMillis());
        if (after.events() > before.events()) {
            RuleProgress atEvent = progress(rule, acquisition).at(streamTime);
            put(
                    rule,
                    acquisition,
                    told(
                            rule,
                            acquisition,
                            time,
                            streamTime,
                            atEvent,
                            TriggerRecords.ofTrack(rule, acquisition, result, after, time)));
        }
        return after;
    }

    /**
     * A rule that waits for a share of the tracks. Time does not go back, although tracks come from partitions with different
     * ones.
     */
    private void count(
            TriggerRule rule, TriggerRule.Share share, String acquisition, TrackResult result, long resultTime) {
        RuleProgress before = progress(rule, acquisition).at(resultTime);
        long time = before.latest();
        ShareCount count = counted.removeBefore(
                before.counted(),
                rule.name(),
                acquisition,
                time - share.window().toMillis() + 1,
                maximumDeletedTracks);
        if (RuleMatch.counts(rule, result)) {
            CountedTrack track = new CountedTrack(resultTime, matches(rule, acquisition, result));
            count = counted.add(count, rule.name(), acquisition, result.track(), track);
        }
        boolean holds = count.tracks() >= share.minimumTracks() && count.share() >= share.minimum();
        RuleProgress after = before.with(count)
                .with(before.holding().after(holds, time, rule.holding().toMillis()));
        boolean isEvent = after.holding().events() > before.holding().events();
        put(
                rule,
                acquisition,
                isEvent
                        ? told(
                                rule,
                                acquisition,
                                time,
                                time,
                                after,
                                TriggerRecords.ofShare(rule, acquisition, after, time))
                        : after);
    }

    private boolean matches(TriggerRule rule, String acquisition, TrackResult result) {
        if (RuleMatch.isInAnotherUnit(rule, result) && rulesInAnotherUnit.add(rule.name())) {
            LOG.warn(
                    "event=trigger_unit rule={} acquisition={} track={} reason=\"the rule names diffusion coefficients in {},"
                            + " and that of the track is in {}; such tracks never meet it. Publish positions in a metric unit,"
                            + " with the times of their frames\"",
                    rule.name(),
                    acquisition,
                    result.track(),
                    TriggerRule.Diffusion.UNIT,
                    result.diffusion().orElseThrow().unit());
        }
        return RuleMatch.matches(rule, result);
    }

    /** Sends the trigger of an event, or counts that it was too soon for one. */
    private RuleProgress told(
            TriggerRule rule,
            String acquisition,
            long time,
            long streamTime,
            RuleProgress now,
            AcquisitionTrigger.Builder trigger) {
        if (now.isTooSoon(time, rule.every())) {
            metrics.suppressedTrigger(rule.name());
            return now.oneMoreSuppressed();
        }
        trigger.setSuppressed(now.suppressed()).setTriggeredTime(Instant.ofEpochMilli(context.currentSystemTimeMs()));
        context.forward(new Record<>(acquisition, trigger.build(), streamTime));
        metrics.trigger(rule.name());
        commits.sent();
        return now.triggered(time);
    }

    private RuleProgress progress(TriggerRule rule, String acquisition) {
        RuleProgress stored = progress.get(key(rule, acquisition));
        return stored == null ? RuleProgress.NONE : stored;
    }

    private void put(TriggerRule rule, String acquisition, RuleProgress changed) {
        progress.put(key(rule, acquisition), changed);
    }

    private static String key(TriggerRule rule, String acquisition) {
        return acquisition + TrackKey.SEPARATOR + rule.name();
    }

    private void endTurn(long now) {
        commits.endTurn(false, now);
        turns.schedule(commits.isPending());
    }

    private void forget(long streamTime) {
        long before = streamTime - retention.toMillis();
        trackSweep.forEachExpired(track -> track.time() <= before, expired -> tracks.delete(expired.key));
        ruleSweep.forEachExpired(rule -> rule.latest() <= before, this::forget);
    }

    private void forget(KeyValue<String, RuleProgress> expired) {
        int slash = expired.key.indexOf(TrackKey.SEPARATOR);
        RuleProgress last = expired.value;
        ShareCount left = counted.removeBefore(
                last.counted(),
                expired.key.substring(slash + 1),
                expired.key.substring(0, slash),
                last.latest() + 1,
                maximumDeletedTracks);
        progress.put(expired.key, left.hasRemains() ? last.with(left) : null);
    }

    @Override
    public void close() {
        sweeping.cancel();
        turns.schedule(false);
    }
}
