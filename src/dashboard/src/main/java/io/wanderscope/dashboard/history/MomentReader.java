package io.wanderscope.dashboard.history;

import io.wanderscope.dashboard.history.NoMomentException.Cause;
import io.wanderscope.dashboard.live.AcquisitionSummary;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads moments from the topics: first the positions of a window, then the labels of their tracks. Thread-safe. */
final class MomentReader {
    /** How far before a window labels are looked for: a track is labelled now and then, and not in every window. */
    static final Duration LABELLED_WITHIN = Duration.ofSeconds(60);

    static final long MOST_LABELS = 200_000;

    private final AcquisitionIndex index;
    private final RecordReading reading;
    private final Duration patience;
    private final LongSupplier nanoTime;

    /**
     * Reads what an index knows of.
     *
     * @param patience after which a moment shows what has been read by then
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
        Instant asked = time.minus(window);
        Stretch positions = index.positions(acquisition, asked, time, Past.MOST_POINTS);
        Past past = new Past(acquisition, Instant.ofEpochMilli(positions.from()), time);
        Selection selection = new Selection(acquisition, past);
        long deadline = nanoTime.getAsLong() + patience.toNanos();
        BooleanSupplier goesOn =
                () -> !isSuperseded.getAsBoolean() && !past.isFull() && nanoTime.getAsLong() - deadline < 0;
        boolean allPositions = reader.read(positions.ranges(), selection::add, goesOn);
        Stretch labels = index.labels(acquisition, asked.minus(LABELLED_WITHIN), time, MOST_LABELS);
        BooleanSupplier inTime = () -> !isSuperseded.getAsBoolean() && nanoTime.getAsLong() - deadline < 0;
        boolean allLabels = reader.read(labels.ranges(), selection::add, inTime);
        if (isSuperseded.getAsBoolean()) {
            throw new NoMomentException(Cause.SUPERSEDED, "the same viewer has asked for another moment since");
        }
        return new Moment(
                positions.from(),
                time.toEpochMilli(),
                past.summary().map(AcquisitionSummary::lengthUnit).orElse(""),
                past.summary().map(AcquisitionSummary::frameIntervalMs).orElse(null),
                leftOut(asked, positions, allPositions && !past.isFull(), allLabels),
                past.update());
    }

    private @Nullable String leftOut(Instant asked, Stretch positions, boolean allPositions, boolean allLabels) {
        List<String> parts = new ArrayList<>();
        if (positions.from() > asked.toEpochMilli()) {
            parts.add("positions before " + Instant.ofEpochMilli(positions.from()) + ", since at most "
                    + Past.MOST_POINTS + " are shown at once");
        }
        if (!allPositions) {
            parts.add("some positions, since there are too many or they took too long to read");
        }
        if (!allLabels) {
            parts.add("some labels, since they took too long to read");
        }
        return parts.isEmpty() ? null : "left out: " + String.join("; ", parts);
    }

    /** Skips records of other acquisitions by their keys, without decoding them. */
    private final class Selection {
        private final byte[] prefix;
        private final Past past;

        Selection(String acquisition, Past past) {
            this.prefix = (acquisition + "/").getBytes(StandardCharsets.UTF_8);
            this.past = past;
        }

        void add(ConsumerRecord<byte[], byte[]> record) {
            byte[] key = record.key();
            if (key != null
                    && key.length > prefix.length
                    && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length)) {
                reading.value(record).ifPresent(past::add);
            }
        }
    }
}
