package io.wanderscope.dashboard.history;

import io.wanderscope.dashboard.live.AcquisitionSummary;
import io.wanderscope.dashboard.live.LiveAcquisitions;
import io.wanderscope.dashboard.live.LiveLimits;
import io.wanderscope.dashboard.live.Update;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * The positions of a window of time and the results of their tracks, as they are read. A memory like that of the recent past takes
 * them in, so that a moment of the past looks as it did when it was live. Not thread-safe.
 */
final class Past {
    /** Maximum number of points, which are some 5 MB on the way to a browser. */
    static final int MOST_POINTS = 200_000;

    /** A track of so many points in a window is drawn from its latest ones. */
    private static final int MOST_POINTS_OF_TRACK = 5_000;

    private static final long MOST_BYTES = 60_000_000;
    private static final Duration FOREVER = Duration.ofDays(36_500);
    private static final LiveLimits LIMITS =
            new LiveLimits(1, MOST_BYTES, MOST_POINTS_OF_TRACK, MOST_POINTS_OF_TRACK, FOREVER, FOREVER);

    private final String acquisition;
    private final Instant from;
    private final Instant to;
    private final LiveAcquisitions memory;
    private final Set<String> tracks = new HashSet<>();
    private int points;
    private int results;
    private boolean full;

    /** Nothing yet of a window from one time to another, inclusive. */
    Past(String acquisition, Instant from, Instant to) {
        this.acquisition = acquisition;
        this.from = from;
        this.to = to;
        this.memory = new LiveAcquisitions(LIMITS, () -> to);
    }

    /** Takes in a position of the window, or a result of a track of which it has a position; anything else changes nothing. */
    void add(SpecificRecordBase value) {
        if (value instanceof ParticlePosition position && isWanted(position)) {
            addPosition(position);
        } else if (value instanceof TrajectoryLabel label && isWanted(label)) {
            results += label.getStatus() == ResultStatus.LIVE ? 1 : 0;
            memory.addLabel(label, to);
        }
    }

    private boolean isWanted(ParticlePosition position) {
        Instant time = position.getTime();
        return position.getAcquisition().equals(acquisition)
                && !position.getEndOfTrack()
                && !time.isBefore(from)
                && !time.isAfter(to);
    }

    private boolean isWanted(TrajectoryLabel label) {
        return label.getAcquisition().equals(acquisition)
                && tracks.contains(label.getTrack())
                && !label.getLastPositionTime().isAfter(to);
    }

    private void addPosition(ParticlePosition position) {
        if (points >= MOST_POINTS) {
            full = true;
            return;
        }
        points++;
        tracks.add(position.getTrack());
        memory.addPosition(position, to);
    }

    /** Whether more points were offered than there may be. */
    boolean isFull() {
        return full;
    }

    /** Number of tracks that have a point. */
    int tracks() {
        return tracks.size();
    }

    /** All of it. */
    Update update() {
        double seconds = Math.max(1e-3, Duration.between(from, to).toMillis() / 1e3);
        Update.Rates rates = new Update.Rates(points / seconds, results / seconds, null, null);
        return memory.since(acquisition, -1)
                .map(all -> new Update(
                        acquisition,
                        true,
                        all.lastFrame(),
                        all.time(),
                        all.tracks(),
                        all.removed(),
                        null,
                        null,
                        List.of(),
                        rates,
                        all.version()))
                .orElseGet(() -> Update.empty(acquisition, to.toEpochMilli(), rates));
    }

    /** What is known of the acquisition from the positions of the window; empty if there is none. */
    Optional<AcquisitionSummary> summary() {
        return memory.acquisitions().stream().findFirst();
    }
}
