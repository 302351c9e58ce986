package io.wanderscope.dashboard.live;

import io.wanderscope.dashboard.live.Update.Rates;
import io.wanderscope.dashboard.live.Update.ScaledSaliency;
import io.wanderscope.dashboard.live.Update.TrackChange;
import io.wanderscope.schema.ParticlePosition;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is known of one acquisition. Every change has a version, so that a watcher who has seen one is told what came
 * after it. Not thread-safe.
 *
 * <pre>
 *   track:  unknown ──position, result──▶ shown ──ended or silent for a while──▶ kept ──no room──▶ unknown
 *                                           ▲                                     │
 *                                           └─────────── changes again ───────────┘
 * </pre>
 */
final class LiveAcquisition {
    private static final int WINDOWS = 120;
    private static final int DELAYS = 200;
    private static final int REMOVALS = 10_000;
    private static final int WINDOW_BYTES = 1_200;
    /** What a removal takes without the name of its track, which may be kept by nothing else. */
    private static final int REMOVAL_BYTES = 100;

    private final String name;
    private final LiveLimits limits;
    /** Those that are kept, the longest unchanged first. */
    private final LinkedHashMap<String, LiveTrack> tracks = new LinkedHashMap<>();
    /** Those among them that are put before watchers. */
    private final Map<String, LiveTrack> shown = new LinkedHashMap<>();

    private final Deque<Removal> removals = new ArrayDeque<>();
    /** Watchers who saw nothing after this version cannot be told what was removed since. */
    private long forgottenVersion;

    private final TreeMap<Long, CompositionWindow> windows = new TreeMap<>();
    private long compositionVersion;
    private List<AcquisitionSummary.Stage> stages = List.of();

    private final EventRate positions = new EventRate();
    private final EventRate results = new EventRate();
    private final Deque<Long> delays = new ArrayDeque<>();
    private final FrameClock clock = new FrameClock();
    private String lengthUnit = "";
    private Instant changed = Instant.EPOCH;
    private long version;
    private int ended;
    private long cost;

    private record Removal(String track, long version) {
        private int cost() {
            return REMOVAL_BYTES + Character.BYTES * track.length();
        }
    }

    /**
     * An acquisition of which nothing is known.
     *
     * @param firstVersion later than all of a namesake that was forgotten, so that whoever watched that one begins anew
     */
    LiveAcquisition(String name, LiveLimits limits, long firstVersion) {
        this.name = name;
        this.limits = limits;
        this.version = firstVersion;
        this.forgottenVersion = firstVersion;
    }

    void position(ParticlePosition position, Instant seen, Instant now) {
        changed(seen);
        positions.count(now);
        lengthUnit = clock.hasSeen() ? lengthUnit : position.getLengthUnit();
        clock.saw(position.getFrame(), position.getTime(), seen);
        LiveTrack track = trackOf(position.getTrack(), seen);
        int before = track.cost();
        track.addPoint(position.getFrame(), position.getX(), position.getY(), ++version, seen);
        keep(track, before);
    }

    void result(String trackName, Result result, Instant seen, Instant now) {
        changed(seen);
        LiveTrack known = trackOf(trackName, seen);
        if (known.isFollowedBy(result)) {
            forget(known);
        }
        LiveTrack track = trackOf(trackName, seen);
        int before = track.cost();
        boolean hadEnded = track.hasEnded();
        if (track.addResult(result, ++version, seen)) {
            ended += track.hasEnded() && !hadEnded ? 1 : 0;
            results.count(now);
            delays.addLast(result.delayMs());
            if (delays.size() > DELAYS) {
                delays.removeFirst();
            }
        }
        keep(track, before);
    }

    void explain(String trackName, Saliency saliency, Instant seen) {
        changed(seen);
        stages = saliency.stages().stream()
                .map(stage -> new AcquisitionSummary.Stage(stage.name(), stage.receptiveField()))
                .toList();
        LiveTrack track = trackOf(trackName, seen);
        int before = track.cost();
        track.explain(saliency, ++version, seen);
        keep(track, before);
    }

    void window(CompositionWindow window) {
        cost += windows.put(window.start(), window) == null ? WINDOW_BYTES : 0;
        if (windows.size() > WINDOWS) {
            windows.pollFirstEntry();
            cost -= WINDOW_BYTES;
        }
        compositionVersion = ++version;
    }

    private void changed(Instant seen) {
        changed = seen.isAfter(changed) ? seen : changed;
    }

    private LiveTrack trackOf(String trackName, Instant seen) {
        return tracks.computeIfAbsent(trackName, absent -> {
            LiveTrack track = new LiveTrack(absent, limits.pointsOfTrack(), seen);
            cost += track.cost();
            return track;
        });
    }

