package io.wanderscope.app.acquisition;

import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.tracks.Track;
import io.wanderscope.tracks.TrackedPosition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The records of an acquisition in the order in which a microscope produces them: frame by frame across all tracks,
 * within a frame in the order of the tracks, and an end-of-track mark after each track's last frame. Several positions
 * of a track in one frame keep the order of the file.
 */
public final class PositionSequence implements Iterable<ParticlePosition> {
    /** Limit of the time from the start to any frame, about 3000 years; later frames get this time. */
    private static final double MAX_RECORDING_SECONDS = 1e11;

    private static final Comparator<Event> ORDER =
            Comparator.comparingLong(Event::frame).thenComparing(Event::isEnd).thenComparingInt(Event::trackIndex);

    private final Acquisition acquisition;
    private final Instant start;
    private final List<Event> events;

    private PositionSequence(Acquisition acquisition, Instant start, List<Event> events) {
        this.acquisition = acquisition;
        this.start = start;
        this.events = events;
    }

    /**
     * The acquisition as it plays at a constant speed, beginning now. The last frame carries the time at which it is
     * published, because brokers reject records from the future: at infinite speed, the recording ends now.
     *
     * @param speed multiple of the speed of the recording, above 0; infinite to publish everything at once
     * @param now wall-clock time at which the first record is published
     */
    public static PositionSequence playing(Acquisition acquisition, double speed, Instant now) {
        List<Event> events = new ArrayList<>();
        for (int index = 0; index < acquisition.tracks().size(); index++) {
            addEvents(index, acquisition.tracks().get(index), events);
        }
        events.sort(ORDER);
        Instant start = events.isEmpty() ? now : start(acquisition, events, speed, now);
        return new PositionSequence(acquisition, start.isBefore(Instant.EPOCH) ? Instant.EPOCH : start, events);
    }

    private static Instant start(Acquisition acquisition, List<Event> events, double speed, Instant now) {
        double first = elapsed(acquisition, events.get(0).frame());
        double last = elapsed(acquisition, events.get(events.size() - 1).frame());
        return after(now, (last - first) / speed - last);
    }

    private static void addEvents(int index, Track track, List<Event> events) {
        // An end-of-track mark on a negative frame would be rejected, and the track would never end.
        long lastFrame = 0;
        for (TrackedPosition position : track.positions()) {
            events.add(new Event(position.frame(), index, position));
            lastFrame = Math.max(lastFrame, position.frame());
        }
        events.add(new Event(lastFrame, index, null));
    }

    /** Number of records, end-of-track marks included. */
    public int size() {
        return events.size();
    }

    @Override
    public Iterator<ParticlePosition> iterator() {
        return events.stream().map(this::record).iterator();
    }

    private ParticlePosition record(Event event) {
        ParticlePosition.Builder record = ParticlePosition.newBuilder()
                .setAcquisition(acquisition.name())
                .setTrack(acquisition.tracks().get(event.trackIndex()).id())
                .setFrame(event.frame())
                .setTime(after(start, elapsed(acquisition, event.frame())))
                .setLengthUnit(acquisition.lengthUnit())
                .setEndOfTrack(event.isEnd());
        TrackedPosition position = event.position();
        if (position != null) {
            record.setX(position.x())
                    .setY(position.y())
                    .setZ(orNull(position.z()))
                    .setQuality(orNull(position.quality()));
        }
        return record.build();
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

    /** A position, or the end of the track where it has none. */
    private record Event(
            long frame, int trackIndex, @Nullable TrackedPosition position) {
        private boolean isEnd() {
            return position == null;
        }
    }
}
