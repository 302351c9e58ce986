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

/**
 * The records of an acquisition in the order in which a microscope gives them: frame by frame across all tracks, those
 * of one frame in the order of the tracks, and after a track's last frame the mark of its end. What a file says twice
 * or out of order within one frame stays in the file's order.
 */
public final class PositionSequence implements Iterable<ParticlePosition> {
    /** Frames that would be exposed later than this after the start are said to be exposed then: about 3000 years. */
    private static final double LONGEST_RECORDING_SECONDS = 1e11;

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
     * The acquisition as it is seen when it plays at a constant speed from now on. The last frame is exposed when it is
     * published, because brokers refuse records from the future: at infinite speed, the recording ends now.
     *
     * @param speed times faster than it was recorded, above 0; infinite when all is published at once
     * @param now wall-clock time of the first record's publication
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
        // A mark on a negative frame would be refused, and the track never end.
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
        if (!event.isEnd()) {
            record.setX(event.position().x())
                    .setY(event.position().y())
                    .setZ(orNull(event.position().z()))
                    .setQuality(orNull(event.position().quality()));
        }
        return record.build();
    }

    private static double elapsed(Acquisition acquisition, long frame) {
        double seconds = frame * acquisition.frameInterval();
        return Math.max(-LONGEST_RECORDING_SECONDS, Math.min(LONGEST_RECORDING_SECONDS, seconds));
    }

    private static Instant after(Instant start, double seconds) {
        return start.plus(Math.round(seconds * 1e6), ChronoUnit.MICROS).truncatedTo(ChronoUnit.MICROS);
    }

    private static Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    /** A position, or without one the end of the track. */
    private record Event(long frame, int trackIndex, TrackedPosition position) {
        private boolean isEnd() {
            return position == null;
        }
    }
}
