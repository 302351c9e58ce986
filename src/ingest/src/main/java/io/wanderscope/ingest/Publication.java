package io.wanderscope.ingest;

import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Records that are being published together. One thread sends; any may wait.
 *
 * @param <T> the record
 */
public final class Publication<T> {
    private final String topic;
    private final BiConsumer<T, Callback> sending;
    private long sent;
    private long acknowledged;
    private long failed;
    private @Nullable Exception failure;

    Publication(String topic, BiConsumer<T, Callback> sending) {
        this.topic = topic;
        this.sending = sending;
    }

    /**
     * Hands a valid record over; waits while the producer's memory is full.
     *
     * @throws KafkaException when it or an earlier one could not be published
     */
    public void send(T record) {
        requireNoFailure();
        synchronized (this) {
            sent++;
        }
        boolean isHandedOver = false;
        try {
            sending.accept(record, (metadata, exception) -> settled(exception));
            isHandedOver = true;
        } finally {
            if (!isHandedOver) {
                takeBack();
            }
        }
    }

    private synchronized void takeBack() {
        sent--;
    }

    private synchronized void settled(@Nullable Exception exception) {
        if (exception == null) {
            acknowledged++;
        } else {
            failed++;
            failure = failure == null ? exception : failure;
        }
        notifyAll();
    }

    /** Number of records that Kafka has acknowledged. */
    public synchronized long acknowledged() {
        return acknowledged;
    }

    /**
     * Waits until each record is acknowledged or has failed.
     *
     * @return the number of records
     * @throws KafkaException when one has failed
     */
    public synchronized long await() throws InterruptedException {
        while (acknowledged + failed < sent) {
            wait();
        }
        requireNoFailure();
        return acknowledged;
    }

    private synchronized void requireNoFailure() {
        if (failure != null) {
            throw new KafkaException("cannot publish to the topic " + topic + ": " + failure.getMessage(), failure);
        }
    }
}
