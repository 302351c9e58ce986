package io.wanderscope.dashboard.live;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What is known of one track. Not thread-safe. */
final class LiveTrack {
    private static final int REVISIONS = 200;
    /** What a track takes without its name, points, results and saliency, its places in the maps included. */
    private static final int OWN_BYTES = 420;

    private static final int RESULT_BYTES = 450;

    private final String name;
    private final SeenPath path;
    private final Deque<Result> revisions = new ArrayDeque<>(1);
    private Saliency saliency;
    private boolean ended;
    private Instant changed;

    private long pathVersion;
    private long resultVersion;
    private long saliencyVersion;
    private long endVersion;
    /** When it was last put before those who watch; they know nothing of it that is older. */
    private long shownVersion;

    LiveTrack(String name, int mostPoints, Instant seen) {
        this.name = name;
        this.path = new SeenPath(mostPoints);
        this.changed = seen;
    }

    boolean addPoint(long frame, double x, double y, long version, Instant seen) {
        boolean added = path.add(frame, x, y, version);
        if (added) {
            pathVersion = version;
            touch(seen);
        }
        return added;
    }

    /** Takes in a result; one that is known already, or older than the latest, changes nothing. */
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

    void explain(Saliency explanation, long version, Instant seen) {
        if (saliency == null || explanation.revision() >= saliency.revision()) {
            saliency = explanation;
            saliencyVersion = version;
            touch(seen);
        }
    }

    private void touch(Instant seen) {
        changed = seen.isAfter(changed) ? seen : changed;
    }

    /** Whether this result begins the track anew: its name is used again. */
    boolean isFollowedBy(Result result) {
        return ended
                && result.revision() == 1
                && result.firstFrame() > revisions.getLast().lastFrame();
    }

    void showFrom(long version) {
        shownVersion = version;
    }

    boolean shownSince(long version) {
        return shownVersion > version;
    }

    String name() {
        return name;
    }

    boolean hasEnded() {
        return ended;
    }

    /** When something last changed. */
    Instant changed() {
        return changed;
    }

    /** About how many bytes it takes. */
    int cost() {
        return OWN_BYTES
                + Character.BYTES * name.length()
                + path.cost()
                + RESULT_BYTES * revisions.size()
                + (saliency == null ? 0 : saliency.cost());
    }

    SeenPath path() {
        return path;
    }

    Result latestResult() {
        return revisions.peekLast();
    }

    List<Result> revisions() {
        return List.copyOf(revisions);
    }

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
