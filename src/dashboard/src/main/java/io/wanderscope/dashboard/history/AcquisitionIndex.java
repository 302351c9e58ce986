package io.wanderscope.dashboard.history;

import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Which acquisitions the topics hold, and which offsets hold which time of them. Memory is bounded: the acquisition whose latest
 * position is earliest is forgotten first. A time ahead of the clock counts as now: dated by a wrong clock, acquisitions would never make room
 * for others. Thread-safe.
 */
final class AcquisitionIndex {
    private static final int ACQUISITION_BYTES = 600;
    /** One of so many parts of the memory is made free when it is full. */
    private static final int ROOM = 8;

    private final long mostBytes;
    private final InstantSource clock;
    private final List<TopicPartition> partitions = new ArrayList<>();
    private final Map<TopicPartition, Integer> numbers = new HashMap<>();
    private final Map<String, Entry> acquisitions = new HashMap<>();
    private long bytes;
    /** Acquisitions of which no later record is known were forgotten, or never taken in. */
    private long forgottenUntil = Long.MIN_VALUE;

    private int forgotten;

    /**
     * An empty index.
     *
     * @param mostBytes maximum memory, as estimated from its parts
     * @param clock the wall clock
     */
    AcquisitionIndex(long mostBytes, InstantSource clock) {
        this.mostBytes = mostBytes;
        this.clock = clock;
    }

    /** What is known of one acquisition; guarded by the lock of all. */
    private static final class Entry {
        private final String name;
        private final TimeIndex positions = new TimeIndex();
        private final TimeIndex labels = new TimeIndex();
        /** Time of any record; the acquisition with the earliest is forgotten first. */
        private long latest;

        private long firstTime = Long.MAX_VALUE;
        private long lastTime = Long.MIN_VALUE;
        private @Nullable OffsetRange population;

        private Entry(String name, long latest) {
            this.name = name;
            this.latest = latest;
        }

        private long bytes() {
            return ACQUISITION_BYTES + (long) Character.BYTES * name.length() + positions.bytes() + labels.bytes();
        }

        private void forgetPopulationBefore(TopicPartition partition, long beginning) {
            if (population != null && population.partition().equals(partition) && population.last() < beginning) {
                population = null;
            }
        }

        private Extent extent() {
            return new Extent(name, firstTime, lastTime, positions.count(), labels.finals());
        }
    }

    /** Takes in a record; one that is neither position, label nor population changes nothing. */
    synchronized void add(ConsumerRecord<byte[], byte[]> record, SpecificRecordBase value) {
        if (value instanceof ParticlePosition position && !position.getEndOfTrack()) {
            addPosition(record, position);
        } else if (value instanceof TrajectoryLabel label) {
            addLabel(record, label);
        } else if (value instanceof AcquisitionPopulation population && population.getWindowStart() == null) {
            addPopulation(record, population);
        }
    }

    private void addPosition(ConsumerRecord<byte[], byte[]> record, ParticlePosition position) {
        long time = position.getTime().toEpochMilli();
        Entry entry = entry(position.getAcquisition(), time);
        if (entry != null) {
            long before = entry.bytes();
            entry.firstTime = Math.min(entry.firstTime, time);
            entry.lastTime = Math.max(entry.lastTime, time);
            entry.positions.add(time, number(record), record.offset(), false);
            grown(entry.bytes() - before);
        }
    }

    private void addLabel(ConsumerRecord<byte[], byte[]> record, TrajectoryLabel label) {
        long time = label.getLastPositionTime().toEpochMilli();
        Entry entry = entry(label.getAcquisition(), time);
        if (entry != null) {
            long before = entry.bytes();
            entry.labels.add(time, number(record), record.offset(), label.getStatus() == ResultStatus.FINAL);
            grown(entry.bytes() - before);
        }
    }

    /** The latest counts. Those of one acquisition are in one partition. */
    private void addPopulation(ConsumerRecord<byte[], byte[]> record, AcquisitionPopulation population) {
        Entry entry = entry(population.getAcquisition(), record.timestamp());
        if (entry != null && (entry.population == null || entry.population.last() < record.offset())) {
            entry.population = new OffsetRange(partition(record), record.offset(), record.offset());
        }
    }

