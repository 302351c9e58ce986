package io.wanderscope.dashboard.live;

import io.wanderscope.dashboard.LinkingQuality;
import io.wanderscope.schema.AcquisitionComposition;
import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.schema.AcquisitionTrigger;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.streaming.DeadLetterCause;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The recent past of all acquisitions, bounded: of what changed least recently, first no more than outlines are kept, then nothing. Thread-safe:
 * one lock guards everything, and what is returned never changes.
 */
public final class LiveAcquisitions {
    private final LiveLimits limits;
    private final InstantSource clock;
    private final Rejections rejections;
    private final Map<String, LiveAcquisition> acquisitions = new HashMap<>();
    /** The latest version of any acquisition that was forgotten. */
    private long latestForgottenVersion = -1;

    private boolean caughtUp;

    /**
     * An empty memory.
     *
     * @param clock the wall clock, by which ended tracks leave the view
     */
    public LiveAcquisitions(LiveLimits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
        this.rejections = new Rejections(limits.acquisitions());
    }

    /**
     * Adds a position. A mark of a track's end changes nothing here: the stream's results say when a track has ended.
     *
     * @param position one that the stream accepts
     * @param seen when it arrived: now, or in the past when an earlier record is read again
     */
    public synchronized void addPosition(ParticlePosition position, Instant seen) {
        if (!position.getEndOfTrack()) {
            acquisition(position.getAcquisition()).addPosition(position, seen, clock.instant());
            makeRoom();
        }
    }

    /** Adds a label record. */
    public synchronized void addLabel(TrajectoryLabel label, Instant seen) {
        acquisition(label.getAcquisition()).addResult(label.getTrack(), Result.of(label), seen, clock.instant());
        makeRoom();
    }

    /** Adds a saliency record. */
    public synchronized void addSaliency(TrajectorySaliency saliency, Instant seen) {
        acquisition(saliency.getAcquisition()).addSaliency(saliency.getTrack(), Saliency.of(saliency), seen);
        makeRoom();
    }

    /** Adds a composition record. */
    public synchronized void addComposition(AcquisitionComposition composition) {
        acquisition(composition.getAcquisition()).addWindow(CompositionWindow.of(composition));
        makeRoom();
    }

    /** Adds a population record. */
    public synchronized void addPopulation(AcquisitionPopulation population) {
        acquisition(population.getAcquisition()).addPopulation(Population.of(population));
        makeRoom();
    }

    /** Adds a trigger record. */
    public synchronized void addTrigger(AcquisitionTrigger trigger) {
        acquisition(trigger.getAcquisition()).addTrigger(Trigger.of(trigger));
        makeRoom();
    }

    /**
     * Counts a dead letter.
     *
     * @param key of the rejected record; null if it has none
     * @param cause empty if this version does not know it
     */
    public synchronized void addRejection(byte @Nullable [] key, Optional<DeadLetterCause> cause) {
        rejections.add(key, cause);
    }

    /** Sets how well the localisations of an acquisition have been linked so far; does nothing while it is unknown. */
    public synchronized void setLinking(String acquisition, LinkingQuality quality) {
        known(acquisition).ifPresent(found -> found.setLinking(quality));
    }

    private LiveAcquisition acquisition(String name) {
        return acquisitions.computeIfAbsent(
                name, absent -> new LiveAcquisition(absent, limits, latestForgottenVersion + 1));
    }

    private void makeRoom() {
        while (acquisitions.size() > limits.acquisitions()) {
            forget(leastRecentlyChanged());
        }
        while (acquisitions.values().stream().mapToLong(LiveAcquisition::cost).sum() > limits.bytes()) {
            LiveAcquisition oldest = leastRecentlyChanged();
            if (!oldest.forgetOldest(clock.instant())) {
                forget(oldest);
            }
        }
    }

    private void forget(LiveAcquisition acquisition) {
        acquisitions.remove(acquisition.name());
        latestForgottenVersion = Math.max(latestForgottenVersion, acquisition.version());
    }

    private LiveAcquisition leastRecentlyChanged() {
        return acquisitions.values().stream()
                .min(Comparator.comparing(LiveAcquisition::changed))
                .orElseThrow();
    }

    /** Marks the past as read: an acquisition that is unknown from now on is a new one. */
    public synchronized void markCaughtUp() {
        caughtUp = true;
    }

    /** Whether everything from before the start has been read. */
    public synchronized boolean isCaughtUp() {
        return caughtUp;
    }

    /** All acquisitions with at least one position, the one with the latest position first. */
    public synchronized List<AcquisitionSummary> acquisitions() {
        return acquisitions.values().stream()
                .filter(LiveAcquisition::hasPositions)
                .map(LiveAcquisition::summary)
                .sorted(Comparator.comparingLong(AcquisitionSummary::lastTime)
                        .reversed()
                        .thenComparing(AcquisitionSummary::name))
                .toList();
    }

    /** Dead letters by acquisition, the one with the latest first, and at the end those of none that is known. */
    public synchronized List<RejectedRecords> rejected() {
        return rejections.all();
    }

    /** Tracks of an acquisition, the latest changed first; empty if the acquisition is unknown. */
    public synchronized Optional<List<TrackSummary>> tracks(String acquisition, TrackFilter filter) {
        return known(acquisition).map(found -> found.tracks(filter));
    }

    /** The time windows of an acquisition's composition, oldest first; empty if the acquisition is unknown. */
    public synchronized Optional<List<CompositionWindow>> composition(String acquisition) {
        return known(acquisition).map(LiveAcquisition::windows);
    }

    /**
     * The population of an acquisition first, then those of its time windows, oldest first; empty if the acquisition is
     * unknown.
     */
    public synchronized Optional<List<Population>> populations(String acquisition) {
        return known(acquisition).map(LiveAcquisition::populations);
    }

    /** The latest triggers of an acquisition, the latest first; empty if the acquisition is unknown. */
    public synchronized Optional<List<Trigger>> triggers(String acquisition) {
        return known(acquisition).map(LiveAcquisition::triggers);
    }

    /** One track; empty if the track or its acquisition is unknown. */
    public synchronized Optional<TrackDetail> track(String acquisition, String track) {
        return known(acquisition).map(found -> found.track(track));
    }

    /**
     * What changed in an acquisition; empty if it is unknown.
     *
     * @param version that of the last update, or a negative number for everything in view
     */
    public synchronized Optional<Update> since(String acquisition, long version) {
        Instant now = clock.instant();
        return known(acquisition).map(found -> {
            found.expire(now);
            return found.since(version, now);
        });
    }

    /**
     * All tracks that are known of an acquisition, whether in view or not; empty if it is unknown.
     *
     * @param mostPoints number of points above which paths are thinned, each to two points or more
     */
    public synchronized Optional<Update> overview(String acquisition, int mostPoints) {
        return known(acquisition).map(found -> found.overview(mostPoints, clock.instant()));
    }

    /** Whether something of every track of an acquisition is known, if these are the positions that there were. */
    public synchronized boolean hasAllOf(String acquisition, long positions) {
        return known(acquisition).filter(found -> found.hasAllOf(positions)).isPresent();
    }

    private Optional<LiveAcquisition> known(String acquisition) {
        return Optional.ofNullable(acquisitions.get(acquisition));
    }
}
