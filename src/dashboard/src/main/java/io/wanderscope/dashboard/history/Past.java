package io.wanderscope.dashboard.history;

import io.wanderscope.dashboard.live.AcquisitionSummary;
import io.wanderscope.dashboard.live.LiveAcquisitions;
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
    /** Memory of a track's name without its characters. */
    private static final int TRACK_BYTES = 100;

    private final String acquisition;
    private final Instant from;
    private final Instant to;
    private final Portion portion;
    private final LiveAcquisitions memory;
    private final Set<String> tracks = new HashSet<>();
    /** Memory of their names. */
    private long trackBytes;

    private int points;
    private int results;
    private boolean full;

    /** Nothing yet of a window from one time to another, inclusive. */
    Past(String acquisition, Instant from, Instant to, Portion portion) {
        this.acquisition = acquisition;
        this.from = from;
        this.to = to;
        this.portion = portion;
        this.memory = new LiveAcquisitions(portion.memory(), () -> to);
    }

    /** Takes in a position of the window, or a result of a track of which it has a position; anything else changes nothing. */
    void add(SpecificRecordBase value) {
        if (value instanceof ParticlePosition position && isWanted(position)) {
            addPosition(position);
        } else if (value instanceof TrajectoryLabel label && isWanted(label)) {
            results += label.getStatus() == ResultStatus.LIVE ? 1 : 0;
            memory.addLabel(label, label.getLastPositionTime());
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
                && hasTrack(label.getTrack())
                && !label.getLastPositionTime().isAfter(to);
    }

    private void addPosition(ParticlePosition position) {
        if (points >= portion.positions() || trackBytes >= portion.memory().bytes()) {
            full = true;
            return;
        }
        points++;
        if (tracks.add(position.getTrack())) {
            trackBytes +=
                    TRACK_BYTES + (long) Character.BYTES * position.getTrack().length();
        }
        memory.addPosition(position, position.getTime());
    }

    /** Whether more points or tracks were offered than there may be. */
    boolean isFull() {
        return full;
    }

    /** Whether a track has a point. */
    boolean hasTrack(String track) {
        return tracks.contains(track);
    }

    /** Whether there is something of every track that has a point. */
    boolean hasAllTracks() {
        return points == 0 || memory.hasAllOf(acquisition, points);
    }

    /** All of it. */
    Update update() {
        double seconds = Math.max(1e-3, Duration.between(from, to).toMillis() / 1e3);
        Update.Rates rates = new Update.Rates(points / seconds, results / seconds, null, null, null);
        return all().map(all -> new Update(
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

    private Optional<Update> all() {
        return portion.isOverview()
                ? memory.overview(acquisition, History.OVERVIEW_POINTS)
                : memory.since(acquisition, -1);
    }

    /** What is known of the acquisition from the positions of the window; empty if there is none. */
    Optional<AcquisitionSummary> summary() {
        return memory.acquisitions().stream().findFirst();
    }
}
