package io.wanderscope.dashboard.history;

import io.wanderscope.dashboard.history.NoMomentException.Cause;
import io.wanderscope.dashboard.live.Population;
import io.wanderscope.dashboard.live.ReaderSettings;
import io.wanderscope.dashboard.live.ReadingListener;
import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.streaming.BoundedConsumer;
import io.wanderscope.streaming.Clocks;
import io.wanderscope.streaming.RecordBounds;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.wire.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The acquisitions that the topics still hold, and any moment of them, read on demand. It learns where they are from what the reader of
 * the recent past reads, and from the older past, which it reads once in the background. Thread-safe.
 */
public final class History implements ReadingListener, AutoCloseable {
    /** How long a moment is read before it is shown as it is. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Maximum number of points of an overview, if each of its tracks has two at least. */
    public static final int OVERVIEW_POINTS = 400_000;

    private static final long INDEX_BYTES = 32_000_000;
    /** Number of records of the older past that are read; they take some minutes. */
    private static final long MOST_RECORDS = 100_000_000;

    /** Maximum number of requests for whole acquisitions: one that reads, and one that waits. */
    private static final int ADMITTED_FOR_ALL = 2;

    private static final int RECORDS_PER_POLL = 5_000;
    private static final int API_TIMEOUT_MS = 5_000;
    private static final int REQUEST_TIMEOUT_MS = 4_000;

    private final AcquisitionIndex index;
    private final RecordReading reading;
    private final PastReader past;
    private final MomentReader moments;
    private final ReaderPool pool;
    private final LongSupplier nanoTime;
    private final Duration patience;
    /** Whether all has been read that the reader of the recent past had before it when it began. */
    private volatile boolean recentIsRead;
    /** Taken while a whole acquisition is read. */
    private final Semaphore placeForAll = new Semaphore(1);

    private final Semaphore admittedForAll = new Semaphore(ADMITTED_FOR_ALL);
    /** The latest request of each viewer that waits for one. */
    private final Map<String, Object> latest = new ConcurrentHashMap<>();

    /**
     * Knows nothing yet.
     *
     * @param consumers opens consumers that are in no group and read only what is committed
     * @param patience how long a moment is read before it is shown as it is
     */
    public History(
            Supplier<Consumer<byte[], byte[]>> consumers,
            StreamTopics topics,
            WireFormat format,
            Duration patience,
            Clocks clocks) {
        Supplier<RangeReader> readers = () -> new RangeReader(consumers.get());
        reading = new RecordReading(topics, format);
        index = new AcquisitionIndex(INDEX_BYTES, clocks.wall());
        past = new PastReader(index, reading, readers, MOST_RECORDS);
        moments = new MomentReader(index, reading, patience, clocks.nanoTime());
        pool = new ReaderPool(readers);
        this.patience = patience;
        this.nanoTime = clocks.nanoTime();
    }

