package io.wanderscope.app.bench;

import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.wire.WireFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads committed labels as they come, on a thread of its own, and remembers when each was read. */
final class LabelReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<String, TrajectoryLabel> consumer;
    private final SendTimes times;
    private final LongSupplier nanoTime;
    private final List<Arrival> arrivals = new ArrayList<>();
    private final AtomicLong labels = new AtomicLong();
    private final AtomicLong finals = new AtomicLong();
    private final AtomicLong positions = new AtomicLong();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::read, CpuMeter.OWN_PREFIX + "labels");

    private LabelReader(Consumer<String, TrajectoryLabel> consumer, SendTimes times, LongSupplier nanoTime) {
        this.consumer = consumer;
        this.times = times;
        this.nanoTime = nanoTime;
    }

    /**
     * Reads the topic from its beginning.
     *
     * @param configuration of a Kafka consumer in no group, without deserializers
     * @param times says when positions were due to be sent
     */
    static LabelReader start(
            Map<String, Object> configuration,
            String topic,
            WireFormat format,
            SendTimes times,
            LongSupplier nanoTime) {
        Map<String, Object> entries = new HashMap<>(configuration);
        entries.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        entries.put(ConsumerConfig.CLIENT_ID_CONFIG, CpuMeter.OWN_PREFIX + "labels");
        Deserializer<TrajectoryLabel> values =
                format.serde(TrajectoryLabel.class).deserializer();
        Consumer<String, TrajectoryLabel> consumer = new KafkaConsumer<>(entries, new StringDeserializer(), values);
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(each -> new TopicPartition(topic, each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        LabelReader reader = new LabelReader(consumer, times, nanoTime);
        reader.thread.start();
        return reader;
    }

    private void read() {
        try (consumer) {
            while (true) {
                ConsumerRecords<String, TrajectoryLabel> records = consumer.poll(POLL);
                long now = nanoTime.getAsLong();
                for (ConsumerRecord<String, TrajectoryLabel> record : records) {
                    take(record.key(), record.value(), now);
                }
            }
        } catch (WakeupException e) {
            // close() ends the reading.
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }

    private void take(String key, TrajectoryLabel label, long now) {
        add(arrival(label, times.of(key, label.getLastFrame()), now));
        if (label.getStatus() == ResultStatus.FINAL) {
            times.remove(key);
            positions.addAndGet(label.getPositions());
            finals.incrementAndGet();
        }
        labels.incrementAndGet();
    }

    private static Arrival arrival(TrajectoryLabel label, OptionalLong sent, long now) {
        return new Arrival(
                label.getAcquisition(),
                Integer.parseInt(label.getTrack()),
                (int) label.getFirstFrame(),
                label.getPoints(),
                label.getProbabilities() != null,
                sent,
                now);
    }

    private void add(Arrival arrival) {
        synchronized (arrivals) {
            arrivals.add(arrival);
        }
    }

    /** What has arrived since the last call, in the order in which it was read. */
    List<Arrival> takeArrivals() {
        synchronized (arrivals) {
            List<Arrival> taken = List.copyOf(arrivals);
            arrivals.clear();
            return taken;
        }
    }

    /** Number of labels read so far. */
    long labels() {
        return labels.get();
    }

    /** Number of final labels read so far. */
    long finals() {
        return finals.get();
    }

    /** Positions that the final labels read so far are based on. */
    long positions() {
        return positions.get();
    }

    /**
     * Does nothing while labels are being read.
     *
     * @throws KafkaException when that has failed
     */
    void requireRunning() {
        RuntimeException found = failure.get();
        if (found != null) {
            throw new KafkaException("the labels cannot be read: " + found.getMessage(), found);
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
    }
}
