package io.wanderscope.app.acquisition;

import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.tracks.Track;
import io.wanderscope.tracks.TrackedPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The records of an acquisition track by track. A recording is complete, so its tracks need not be published side by
 * side as by a microscope: one after the other, few are open at a time, and results come in the order of the file.
 */
public final class TrackRecords {
    private final PositionRecords records;

    private TrackRecords(PositionRecords records) {
        this.records = records;
    }

    /** The records of an acquisition whose last frame was taken at a given time. */
    public static TrackRecords endingAt(Acquisition acquisition, Instant end) {
        long lastFrame = acquisition.tracks().stream()
                .mapToLong(PositionRecords::endFrame)
                .max()
                .orElse(0);
        return new TrackRecords(
                PositionRecords.playing(acquisition, lastFrame, lastFrame, Double.POSITIVE_INFINITY, end));
    }

    /**
     * The records of a track of the acquisition: its positions by frame, those of one frame in the order of the file, and
     * an end-of-track mark.
     */
    public List<ParticlePosition> of(Track track) {
        List<TrackedPosition> positions = new ArrayList<>(track.positions());
        positions.sort(Comparator.comparingLong(TrackedPosition::frame));
        List<ParticlePosition> all = new ArrayList<>(positions.size() + 1);
        positions.forEach(position -> all.add(records.position(track, position)));
        all.add(records.end(track));
        return all;
    }
}
