package io.wanderscope.dashboard.live;

import io.wanderscope.dashboard.LinkingQuality;
import io.wanderscope.dashboard.live.Update.Rates;
import io.wanderscope.dashboard.live.Update.TrackChange;
import io.wanderscope.schema.ParticlePosition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything known about one acquisition. Every change has a version, so that a watcher who has seen one version can be
 * sent what came after it. Not thread-safe.
 *
 * <pre>
 *   track:  unknown ──position, result──▶ shown ──ended or silent for a while──▶ kept ──memory full──▶ outlined
 *                                           ▲                                     │                       │   │
 *                                           └─────────── changes again ───────────┴───────────────────────┘   │
 *           unknown ◀────────────────────────────────────── memory full ──────────────────────────────────────┘
 * </pre>
 */
final class LiveAcquisition {
    private static final int WINDOWS = 120;
    /** Memory of a time window of the composition. */
    private static final int WINDOW_BYTES = 1_600;

    private final String name;
    private final LiveLimits limits;
    /** All tracks that are kept, the least recently changed first. */
    private final LinkedHashMap<String, LiveTrack> tracks = new LinkedHashMap<>();
    /** Those of them that are in view. */
    private final Map<String, LiveTrack> shown = new LinkedHashMap<>();
    /** What is left of tracks that are not kept any more, the first to be outlined first. */
    private final LinkedHashMap<String, TrackOutline> outlines = new LinkedHashMap<>();

    private final RemovalLog removals;

    private final TreeMap<Long, CompositionWindow> windows = new TreeMap<>();
    private long compositionVersion;
    private final LivePopulations populations = new LivePopulations();
    private final LiveTriggers triggers = new LiveTriggers();
    private List<AcquisitionSummary.Stage> stages = List.of();
    private AcquisitionSummary.@Nullable Linking linking;

    private final Throughput throughput = new Throughput();
    private final FrameClock clock = new FrameClock();
    private String lengthUnit = "";
    private Instant latestPosition = Instant.EPOCH;
    private Instant latestResult = Instant.EPOCH;
    private long version;
    private int ended;
    private long positions;
    private boolean tracksAreMissing;
    /** Memory of tracks, outlines and windows of the composition. */
    private long cost;

    /**
     * An acquisition about which nothing is known yet.
     *
     * @param firstVersion later than every version of a forgotten acquisition of the same name, so that its watchers
     *     start again
     */
    LiveAcquisition(String name, LiveLimits limits, long firstVersion) {
        this.name = name;
        this.limits = limits;
        this.version = firstVersion;
        this.removals = new RemovalLog(firstVersion);
    }

    void addPosition(ParticlePosition position, Instant seen, Instant now) {
        latestPosition = later(latestPosition, seen);
        positions++;
        throughput.countPosition(now);
        lengthUnit = clock.hasObserved() ? lengthUnit : position.getLengthUnit();
        clock.observe(position.getFrame(), position.getTime(), seen);
        LiveTrack track = trackOf(position.getTrack(), seen);
        int before = track.cost();
        track.addPoint(position.getFrame(), position.getX(), position.getY(), ++version, seen);
        keep(track, before);
        throughput.check(now, this::overdueMs);
    }

    void addResult(String trackName, Result result, Instant seen, Instant now) {
        latestResult = later(latestResult, seen);
        LiveTrack known = trackOf(trackName, seen);
        if (known.isReusedBy(result)) {
            forget(known);
        }
        LiveTrack track = trackOf(trackName, seen);
        int before = track.cost();
        boolean hadEnded = track.hasEnded();
        if (track.addResult(result, ++version, seen)) {
            ended += track.hasEnded() && !hadEnded ? 1 : 0;
            throughput.countResult(result, clock.millisecondsSince(result.lastFrame()), now);
        }
        keep(track, before);
    }

    void addSaliency(String trackName, Saliency saliency, Instant seen) {
        latestResult = later(latestResult, seen);
        stages = saliency.stages().stream()
                .map(stage -> new AcquisitionSummary.Stage(stage.name(), stage.receptiveField()))
                .toList();
        LiveTrack track = trackOf(trackName, seen);
        int before = track.cost();
        track.addSaliency(saliency, ++version, seen);
        keep(track, before);
    }