    private @Nullable Entry entry(String acquisition, long dated) {
        long time = Math.min(dated, clock.millis());
        Entry known = acquisitions.get(acquisition);
        if (known != null) {
            known.latest = Math.max(known.latest, time);
            return known;
        }
        if (time <= forgottenUntil) {
            return null;
        }
        Entry added = new Entry(acquisition, time);
        acquisitions.put(acquisition, added);
        grown(added.bytes());
        return acquisitions.get(acquisition);
    }

    private void grown(long more) {
        bytes += more;
        if (bytes > mostBytes) {
            makeRoom();
        }
    }

    /** For a part of the memory at once: to look for the earliest takes as long as there are acquisitions. */
    private void makeRoom() {
        long enough = mostBytes - mostBytes / ROOM;
        List<Entry> earliestFirst = acquisitions.values().stream()
                .sorted(Comparator.comparingLong(entry -> entry.latest))
                .toList();
        for (Entry earliest : earliestFirst.subList(0, earliestFirst.size() - 1)) {
            if (bytes <= enough) {
                return;
            }
            acquisitions.remove(earliest.name);
            bytes -= earliest.bytes();
            forgottenUntil = Math.max(forgottenUntil, earliest.latest);
            forgotten++;
        }
    }

    private int number(ConsumerRecord<byte[], byte[]> record) {
        return numbers.computeIfAbsent(partition(record), added -> {
            partitions.add(added);
            return partitions.size() - 1;
        });
    }

    private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    /**
     * Forgets what lies before the beginning of a partition, which the cluster no longer has.
     *
     * @param beginning the first offset that it still has
     */
    synchronized void forgetBefore(TopicPartition partition, long beginning) {
        acquisitions.values().forEach(entry -> entry.forgetPopulationBefore(partition, beginning));
        Integer number = numbers.get(partition);
        if (number != null) {
            acquisitions.values().removeIf(entry -> isForgotten(entry, number, beginning));
            bytes = acquisitions.values().stream().mapToLong(Entry::bytes).sum();
        }
    }

    /** Forgets what lies before an offset; whether nothing of the acquisition is left. */
    private static boolean isForgotten(Entry entry, int partition, long beginning) {
        entry.labels.forgetBefore(partition, beginning);
        if (entry.positions.forgetBefore(partition, beginning) && entry.positions.count() > 0) {
            entry.firstTime = Math.max(entry.firstTime, entry.positions.firstTime());
        }
        return entry.positions.count() == 0 && entry.labels.count() == 0;
    }

    /** Number of acquisitions that were forgotten because there are too many. */
    synchronized int forgotten() {
        return forgotten;
    }

    /**
     * All acquisitions with a position whose names contain a text, in upper or lower case, the one with the latest position
     * first.
     */
    synchronized List<Extent> extents(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return acquisitions.values().stream()
                .filter(entry -> entry.positions.count() > 0
                        && entry.name.toLowerCase(Locale.ROOT).contains(wanted))
                .map(Entry::extent)
                .sorted(Comparator.comparingLong(Extent::lastTime).reversed().thenComparing(Extent::name))
                .toList();
    }

    /** What the topics hold of an acquisition; empty if no position of it is known. */
    synchronized Optional<Extent> extent(String acquisition) {
        return known(acquisition).filter(entry -> entry.positions.count() > 0).map(Entry::extent);
    }

    /** Where the positions of a stretch of time are; see {@link TimeIndex#stretch}. */
    synchronized Stretch positions(String acquisition, Instant from, Instant to, long most) {
        return known(acquisition)
                .map(entry -> entry.positions.stretch(from.toEpochMilli(), to.toEpochMilli(), most, partitions::get))
                .orElse(new Stretch(from.toEpochMilli(), List.of()));
    }

    /** Where the labels are whose last positions lie in a stretch of time; see {@link TimeIndex#stretch}. */
    synchronized Stretch labels(String acquisition, Instant from, Instant to, long most) {
        return known(acquisition)
                .map(entry -> entry.labels.stretch(from.toEpochMilli(), to.toEpochMilli(), most, partitions::get))
                .orElse(new Stretch(from.toEpochMilli(), List.of()));
    }

    /** Where the latest population of the whole acquisition is; empty if there is none. */
    synchronized Optional<OffsetRange> population(String acquisition) {
        return known(acquisition).map(entry -> entry.population);
    }

    private Optional<Entry> known(String acquisition) {
        return Optional.ofNullable(acquisitions.get(acquisition));
    }
}
