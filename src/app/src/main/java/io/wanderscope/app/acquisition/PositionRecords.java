package io.wanderscope.app.acquisition;

import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.tracks.Track;
import io.wanderscope.tracks.TrackedPosition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Makes the records of an acquisition.
 *
 * @param start time of frame 0
 */
record PositionRecords(Acquisition acquisition, Instant start) {
    /** Limit of the time from the start to any frame, about 3000 years; later frames get this time. */
    private static final double MAX_RECORDING_SECONDS = 1e11;

    /** No record is from before 1970. */
    PositionRecords {
        start = start.isBefore(Instant.EPOCH) ? Instant.EPOCH : start;
    }

    /**
     * Those of an acquisition that is played at a constant speed: its last frame carries the time at which it is played.
     *
     * @param now wall-clock time at which the first frame is played
     * @param speed multiple of the speed of the recording, above 0; infinite to play everything now
     */
    static PositionRecords playing(
            Acquisition acquisition, long firstFrame, long lastFrame, double speed, Instant now) {
        double first = elapsed(acquisition, firstFrame);
        double last = elapsed(acquisition, lastFrame);
        return new PositionRecords(acquisition, after(now, (last - first) / speed - last));
    }

    ParticlePosition position(Track track, TrackedPosition position) {
        return record(track, position.frame(), false)
                .setX(position.x())
                .setY(position.y())
                .setZ(orNull(position.z()))
                .setQuality(orNull(position.quality()))
                .build();
    }

    ParticlePosition end(Track track) {
        return record(track, endFrame(track), true).build();
    }

    /** The track's last frame, but 0 at least: a mark on a negative frame would be rejected, and the track never end. */
    static long endFrame(Track track) {
        return track.positions().stream().mapToLong(TrackedPosition::frame).reduce(0, Math::max);
    }

    private ParticlePosition.Builder record(Track track, long frame, boolean isEnd) {
        return ParticlePosition.newBuilder()
                .setAcquisition(acquisition.name())
                .setTrack(track.id())
                .setFrame(frame)
                .setTime(after(start, elapsed(acquisition, frame)))
                .setLengthUnit(acquisition.lengthUnit())
                .setEndOfTrack(isEnd);
    }

    private static double elapsed(Acquisition acquisition, long frame) {
        double seconds = frame * acquisition.frameInterval();
        return Math.max(-MAX_RECORDING_SECONDS, Math.min(MAX_RECORDING_SECONDS, seconds));
    }

    private static Instant after(Instant start, double seconds) {
        return start.plus(Math.round(seconds * 1e6), ChronoUnit.MICROS).truncatedTo(ChronoUnit.MICROS);
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
