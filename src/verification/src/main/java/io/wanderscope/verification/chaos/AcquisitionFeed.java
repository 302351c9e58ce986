package io.wanderscope.verification.chaos;

import io.wanderscope.verification.ChaosFailure;
import io.wanderscope.verification.guarantees.RandomisedRecords;
import io.wanderscope.verification.guarantees.Truth;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Publishes randomised acquisitions at a steady rate, on its own thread, until {@link #finish}. */
public final class AcquisitionFeed implements AutoCloseable {

    private final RandomisedRecords records;
    private final String bootstrapServers;
    private final int perSecond;
    private final LongSupplier nanoTime;
    private final AtomicBoolean finishing = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<Truth> sent;

    private AcquisitionFeed(RandomisedRecords records, String bootstrapServers, int perSecond, LongSupplier nanoTime) {
        this.records = records;
        this.bootstrapServers = bootstrapServers;
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
        this.sent = thread.submit(this::publish);
    }

    static AcquisitionFeed start(
            RandomisedRecords records, String bootstrapServers, int perSecond, LongSupplier nanoTime) {
        return new AcquisitionFeed(records, bootstrapServers, perSecond, nanoTime);
    }

    /** Whether it ended before {@link #finish}, which throws the cause. */
    public boolean hasFailed() {
        return sent.isDone();
    }

    /**
     * Opens no more tracks, sends the rest of the open ones as fast as possible, and waits until all is sent.
     *
     * @return what was sent
     * @throws ChaosFailure when a record could not be sent
     */
    public Truth finish() throws InterruptedException {
        finishing.set(true);
        try {
            return sent.get();
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new ChaosFailure("the acquisitions could not be published: " + cause.getMessage(), cause);
        }
    }

    private Truth publish() throws InterruptedException {
        AtomicReference<Exception> failure = new AtomicReference<>();
        try (Producer<byte[], byte[]> producer = producer()) {
            long start = nanoTime.getAsLong();
            for (long count = 0; records.hasNext(); count++) {
                if (finishing.get()) {
                    records.finish();
                } else {
                    keepPace(start, count);
                }
                send(producer, records.next(), failure);
                requireNone(failure.get());
            }
            producer.flush();
            requireNone(failure.get());
        }
        return records.truth();
    }

    private Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                configuration(bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Waits for brokers as long as the run itself. Where none can be reached, the producer forgets which topics there are, and a
     * record waits for that before it waits for its delivery.
     */
    static Map<String, Object> configuration(String bootstrapServers) {
        int patience = (int) ChaosCluster.TIMEOUT.toMillis();
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                patience,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                patience);
    }

    private void keepPace(long start, long count) throws InterruptedException {
        long ahead = count * 1_000_000_000L / perSecond - (nanoTime.getAsLong() - start);
        if (ahead > 1_000_000) {
            Thread.sleep(Duration.ofNanos(ahead).toMillis());
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback receives what the future would hold
    private static void send(
            Producer<byte[], byte[]> producer,
            ProducerRecord<byte[], byte[]> record,
            AtomicReference<Exception> failure) {
        producer.send(record, (metadata, problem) -> failure.compareAndSet(null, problem));
    }

    private static void requireNone(@Nullable Exception failure) {
        if (failure != null) {
            throw new KafkaException("a record could not be sent: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
