package io.wanderscope.cluster;

import io.wanderscope.streaming.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.jspecify.annotations.Nullable;

/**
 * How often the brokers have shut a thread out of its transactions or its group lately. Kafka Streams then begins again
 * from the last commit. That happens to each thread when brokers restart; if it goes on, the work is repeated for ever.
 * Thread-safe.
 */
final class Fencings {
    /** For each of the stream threads, within {@link #PERIOD}; what is more counts as repeated. */
    static final int PER_THREAD = 2;

    static final Duration PERIOD = Duration.ofMinutes(1);

    private final int most;
    private final Clocks clocks;
    private final Deque<Fencing> latest = new ArrayDeque<>();
    private long total;

    private record Fencing(long nanos, Instant time) {}

    Fencings(int threads, Clocks clocks) {
        this.most = threads * PER_THREAD;
        this.clocks = clocks;
    }

    /** Whether this exception says that a producer, or the group's member that it writes for, was shut out. */
    static boolean isOne(Throwable answer) {
        return answer instanceof ProducerFencedException
                || answer instanceof InvalidProducerEpochException
                || answer instanceof CommitFailedException;
    }

    /** Whether this exception says that the brokers ended a transaction; its producer goes on. */
    static boolean isEndedTransaction(Throwable answer) {
        return answer instanceof InvalidTxnStateException || answer instanceof TransactionAbortableException;
    }

    /** What one of the producers is told. */
    final class OfProducer {
        private final AtomicBoolean fenced = new AtomicBoolean();

        /** Notes an answer; a producer that is shut out counts once, with however many of its records. */
        void note(@Nullable Exception answer) {
            if (answer != null && isOne(answer) && fenced.compareAndSet(false, true)) {
                count();
            }
        }
    }

    /** Of a producer that has just been made. */
    OfProducer ofProducer() {
        return new OfProducer();
    }

    /** Notes of what a thread has failed, unless its producer has noted it before. */
    void noteDeath(Throwable cause) {
        if (isEndedTransaction(cause)) {
            count();
        }
    }

    private synchronized void count() {
        forgetPast();
        latest.addLast(new Fencing(clocks.nanoTime().getAsLong(), clocks.wall().instant()));
        total++;
    }

    /** How often it has happened since the start. */
    synchronized long total() {
        return total;
    }

    /** That it goes on, how often and since when; empty if it does not. */
    synchronized Optional<String> reason() {
        forgetPast();
        if (latest.size() <= most) {
            return Optional.empty();
        }
        return Optional.of("the brokers have shut its threads out of their transactions or their group " + latest.size()
                + " times since " + latest.getFirst().time().truncatedTo(ChronoUnit.SECONDS)
                + "; see producer.transaction.timeout.ms and max.poll.interval.ms, and the brokers' logs");
    }

    private void forgetPast() {
        long now = clocks.nanoTime().getAsLong();
        while (!latest.isEmpty() && now - latest.getFirst().nanos() > PERIOD.toNanos()) {
            latest.removeFirst();
        }
    }
}
