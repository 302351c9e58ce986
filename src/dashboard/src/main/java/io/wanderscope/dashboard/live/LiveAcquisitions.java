package io.wanderscope.dashboard.live;

import io.wanderscope.schema.AcquisitionComposition;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The recent past of all acquisitions, bounded: what was unchanged for longest is forgotten first. Thread-safe: one
 * lock guards all, and what it gives out is never changed again.
 */
public final class LiveAcquisitions {
    private final LiveLimits limits;
    private final InstantSource clock;
    private final Map<String, LiveAcquisition> acquisitions = new HashMap<>();
    /** Of all acquisitions that were forgotten. */
    private long latestForgottenVersion = -1;

    private boolean pastRead;

    /**
     * Nothing is known at first.
     *
     * @param clock the wall clock, by which what has ended disappears
     */
    public LiveAcquisitions(LiveLimits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Takes in a position. A mark of a track's end changes nothing: the stream says what becomes of it.
     *
     * @param position one that the stream takes in
     * @param seen when it came: now, or in the past where an earlier record is read again
     */
    public synchronized void position(ParticlePosition position, Instant seen) {
        if (!position.getEndOfTrack()) {
            acquisition(position.getAcquisition()).position(position, seen, clock.instant());
            makeRoom();
        }
    }

    /** Takes in a label record. */
    public synchronized void label(TrajectoryLabel label, Instant seen) {
        acquisition(label.getAcquisition()).result(label.getTrack(), Result.of(label), seen, clock.instant());
        makeRoom();
    }

    /** Takes in a saliency record. */
    public synchronized void saliency(TrajectorySaliency saliency, Instant seen) {
        acquisition(saliency.getAcquisition()).explain(saliency.getTrack(), Saliency.of(saliency), seen);
        makeRoom();
    }

    /** Takes in a composition record. */
    public synchronized void composition(AcquisitionComposition composition) {
        acquisition(composition.getAcquisition()).window(CompositionWindow.of(composition));
        makeRoom();
    }

    private LiveAcquisition acquisition(String name) {
        return acquisitions.computeIfAbsent(
                name, absent -> new LiveAcquisition(absent, limits, latestForgottenVersion + 1));
    }

    private void makeRoom() {
        while (acquisitions.size() > limits.acquisitions()) {
            forget(longestUnchanged());
        }
        while (acquisitions.values().stream().mapToLong(LiveAcquisition::cost).sum() > limits.bytes()) {
            LiveAcquisition oldest = longestUnchanged();
            if (!oldest.forgetOldest()) {
                forget(oldest);
            }
        }
    }

    private void forget(LiveAcquisition acquisition) {
        acquisitions.remove(acquisition.name());
        latestForgottenVersion = Math.max(latestForgottenVersion, acquisition.version());
    }

    private LiveAcquisition longestUnchanged() {
        return acquisitions.values().stream()
                .min(Comparator.comparing(LiveAcquisition::changed))
                .orElseThrow();
    }

    /** Says that what came before the start has been taken in: an acquisition that is not known now is a new one. */
    public synchronized void pastIsRead() {
        pastRead = true;
    }

    /** Whether what came before the start has been taken in. */
    public synchronized boolean isPastRead() {
        return pastRead;
    }

    /** All acquisitions of which a position is known, the one with the latest position first. */
    public synchronized List<AcquisitionSummary> acquisitions() {
        return acquisitions.values().stream()
                .filter(LiveAcquisition::hasPositions)
                .map(LiveAcquisition::summary)
                .sorted(Comparator.comparingLong(AcquisitionSummary::lastTime)
                        .reversed()
                        .thenComparing(AcquisitionSummary::name))
                .toList();
    }

    /** Tracks of an acquisition, the latest changed first; empty when the acquisition is not known. */
    public synchronized Optional<List<TrackSummary>> tracks(String acquisition, TrackFilter filter) {
        return known(acquisition).map(found -> found.tracks(filter));
    }

    /** The time windows of an acquisition's composition, oldest first; empty when the acquisition is not known. */
    public synchronized Optional<List<CompositionWindow>> composition(String acquisition) {
        return known(acquisition).map(LiveAcquisition::windows);
    }

    /** One track; empty when it or its acquisition is not known. */
    public synchronized Optional<TrackDetail> track(String acquisition, String track) {
        return known(acquisition).map(found -> found.track(track));
    }

    /**
     * What changed in an acquisition; empty when it is not known.
     *
     * @param version that of the last update, or a negative number for all that is shown
     * @param stage index of the residual stage whose saliency is wanted; null for none
     */
    public synchronized Optional<Update> since(String acquisition, long version, Integer stage) {
        Instant now = clock.instant();
        return known(acquisition).map(found -> {
            found.expire(now);
            return found.since(version, stage, now);
        });
    }

    private Optional<LiveAcquisition> known(String acquisition) {
        return Optional.ofNullable(acquisitions.get(acquisition));
    }
}
