package io.wanderscope.app.bench;

import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.TrackKey;
import io.wanderscope.wire.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends the events of simulated acquisitions to the positions topic. Not thread-safe. */
final class PositionFeed implements AutoCloseable {
    /** Starts the names of this producer's threads. */
    static final String CLIENT = CpuMeter.OWN_PREFIX + "feed";

    private static final Duration FRAME_INTERVAL = Duration.ofMillis(20);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Producer<String, ParticlePosition> producer;
    private final String topic;
    private final SimulatedPaths paths;
    private final SendTimes times;
    private final Instant start;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private long positions;
    private long events;

    private PositionFeed(
            Producer<String, ParticlePosition> producer,
            String topic,
            SimulatedPaths paths,
            SendTimes times,
            Instant start) {
        this.producer = producer;
        this.topic = topic;
        this.paths = paths;
        this.times = times;
        this.start = start;
    }

    /**
     * Opens a feed that sends each position at once, without waiting for others to share a request.
     *
     * @param configuration of a Kafka producer, without serializers
     * @param times is told when positions are due, of those whose latency matters
     * @param start time of the first camera frame, long enough ago that no position comes from the future
     */
    static PositionFeed open(
            Map<String, Object> configuration,
            String topic,
            WireFormat format,
            SimulatedPaths paths,
            SendTimes times,
            Instant start) {
        Map<String, Object> entries = new HashMap<>(configuration);
        entries.put(ProducerConfig.CLIENT_ID_CONFIG, CLIENT);
        entries.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 0);
        return new PositionFeed(
                new KafkaProducer<>(
                        entries,
                        new StringSerializer(),
                        format.serde(ParticlePosition.class).serializer()),
                topic,
                paths,
                times,
                start);
    }

    /**
     * Sends an event whose latency matters.
     *
     * @param due when it should be sent, in nanoseconds of the program's clock: latency counts from here
     */
    void sendDue(String acquisition, TrackEvent event, long due) {
        if (!event.isEnd()) {
            times.put(key(acquisition, event), event.frame(), due);
        }
        send(acquisition, event);
    }

    /** Sends an event. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback receives the failure
    void send(String acquisition, TrackEvent event) {
        throwIfFailed();
        String key = key(acquisition, event);
        positions += event.isEnd() ? 0 : 1;
        events++;
        ParticlePosition value = value(acquisition, event);
        producer.send(
                new ProducerRecord<>(topic, null, value.getTime().toEpochMilli(), key, value),
                (metadata, exception) -> {
                    if (exception != null) {
                        failure.compareAndSet(null, exception);
                    }
                });
    }

    private static String key(String acquisition, TrackEvent event) {
        return new TrackKey(acquisition, Integer.toString(event.track())).text();
    }

    private ParticlePosition value(String acquisition, TrackEvent event) {
        ParticlePosition.Builder record = ParticlePosition.newBuilder()
                .setAcquisition(acquisition)
                .setTrack(Integer.toString(event.track()))
                .setFrame(event.frame())
                .setTime(start.plus(FRAME_INTERVAL.multipliedBy(event.turn())))
                .setLengthUnit("px")
                .setEndOfTrack(event.isEnd());
        if (!event.isEnd()) {
            Trajectory path = paths.of(event.track());
            record.setX(path.x(event.frame())).setY(path.y(event.frame()));
        }
        return record.build();
    }

    /**
     * Waits until the brokers have everything.
     *
     * @throws KafkaException when a record could not be sent
     */
    void flush() {
        producer.flush();
        throwIfFailed();
    }

    private void throwIfFailed() {
        Exception found = failure.get();
        if (found != null) {
            throw new KafkaException("cannot send to the topic " + topic + ": " + found.getMessage(), found);
        }
    }

    /** Number of positions sent so far, without end marks. */
    long positions() {
        return positions;
    }

    /** Number of positions and end marks sent so far. */
    long events() {
        return events;
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
