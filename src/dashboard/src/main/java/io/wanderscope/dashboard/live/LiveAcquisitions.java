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
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The recent past of the acquisitions with the latest positions, bounded: of what is oldest, first no more than outlines are kept, then
 * nothing. Results never push an acquisition out. Thread-safe: one lock guards everything, and what is returned never changes.
 *
 * <pre>
 *   acquisition:  unknown ──position──▶ kept ──others have later positions, or memory full──▶ unknown
 *                    │                   ▲
 *                  result             position
 *                    ▼                   │
 *                 waiting ───────────────┴──others have later results, or memory full──▶ unknown
 * </pre>
 */
public final class LiveAcquisitions {
    /**
     * Topics are read in any order. So many times the acquisitions that are kept may therefore wait for their positions, and are kept until
     * the past has been read: only then is it known which of them are the latest.
     */
    private static final int RESERVE = 10;

    /** What waits is the first to go when it takes more than this part of a full memory. */
    private static final int WAITING_PART = 10;

    private final LiveLimits limits;
    private final InstantSource clock;
    private final Rejections rejections;
    /** Those with positions. */
    private final AcquisitionGroup kept = new AcquisitionGroup();
    /** Those of which only results were read: their positions are still to come, or too old to be kept. */
    private final AcquisitionGroup waiting = new AcquisitionGroup();
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
            add(position.getAcquisition(), found -> found.addPosition(position, seen, clock.instant()));
        }
    }

    /** Adds a label record. */
    public synchronized void addLabel(TrajectoryLabel label, Instant seen) {
        Result result = Result.of(label);
        add(label.getAcquisition(), found -> found.addResult(label.getTrack(), result, seen, clock.instant()));
    }

    /** Adds a saliency record. */
    public synchronized void addSaliency(TrajectorySaliency saliency, Instant seen) {
        Saliency weights = Saliency.of(saliency);
        add(saliency.getAcquisition(), found -> found.addSaliency(saliency.getTrack(), weights, seen));
    }

    /** Adds a composition record. */
    public synchronized void addComposition(AcquisitionComposition composition, Instant seen) {
        CompositionWindow window = CompositionWindow.of(composition);
        add(composition.getAcquisition(), found -> found.addWindow(window, seen));
    }

    /** Adds a population record. */
    public synchronized void addPopulation(AcquisitionPopulation record, Instant seen) {
        Population population = Population.of(record);
        add(record.getAcquisition(), found -> found.addPopulation(population, seen));
    }

    /** Adds a trigger record. */
    public synchronized void addTrigger(AcquisitionTrigger record, Instant seen) {
        Trigger trigger = Trigger.of(record);
        add(record.getAcquisition(), found -> found.addTrigger(trigger, seen));
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

    private void add(String name, Consumer<LiveAcquisition> addition) {
        change(known(name).orElseGet(() -> new LiveAcquisition(name, limits, latestForgottenVersion + 1)), addition);
        makeRoom();
    }

    private void change(LiveAcquisition acquisition, Consumer<LiveAcquisition> change) {
        takeOut(acquisition);
        try {
            change.accept(acquisition);
        } finally {
            putBack(acquisition);
        }
    }

    private void putBack(LiveAcquisition acquisition) {
        (acquisition.hasPositions() ? kept : waiting).add(acquisition);
    }

    private void takeOut(LiveAcquisition acquisition) {
        kept.remove(acquisition.name());
        waiting.remove(acquisition.name());
    }

    private void makeRoom() {
        forgetOldest(kept, caughtUp ? limits.acquisitions() : RESERVE * limits.acquisitions());
        forgetOldest(waiting, RESERVE * limits.acquisitions());
        while (kept.cost() + waiting.cost() > limits.bytes()) {
            makeRoomIn(oldest());
        }
    }

    private void forgetOldest(AcquisitionGroup group, int most) {
        while (group.size() > most) {
            forget(group.oldest().orElseThrow());
        }
    }

    private LiveAcquisition oldest() {
        // Before the past has been read, it is not known which results belong to the latest positions.
        boolean tooMuchWaits = caughtUp && waiting.cost() > limits.bytes() / WAITING_PART;
        return Stream.concat(tooMuchWaits ? Stream.empty() : kept.oldest().stream(), waiting.oldest().stream())
                .min(AcquisitionGroup.LATEST)
                .orElseThrow();
    }

    private void makeRoomIn(LiveAcquisition acquisition) {
        takeOut(acquisition);
        if (acquisition.forgetOldest(clock.instant())) {
            putBack(acquisition);
        } else {
            forget(acquisition);
        }
    }

    private void forget(LiveAcquisition acquisition) {
        takeOut(acquisition);
        latestForgottenVersion = Math.max(latestForgottenVersion, acquisition.version());
    }

    /** Marks the past as read: an acquisition that is unknown from now on is a new one, and only the latest are kept. */
    public synchronized void markCaughtUp() {
        caughtUp = true;
        makeRoom();
    }

    /** Whether everything from before the start has been read. */
    public synchronized boolean isCaughtUp() {
        return caughtUp;
    }

    /** The acquisitions whose positions arrived last, the one with the latest position first. */
    public synchronized List<AcquisitionSummary> acquisitions() {
        return kept.latest(limits.acquisitions()).stream()
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
            change(found, each -> each.expire(now));
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
        return Optional.ofNullable(kept.get(acquisition)).or(() -> Optional.ofNullable(waiting.get(acquisition)));
    }
}