    void addWindow(CompositionWindow window, Instant seen) {
        latestResult = later(latestResult, seen);
        cost += windows.put(window.start(), window) == null ? WINDOW_BYTES : 0;
        if (windows.size() > WINDOWS) {
            windows.pollFirstEntry();
            cost -= WINDOW_BYTES;
        }
        compositionVersion = ++version;
    }

    void addPopulation(Population population, Instant seen) {
        latestResult = later(latestResult, seen);
        populations.put(population, ++version);
    }

    void addTrigger(Trigger trigger, Instant seen) {
        latestResult = later(latestResult, seen);
        triggers.put(trigger, ++version);
    }

    void setLinking(LinkingQuality quality) {
        linking = AcquisitionSummary.Linking.of(quality);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private LiveTrack trackOf(String trackName, Instant seen) {
        LiveTrack known = tracks.get(trackName);
        if (known != null) {
            return known;
        }
        LiveTrack track = new LiveTrack(trackName, limits.maxPointsPerTrack(), seen);
        tracks.put(trackName, track);
        TrackOutline outline = outlines.remove(trackName);
        if (outline != null) {
            cost -= outline.cost();
            track.restore(outline, ++version, seen);
            ended += track.hasEnded() ? 1 : 0;
        }
        cost += track.cost();
        return track;
    }

    /** Moves a changed track to the end of the order of changes, and into view. */
    private void keep(LiveTrack track, int costBefore) {
        cost += track.cost() - costBefore;
        tracks.remove(track.name());
        tracks.put(track.name(), track);
        if (shown.put(track.name(), track) == null) {
            track.showFrom(version);
        }
    }

    /** Removes tracks that ended or fell silent long enough ago. */
    void expire(Instant now) {
        for (Iterator<LiveTrack> each = shown.values().iterator(); each.hasNext(); ) {
            LiveTrack track = each.next();
            if (!isInView(track, now)) {
                each.remove();
                removals.add(track.name(), ++version);
            }
        }
    }

    private boolean isInView(LiveTrack track, Instant now) {
        Duration visibleFor = track.hasEnded() ? limits.endedVisibleFor() : limits.silentVisibleFor();
        return !track.changed().isBefore(now.minus(visibleFor));
    }

    /**
     * Makes room: of the least recently changed track, no more than an outline is kept. If all are in view, it forgets an outline instead.
     *
     * @return false if there was nothing to forget
     */
    boolean forgetOldest(Instant now) {
        Iterator<LiveTrack> each = tracks.values().iterator();
        LiveTrack oldest = each.hasNext() ? each.next() : null;
        if (oldest == null || (!outlines.isEmpty() && isInView(oldest, now))) {
            return forgetOutline();
        }
        forget(oldest);
        outline(oldest);
        return true;
    }

    private void outline(LiveTrack track) {
        TrackOutline outline = TrackOutline.of(track);
        outlines.put(outline.name(), outline);
        cost += outline.cost();
    }

    private boolean forgetOutline() {
        Iterator<TrackOutline> each = outlines.values().iterator();
        if (!each.hasNext()) {
            return false;
        }
        TrackOutline oldest = each.next();
        each.remove();
        cost -= oldest.cost();
        tracksAreMissing = true;
        return true;
    }

    private void forget(LiveTrack track) {
        tracks.remove(track.name());
        cost -= track.cost();
        ended -= track.hasEnded() ? 1 : 0;
        if (shown.remove(track.name()) != null) {
            removals.add(track.name(), ++version);
        }
    }

    /** Approximate memory in bytes. */
    long cost() {
        return cost + populations.cost() + triggers.cost() + removals.cost();
    }

    /** Version of the latest change. */
    long version() {
        return version;
    }

    /** When the latest position arrived, or the latest result while there is no position. */
    Instant latest() {
        return hasPositions() ? latestPosition : latestResult;
    }

    String name() {
        return name;
    }

    boolean hasPositions() {
        return clock.hasObserved();
    }

    AcquisitionSummary summary() {
        return new AcquisitionSummary(
                name,
                lengthUnit,
                clock.frameIntervalMilliseconds(),
                tracks.size() - ended,
                ended,
                clock.firstTime(),
                clock.lastTime(),
                clock.lastFrame(),
                stages,
                linking);
    }

    List<TrackSummary> tracks(TrackFilter filter) {
        List<LiveTrack> latestFirst = new ArrayList<>(tracks.values());
        Collections.reverse(latestFirst);
        return latestFirst.stream()
                .filter(filter::accepts)
                .limit(filter.limit())
                .map(TrackSummary::of)
                .toList();
    }

    /** Null if the track is unknown. */
    @Nullable
    TrackDetail track(String trackName) {
        LiveTrack track = tracks.get(trackName);
        if (track == null) {
            return null;
        }
        return new TrackDetail(
                name,
                TrackSummary.of(track),
                lengthUnit,
                clock.frameIntervalMilliseconds(),
                track.path().latest(),
                track.revisions(),
                track.saliency());
    }

    List<CompositionWindow> windows() {
        return List.copyOf(windows.values());
    }

    /** The population of the whole acquisition first, then those of its windows, oldest first. */
    List<Population> populations() {
        return populations.all();
    }

    /** The latest first. */
    List<Trigger> triggers() {
        return triggers.all();
    }

    /** What changed after a version; everything in view if the version is negative or too old. */
    Update since(long seenVersion, Instant now) {
        boolean reset = seenVersion < 0 || !removals.isCompleteSince(seenVersion);
        long from = reset ? -1 : seenVersion;
        return new Update(
                name,
                reset,
                clock.lastFrame(),
                clock.lastTime(),
                changes(from),
                // A track that came back is among the removals, and whole among the changes.
                reset ? List.of() : removals.since(from),
                compositionVersion > from ? windows() : null,
                populations.wholeSince(from),
                triggers.since(from),
                rates(now),
                version);
    }

    /** Whether something of every track is known, if these are the positions that there were. */
    boolean hasAllOf(long positionsThereWere) {
        return !tracksAreMissing && positions >= positionsThereWere;
    }

    /**
     * All tracks that are known, in view or not, with as much of their paths as there is room for.
     *
     * @param mostPoints number of points above which paths are thinned, each to two points or more
     */
    Update overview(int mostPoints, Instant now) {
        int perTrack = Math.max(2, mostPoints / Math.max(1, outlines.size() + tracks.size()));
        List<TrackChange> all = new ArrayList<>();
        outlines.values()
                .forEach(each -> all.add(
                        wholeTrack(each.name(), each.path().thinned(perTrack), each.result(), each.hasEnded())));
        tracks.values()
                .forEach(each -> all.add(
                        wholeTrack(each.name(), each.path().thinned(perTrack), each.latestResult(), each.hasEnded())));
        // Of some, only results have been read.
        all.removeIf(each -> each.points() == null || each.points().frames().length == 0);
        return new Update(
                name,
                true,
                clock.lastFrame(),
                clock.lastTime(),
                all,
                List.of(),
                windows(),
                populations.wholeSince(-1),
                triggers.since(-1),
                rates(now),
                version);
    }

    private Rates rates(Instant now) {
        throughput.check(now, this::overdueMs);
        return throughput.rates(now);
    }

    /** The longest part of a path that waits for a result, although paths of that length have got one until now. */
    private long overdueMs() {
        long longest = 0;
        for (LiveTrack track : shown.values()) {
            long frames = track.overdueFrames();
            longest = frames == 0 ? longest : Math.max(longest, clock.milliseconds(frames));
        }
        return longest;
    }

    private static TrackChange wholeTrack(String name, Path path, @Nullable Result result, boolean hasEnded) {
        return new TrackChange(name, path, result, null, hasEnded);
    }

    private List<TrackChange> changes(long from) {
        List<TrackChange> changes = new ArrayList<>();
        for (LiveTrack track : shown.values()) {
            if (track.isShownSince(from)) {
                changes.add(change(track, -1));
            } else if (track.changedSince(from)) {
                changes.add(change(track, from));
            }
        }
        return changes;
    }

    private TrackChange change(LiveTrack track, long from) {
        return new TrackChange(
                track.name(),
                track.pathChangedSince(from) ? track.path().since(from, limits.tailPoints()) : null,
                track.resultChangedSince(from) ? track.latestResult() : null,
                track.saliencyChangedSince(from) ? track.saliency() : null,
                track.hasEnded());
    }
}
