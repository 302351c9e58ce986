package io.wanderscope.dashboard.history;

import io.wanderscope.streaming.UncaughtErrors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what is older than the recent past into the index, on a thread of its own: block by block towards the beginning of the topics,
 * so that what is most recent can be shown first. Afterwards it looks now and then which of it the cluster still has.
 */
final class PastReader implements AutoCloseable {
    /** Number of offsets of each partition in a block. */
    static final long BLOCK = 50_000;

    private static final Logger LOG = LoggerFactory.getLogger(PastReader.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Duration REFRESH = Duration.ofMinutes(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final AcquisitionIndex index;
    private final RecordReading reading;
    private final Supplier<RangeReader> readers;
    private final long mostRecords;
    private final Thread thread = new Thread(this::run, "dashboard-past");

    /** Where each partition has been read from: all before is still to be read. Guarded by this. */
    private final Map<TopicPartition, Long> unread = new HashMap<>();
    /** Partitions whose offsets are not there, as after their topic was created again; the others are read first. Guarded by this. */
    private final Set<TopicPartition> setAside = new HashSet<>();
    /** All partitions that are read. Guarded by this. */
    private final Set<TopicPartition> known = new HashSet<>();
    /** Before these, the index has forgotten everything. Guarded by this. */
    private final Beginnings beginnings = new Beginnings();

    /** Where the block that is being read goes on after a failure, by partition. Guarded by this. */
    private final Map<TopicPartition, Long> progress = new HashMap<>();
    /** Grows with each partition that is forgotten. */
    private final AtomicInteger gone = new AtomicInteger();

    /** Released when there is something to read. */
    private final Semaphore news = new Semaphore(0);

    private final AtomicLong records = new AtomicLong();
    private volatile boolean closed;

    /**
     * Knows of no partition yet.
     *
     * @param mostRecords number of records after which it stops: what is older is not shown
     */
    PastReader(AcquisitionIndex index, RecordReading reading, Supplier<RangeReader> readers, long mostRecords) {
        this.index = index;
        this.reading = reading;
        this.readers = readers;
        this.mostRecords = mostRecords;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Someone else reads a partition from an offset on. */
    synchronized void readBefore(TopicPartition partition, long offset) {
        known.add(partition);
        unread.put(partition, offset);
        setAside.remove(partition);
        news.release();
    }

    /** A partition is gone, and what was read of it: if it comes again, its offsets mean other records. */
    synchronized void forget(TopicPartition partition) {
        known.remove(partition);
        unread.remove(partition);
        progress.remove(partition);
        beginnings.forget(partition);
        index.forgetBefore(partition, Long.MAX_VALUE);
        gone.incrementAndGet();
    }

    /** Whether all has been read that is to be read. */
    synchronized boolean isDone() {
        return unread.isEmpty();
    }

    /** Whether it has stopped before the beginning of the topics. */
    boolean hasReachedItsLimit() {
        return records.get() >= mostRecords;
    }

    private void run() {
        while (!closed) {
            try (RangeReader reader = readers.get()) {
                readWith(reader);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (!closed) {
                    LOG.warn("event=past_not_read reason=\"{}\"", e.toString());
                    pause(PAUSE_AFTER_FAILURE);
                }
            } catch (Error e) {
                UncaughtErrors.report(e);
                throw e;
            }
        }
    }

    private void readWith(RangeReader reader) throws InterruptedException {
        while (!closed) {
            int goneBefore = gone.get();
            Map<TopicPartition, Long> ends = waiting();
            Map<TopicPartition, Long> found = reader.beginnings(partitions());
            forgetBefore(found, goneBefore);
            List<Block> blocks = blocks(ends, found);
            List<OffsetRange> left =
                    blocks.stream().flatMap(block -> left(block).stream()).toList();
            if (readAll(reader, left, goneBefore)) {
                advance(blocks, goneBefore);
            }
        }
    }

    private boolean readAll(RangeReader reader, List<OffsetRange> ranges, int goneBefore) {
        try {
            return reader.read(ranges, record -> add(record, goneBefore), () -> !closed && gone.get() == goneBefore);
        } catch (MissingOffsetsException e) {
            setAside(e.partition());
            throw e;
        }
    }

    private synchronized void setAside(TopicPartition partition) {
        setAside.add(partition);
    }

    /** The partitions that have something left to read; none after a while without. */
    private Map<TopicPartition, Long> waiting() throws InterruptedException {
        if (isDone() && news.tryAcquire(REFRESH.toMillis(), TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
        synchronized (this) {
            if (hasReachedItsLimit()) {
                unread.clear();
            }
            if (setAside.containsAll(unread.keySet())) {
                setAside.clear();
            }
            Map<TopicPartition, Long> waiting = new HashMap<>(unread);
            waiting.keySet().removeAll(setAside);
            return waiting;
        }
    }

    /** To look for it takes as long as there are acquisitions, so it is done when there is something to forget. */
    private synchronized void forgetBefore(Map<TopicPartition, Long> found, int goneBefore) {
        if (gone.get() == goneBefore) {
            beginnings.moved(found).forEach(index::forgetBefore);
        }
    }

    private synchronized Set<TopicPartition> partitions() {
        return Set.copyOf(known);
    }

    /** The part of a partition from one offset on, up to another, exclusive; all before it is still to be read if there is any. */
    private record Block(TopicPartition partition, long first, long end, boolean isLast) {}

    private static List<Block> blocks(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> beginnings) {
        List<Block> blocks = new ArrayList<>();
        ends.forEach((partition, end) -> {
            Long beginning = beginnings.get(partition);
            if (beginning != null) { // otherwise it has gone meanwhile
                blocks.add(new Block(partition, Math.max(beginning, end - BLOCK), end, end - BLOCK <= beginning));
            }
        });
        return blocks;
    }

    /** What has not been read of a block, so that no record counts twice. */
    private synchronized Optional<OffsetRange> left(Block block) {
        long next = Math.max(block.first(), progress.getOrDefault(block.partition(), block.first()));
        return next < block.end()
                ? Optional.of(new OffsetRange(block.partition(), next, block.end() - 1))
                : Optional.empty();
    }

    private synchronized void add(ConsumerRecord<byte[], byte[]> record, int goneBefore) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (gone.get() == goneBefore) {
            records.incrementAndGet();
            reading.value(record).ifPresent(value -> index.add(record, value));
            progress.put(partition, record.offset() + 1);
        }
    }

    /** Of blocks from before a partition was forgotten, records have been left out: they are read again from there. */
    private synchronized void advance(List<Block> blocks, int goneBefore) {
        if (gone.get() != goneBefore) {
            return;
        }
        for (Block block : blocks) {
            progress.remove(block.partition());
            if (block.isLast()) {
                unread.remove(block.partition(), block.end());
            } else {
                unread.replace(block.partition(), block.end(), block.first());
            }
        }
    }

    private void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