    /**
     * The past of a cluster's topics.
     *
     * @param configuration of a Kafka consumer, without deserializers and group
     */
    public static History of(Map<String, ?> configuration, StreamTopics topics, WireFormat format, Clocks clocks) {
        Map<String, Object> entries = ReaderSettings.of(configuration);
        entries.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_PER_POLL);
        entries.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MS);
        entries.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        return new History(
                () -> new BoundedConsumer(entries, RecordBounds.of(topics)), topics, format, PATIENCE, clocks);
    }

    /** Begins to read the older past. */
    public void start() {
        past.start();
    }

    @Override
    public void starts(TopicPartition partition, long offset) {
        if (reading.topics().contains(partition.topic())) {
            past.readBefore(partition, offset);
        }
    }

    @Override
    public void ends(TopicPartition partition) {
        past.forget(partition);
    }

    @Override
    public void caughtUp() {
        recentIsRead = true;
    }

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record, SpecificRecordBase value) {
        index.add(record, value);
    }

    /**
     * Acquisitions whose names contain a text, the one with the latest position first.
     *
     * @param text in upper or lower case; empty for all
     * @param limit maximum number of acquisitions
     */
    public Extents extents(String text, int limit) {
        List<Extent> found = index.extents(text);
        String leftOut = whyIncomplete();
        return new Extents(found.stream().limit(limit).toList(), found.size(), leftOut.isEmpty(), leftOut);
    }

    private String whyIncomplete() {
        if (!recentIsRead || !past.isDone()) {
            return "older records are still being read";
        }
        if (past.hasReachedItsLimit()) {
            return "only the latest " + MOST_RECORDS + " records are read";
        }
        return index.forgotten() == 0
                ? ""
                : "there are more acquisitions than the server keeps account of; those with the earliest positions are"
                        + " not listed";
    }

    /** What the topics hold of an acquisition; empty if no position of it is known. */
    public Optional<Extent> extent(String acquisition) {
        return index.extent(acquisition);
    }

    /**
     * Reads a moment.
     *
     * @param time milliseconds since 1970; empty for that of the latest position
     * @param window how far back positions are shown; not negative
     * @param viewer whoever asks: another request of the same ends this one; empty for none
     * @throws NoMomentException if it is not shown, or not now
     */
    public Moment moment(String acquisition, Optional<Long> time, Duration window, Optional<String> viewer)
            throws NoMomentException {
        Extent extent = extent(acquisition).orElseThrow(() -> unknown(acquisition));
        Instant to = Instant.ofEpochMilli(time.orElse(extent.lastTime()));
        return forViewer(
                viewer,
                isSuperseded -> pool.lend(reader -> moments.read(reader, acquisition, to, window, isSuperseded)));
    }

    /**
     * Reads all tracks of an acquisition, with as much of their paths as there is room for. One acquisition is read at a time, which may
     * take some hundred megabytes, and one waits.
     *
     * @param viewer whoever asks: another request of the same ends this one; empty for none
     * @throws NoMomentException if it is not shown, or not now
     */
    public Moment all(String acquisition, Optional<String> viewer) throws NoMomentException {
        Extent extent = extent(acquisition).orElseThrow(() -> unknown(acquisition));
        return forViewer(viewer, isSuperseded -> readAll(extent, isSuperseded));
    }

    private Moment readAll(Extent extent, BooleanSupplier isSuperseded) throws NoMomentException {
        if (!admittedForAll.tryAcquire()) {
            throw ReaderPool.busy();
        }
        try {
            return readAllInPlace(extent, isSuperseded);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ReaderPool.busy();
        } finally {
            admittedForAll.release();
        }
    }

    /** The viewer's request before this one, which it supersedes, may be about to leave the place. */
    private Moment readAllInPlace(Extent extent, BooleanSupplier isSuperseded)
            throws NoMomentException, InterruptedException {
        if (!placeForAll.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw ReaderPool.busy();
        }
        try {
            return pool.lend(each -> moments.readAll(each, extent, isSuperseded));
        } finally {
            placeForAll.release();
        }
    }

    private Moment forViewer(Optional<String> viewer, Reading reading) throws NoMomentException {
        Object request = new Object();
        viewer.ifPresent(each -> latest.put(each, request));
        try {
            return reading.read(() -> viewer.isPresent() && latest.get(viewer.get()) != request);
        } finally {
            viewer.ifPresent(each -> latest.remove(each, request));
        }
    }

    /** Reads something for a viewer. */
    @FunctionalInterface
    private interface Reading {
        Moment read(BooleanSupplier isSuperseded) throws NoMomentException;
    }

    private NoMomentException unknown(String acquisition) {
        String why = whyIncomplete();
        return new NoMomentException(
                Cause.UNKNOWN,
                "the topics hold no positions of an acquisition " + acquisition
                        + (why.isEmpty() ? "" : " yet: " + why));
    }

    /**
     * Reads the latest population of a whole acquisition; empty if there is none.
     *
     * @throws NoMomentException if it is not read now
     */
    public Optional<Population> population(String acquisition) throws NoMomentException {
        Optional<OffsetRange> place = index.population(acquisition);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        AtomicReference<Population> found = new AtomicReference<>();
        long deadline = nanoTime.getAsLong() + patience.toNanos();
        boolean isRead = pool.lend(reader -> reader.read(
                List.of(place.get()),
                record -> reading.value(record)
                        .filter(AcquisitionPopulation.class::isInstance)
                        .map(AcquisitionPopulation.class::cast)
                        .filter(each -> each.getAcquisition().equals(acquisition))
                        .ifPresent(each -> found.set(Population.of(each))),
                () -> nanoTime.getAsLong() - deadline < 0));
        if (!isRead) {
            throw new NoMomentException(Cause.UNREADABLE, "the population took too long to read; try again later");
        }
        return Optional.ofNullable(found.get());
    }

    /** Number of requests that read or wait now. */
    int admitted() {
        return pool.admitted();
    }

    /** Number of requests for whole acquisitions that read or wait now. */
    int admittedForAll() {
        return ADMITTED_FOR_ALL - admittedForAll.availablePermits();
    }

    @Override
    public void close() {
        past.close();
        pool.close();
    }
}