    /** Puts a track that changed last in the order of changes, and before watchers. */
    private void keep(LiveTrack track, int costBefore) {
        cost += track.cost() - costBefore;
        tracks.remove(track.name());
        tracks.put(track.name(), track);
        if (shown.put(track.name(), track) == null) {
            track.showFrom(version);
        }
    }

    /** No longer shows what ended or fell silent long enough ago. */
    void expire(Instant now) {
        Instant endedBefore = now.minus(limits.endedShown());
        Instant silentBefore = now.minus(limits.silentShown());
        for (Iterator<LiveTrack> each = shown.values().iterator(); each.hasNext(); ) {
            LiveTrack track = each.next();
            if (track.changed().isBefore(track.hasEnded() ? endedBefore : silentBefore)) {
                each.remove();
                removed(track);
            }
        }
    }

    /** Forgets the track that has been unchanged for longest; false when there is none. */
    boolean forgetOldest() {
        Iterator<LiveTrack> oldest = tracks.values().iterator();
        if (!oldest.hasNext()) {
            return false;
        }
        forget(oldest.next());
        return true;
    }

    private void forget(LiveTrack track) {
        tracks.remove(track.name());
        cost -= track.cost();
        ended -= track.hasEnded() ? 1 : 0;
        if (shown.remove(track.name()) != null) {
            removed(track);
        }
    }

    private void removed(LiveTrack track) {
        Removal removal = new Removal(track.name(), ++version);
        removals.addLast(removal);
        cost += removal.cost();
        if (removals.size() > REMOVALS) {
            Removal forgotten = removals.removeFirst();
            cost -= forgotten.cost();
            forgottenVersion = forgotten.version();
        }
    }

    /** About how many bytes it takes. */
    long cost() {
        return cost;
    }

    /** That of the latest change. */
    long version() {
        return version;
    }

    Instant changed() {
        return changed;
    }

    String name() {
        return name;
    }

    boolean hasPositions() {
        return clock.hasSeen();
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
                stages);
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

    /** Null when it is not known. */
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

    /** What changed after a version; all when the version is negative or too old to be told from. */
    Update since(long seenVersion, Integer stage, Instant now) {
        boolean reset = seenVersion < forgottenVersion || seenVersion < 0;
        long from = reset ? -1 : seenVersion;
        return new Update(
                name,
                stage,
                reset,
                clock.lastFrame(),
                clock.lastTime(),
                changes(from, stage),
                removals(reset ? Long.MAX_VALUE : from),
                compositionVersion > from ? windows() : null,
                new Rates(positions.perSecond(now), results.perSecond(now), medianDelay()),
                version);
    }

    private List<TrackChange> changes(long from, Integer stage) {
        List<TrackChange> changes = new ArrayList<>();
        for (LiveTrack track : shown.values()) {
            if (track.shownSince(from)) {
                changes.add(change(track, -1, stage));
            } else if (track.changedSince(from)) {
                changes.add(change(track, from, stage));
            }
        }
        return changes;
    }

    private TrackChange change(LiveTrack track, long from, Integer stage) {
        Path points = track.pathChangedSince(from) ? track.path().since(from, limits.tailPoints()) : null;
        return new TrackChange(
                track.name(),
                points == null ? null : points.frames(),
                points == null ? null : single(points.x()),
                points == null ? null : single(points.y()),
                track.resultChangedSince(from) ? track.latestResult() : null,
                track.saliencyChangedSince(from) ? scaled(track.saliency(), stage) : null,
                track.hasEnded());
    }

    private static ScaledSaliency scaled(Saliency saliency, Integer stage) {
        boolean known =
                saliency != null && stage != null && stage < saliency.stages().size() && saliency.frames().length > 0;
        return known ? new ScaledSaliency(saliency.frames()[0], saliency.scaled(stage)) : null;
    }

    private static float[] single(double[] values) {
        float[] single = new float[values.length];
        for (int point = 0; point < values.length; point++) {
            // JSON has no infinity, which a number too large for single precision becomes.
            single[point] = (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, values[point]));
        }
        return single;
    }

    private List<String> removals(long from) {
        // One that came back since is among them and, whole, among the changes.
        Set<String> names = new LinkedHashSet<>();
        for (Iterator<Removal> each = removals.descendingIterator(); each.hasNext(); ) {
            Removal removal = each.next();
            if (removal.version() <= from) {
                break;
            }
            names.add(removal.track());
        }
        return List.copyOf(names);
    }

    private Long medianDelay() {
        if (delays.isEmpty()) {
            return null;
        }
        long[] sorted = delays.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
