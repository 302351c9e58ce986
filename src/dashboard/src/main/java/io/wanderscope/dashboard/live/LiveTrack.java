package io.wanderscope.dashboard.live;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything known about one track, with the version of each part's last change. Not thread-safe. */
final class LiveTrack {
    private static final int REVISIONS = 200;
    /** Memory without name, points, results and saliency, but with the entries in the maps that hold the track. */
    private static final int OWN_BYTES = 420;

    private static final int RESULT_BYTES = 1_100;

    /** Multiple of the latest interval between results that no setting of the stream brings about. */
    private static final int OVERDUE = 4;

    /** Frames of the shortest interval that counts. */
    private static final int LEAST_INTERVAL = 20;

    private final String name;
    private final PathBuffer path;
    private final Deque<Result> revisions = new ArrayDeque<>(1);
    private @Nullable Saliency saliency;
    private boolean ended;
    private Instant changed;

    private long pathVersion;
    private long resultVersion;
    private long saliencyVersion;
    private long endVersion;
    /** Version at which the track last came into view; watchers know nothing of it from before. */
    private long shownVersion;

    LiveTrack(String name, int guaranteedPoints, Instant seen) {
        this.name = name;
        this.path = new PathBuffer(guaranteedPoints);
        this.changed = seen;
    }

    void addPoint(long frame, double x, double y, long version, Instant seen) {
        if (path.add(frame, x, y, version)) {
            pathVersion = version;
            touch(seen);
        }
    }

    /** Adds a result; false if it is already known or older than the latest one, which changes nothing. */
    boolean addResult(Result result, long version, Instant seen) {
        if (!revisions.isEmpty() && result.revision() <= revisions.getLast().revision()) {
            return false;
        }
        revisions.addLast(result);
        if (revisions.size() > REVISIONS) {
            revisions.removeFirst();
        }
        resultVersion = version;
        if (result.isFinal()) {
            ended = true;
            endVersion = version;
        }
        touch(seen);
        return true;
    }

    void addSaliency(Saliency added, long version, Instant seen) {
        if (saliency == null || added.revision() >= saliency.revision()) {
            saliency = added;
            saliencyVersion = version;
            touch(seen);
        }
    }

    /** Takes in what was left of it. */
    void restore(TrackOutline outline, long version, Instant seen) {
        Path points = outline.path();
        for (int point = 0; point < points.frames().length; point++) {
            addPoint(points.frames()[point], points.x()[point], points.y()[point], version, seen);
        }
        if (outline.result() != null) {
            addResult(outline.result(), version, seen);
        }
    }

    private void touch(Instant seen) {
        changed = seen.isAfter(changed) ? seen : changed;
    }

    /**
     * The number of frames since its latest result, if they are several times as many as between its latest two, so that another result
     * should be here; 0 otherwise. Nothing is known of tracks with fewer than two results.
     */
    long overdueFrames() {
        if (ended || revisions.size() < 2 || path.size() == 0) {
            return 0;
        }
        Iterator<Result> latestFirst = revisions.descendingIterator();
        long latest = latestFirst.next().lastFrame();
        long interval = latest - latestFirst.next().lastFrame();
        long since = path.lastFrame() - latest;
        return since > OVERDUE * Math.max(interval, LEAST_INTERVAL) ? since : 0;
    }

    /** Whether this result belongs to a new track that reuses the name. */
    boolean isReusedBy(Result result) {
        return ended
                && result.revision() == 1
                && result.firstFrame() > revisions.getLast().lastFrame();
    }

    void showFrom(long version) {
        shownVersion = version;
    }

    boolean isShownSince(long version) {
        return shownVersion > version;
    }

    String name() {
        return name;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Time of the last change. */
    Instant changed() {
        return changed;
    }

    /** Approximate memory in bytes. */
    int cost() {
        return OWN_BYTES
                + Character.BYTES * name.length()
                + path.cost()
                + RESULT_BYTES * revisions.size()
                + (saliency == null ? 0 : saliency.cost());
    }

    PathBuffer path() {
        return path;
    }

    /** Null before the first result. */
    @Nullable
    Result latestResult() {
        return revisions.peekLast();
    }

    List<Result> revisions() {
        return List.copyOf(revisions);
    }

    /** Null before the first saliency. */
    @Nullable
    Saliency saliency() {
        return saliency;
    }

    boolean pathChangedSince(long version) {
        return pathVersion > version;
    }

    boolean resultChangedSince(long version) {
        return resultVersion > version;
    }

    boolean saliencyChangedSince(long version) {
        return saliencyVersion > version;
    }

    boolean changedSince(long version) {
        return Math.max(Math.max(pathVersion, resultVersion), Math.max(saliencyVersion, endVersion)) > version;
    }
}
