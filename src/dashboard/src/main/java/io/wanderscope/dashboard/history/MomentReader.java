package io.wanderscope.dashboard.history;

import io.wanderscope.dashboard.history.NoMomentException.Cause;
import io.wanderscope.dashboard.live.AcquisitionSummary;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads moments from the topics: first the positions of a window, then the labels of their tracks. Thread-safe. */
final class MomentReader {
    /** How far before a window labels are looked for: a track is labelled now and then, and not in every window. */
    static final Duration LABELLED_WITHIN = Duration.ofSeconds(60);

    private static final int PATIENCES_FOR_ALL = 12;

    private final AcquisitionIndex index;
    private final RecordReading reading;
    private final Duration patience;
    private final LongSupplier nanoTime;

    /**
     * Reads what an index knows of.
     *
     * @param patience after which a moment shows what has been read by then, of positions and of labels
     * @param nanoTime nanoseconds since some fixed instant, never going back
     */
    MomentReader(AcquisitionIndex index, RecordReading reading, Duration patience, LongSupplier nanoTime) {
        this.index = index;
        this.reading = reading;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /**
     * Reads a moment.
     *
     * @param isSuperseded whether nobody waits for it any more
     * @throws NoMomentException if it is superseded
     */
    Moment read(RangeReader reader, String acquisition, Instant time, Duration window, BooleanSupplier isSuperseded)
            throws NoMomentException {
        return read(reader, new Request(acquisition, time.minus(window), time, Portion.MOMENT, patience, isSuperseded));
    }

    /**
     * Reads all tracks of an acquisition, for which it has {@value #PATIENCES_FOR_ALL} times the patience.
     *
     * @param isSuperseded whether nobody waits for it any more
     * @throws NoMomentException if it is superseded
     */
    Moment readAll(RangeReader reader, Extent extent, BooleanSupplier isSuperseded) throws NoMomentException {
        return read(
                reader,
                new Request(
                        extent.name(),
                        Instant.ofEpochMilli(extent.firstTime()),
                        Instant.ofEpochMilli(extent.lastTime()),
                        Portion.ALL,
                        patience.multipliedBy(PATIENCES_FOR_ALL),
                        isSuperseded));
    }

    /** What to read, and for how long: positions and labels each. */
    private record Request(
            String acquisition,
            Instant from,
            Instant to,
            Portion portion,
            Duration patience,
            BooleanSupplier isSuperseded) {}

    private Moment read(RangeReader reader, Request request) throws NoMomentException {
        String acquisition = request.acquisition();
        Portion portion = request.portion();
        Instant to = request.to();
        Stretch positions = index.positions(acquisition, request.from(), to, portion.positions());
        Past past = new Past(acquisition, Instant.ofEpochMilli(positions.from()), to, portion);
        Selection selection = new Selection(acquisition, past);
        BooleanSupplier inTime = inTime(request);
        boolean allPositions =
                reader.read(positions.ranges(), selection::addPosition, () -> !past.isFull() && inTime.getAsBoolean());
        Instant labelledFrom = request.from().minus(LABELLED_WITHIN);
        Stretch labels = index.labels(acquisition, labelledFrom, to, portion.labels());
        boolean allLabels = reader.read(labels.ranges(), selection::addLabel, inTime(request));
        if (request.isSuperseded().getAsBoolean()) {
            throw new NoMomentException(Cause.SUPERSEDED, "the same viewer has asked for another moment since");
        }
        boolean someLabels = !allLabels || labels.from() > labelledFrom.toEpochMilli();
        return new Moment(
                positions.from(),
                to.toEpochMilli(),
                past.summary().map(AcquisitionSummary::lengthUnit).orElse(""),
                past.summary().map(AcquisitionSummary::frameIntervalMs).orElse(null),
                leftOut(request, positions, new Gaps(!allPositions || past.isFull(), someLabels, !past.hasAllTracks())),
                past.update());
    }

    private BooleanSupplier inTime(Request request) {
        long deadline = nanoTime.getAsLong() + request.patience().toNanos();
        return () -> !request.isSuperseded().getAsBoolean() && nanoTime.getAsLong() - deadline < 0;
    }

    /** What may be missing. */
    private record Gaps(boolean positions, boolean labels, boolean tracks) {}

    private static @Nullable String leftOut(Request request, Stretch positions, Gaps gaps) {
        List<String> parts = new ArrayList<>();
        if (positions.from() > request.from().toEpochMilli()) {
            parts.add("positions before " + Instant.ofEpochMilli(positions.from()) + ", since at most "
                    + request.portion().positions() + " are shown at once");
        }
        if (gaps.positions()) {
            parts.add("some positions, since there are too many or they took too long to read");
        }
        if (gaps.labels()) {
            parts.add("some labels, since there are too many or they took too long to read");
        }
        if (gaps.tracks()) {
            parts.add("some tracks, since there are more than the server's memory holds");
        }
        return parts.isEmpty() ? null : "left out: " + String.join("; ", parts);
    }

    /** Skips records of other acquisitions, and results of tracks that are not shown, by their keys, without decoding them. */
    private final class Selection {
        private final String prefix;
        private final Past past;

        Selection(String acquisition, Past past) {
            this.prefix = acquisition + "/";
            this.past = past;
        }

        void addPosition(ConsumerRecord<byte[], byte[]> record) {
            if (key(record).startsWith(prefix)) {
                reading.value(record).ifPresent(past::add);
            }
        }

        void addLabel(ConsumerRecord<byte[], byte[]> record) {
            String key = key(record);
            if (key.startsWith(prefix) && past.hasTrack(key.substring(prefix.length()))) {
                reading.value(record).ifPresent(past::add);
            }
        }

        private static String key(ConsumerRecord<byte[], byte[]> record) {
            return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        }
    }
}
