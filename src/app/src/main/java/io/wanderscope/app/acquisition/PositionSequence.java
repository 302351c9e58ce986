package io.wanderscope.app.acquisition;

import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.tracks.Track;
import io.wanderscope.tracks.TrackedPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of an acquisition in the order in which a microscope produces them: frame by frame across all tracks,
 * within a frame in the order of the tracks, and an end-of-track mark after each track's last frame. Several positions
 * of a track in one frame keep the order of the file.
 */
public final class PositionSequence implements Iterable<ParticlePosition> {
    private static final Comparator<Event> ORDER =
            Comparator.comparingLong(Event::frame).thenComparing(Event::isEnd).thenComparingInt(Event::trackIndex);

    private final PositionRecords records;
    private final List<Event> events;

    private PositionSequence(PositionRecords records, List<Event> events) {
        this.records = records;
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
        List<Event> events = events(acquisition);
        long first = events.isEmpty() ? 0 : events.get(0).frame();
        long last = events.isEmpty() ? 0 : events.get(events.size() - 1).frame();
        return new PositionSequence(PositionRecords.playing(acquisition, first, last, speed, now), events);
    }

    /**
     * The acquisition as it was recorded.
     *
     * @param start time of frame 0
     */
    public static PositionSequence recorded(Acquisition acquisition, Instant start) {
        return new PositionSequence(new PositionRecords(acquisition, start), events(acquisition));
    }

    /** The same without the end-of-track marks. */
    public PositionSequence withoutMarks() {
        return new PositionSequence(
                records, events.stream().filter(event -> !event.isEnd()).toList());
    }

    private static List<Event> events(Acquisition acquisition) {
        List<Event> events = new ArrayList<>();
        for (int index = 0; index < acquisition.tracks().size(); index++) {
            addEvents(index, acquisition.tracks().get(index), events);
        }
        events.sort(ORDER);
        return events;
    }

    private static void addEvents(int index, Track track, List<Event> events) {
        for (TrackedPosition position : track.positions()) {
            events.add(new Event(position.frame(), index, position));
        }
        events.add(new Event(PositionRecords.endFrame(track), index, null));
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
        Track track = records.acquisition().tracks().get(event.trackIndex());
        TrackedPosition position = event.position();
        return position == null ? records.end(track) : records.position(track, position);
    }

    /** A position, or the end of the track where it has none. */
    private record Event(
            long frame, int trackIndex, @Nullable TrackedPosition position) {
        private boolean isEnd() {
            return position == null;
        }
    }
}
