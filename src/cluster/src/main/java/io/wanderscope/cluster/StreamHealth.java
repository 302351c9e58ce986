package io.wanderscope.cluster;

import io.wanderscope.cluster.StreamProgress.Observation;
import io.wanderscope.streaming.Clocks;
import io.wanderscope.streaming.UncaughtErrors;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.ThreadMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the stream threads every second, on a thread of its own: whether each has its partitions, and whether it gets
 * on with them. The state of Kafka Streams says neither while a replaced thread waits for its partitions, or a record
 * takes for ever.
 */
final class StreamHealth implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamHealth.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /** A thread that works asks for records more often, even if there are none. */
    private static final double POLLS_WITHIN_SECONDS = 1;

    private static final String RUNNING = "RUNNING";

    /** States of a thread that leaves its work to others. */
    private static final Set<String> ENDING = Set.of("PENDING_SHUTDOWN", "DEAD");

    private final KafkaStreams streams;
    private final Outages outages;
    private final Clocks clocks;
    private final StreamProgress progress;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::watch, "stream-health");
    private volatile @Nullable Instant withoutPartitionsSince;

    StreamHealth(KafkaStreams streams, Outages outages, Clocks clocks) {
        this.streams = streams;
        this.outages = outages;
        this.clocks = clocks;
        this.progress = new StreamProgress(clocks);
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Which thread does not do its work, and since when; empty if all do. */
    Optional<String> problem() {
        Instant since = withoutPartitionsSince;
        return since == null
                ? progress.problem()
                : Optional.of("a thread is waiting for its partitions since " + since.truncatedTo(ChronoUnit.SECONDS));
    }

    private void watch() {
        try {
            while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
                if (problem().isPresent()) {
                    outages.goOn();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Error e) {
            UncaughtErrors.report(e);
        }
    }

    private void look() {
        try {
            Set<String> working = new HashSet<>();
            int number = 0;
            for (ThreadMetadata each : streams.metadataForLocalThreads()) {
                // One that ends, which may take long, has been replaced.
                if (!ENDING.contains(each.threadState())) {
                    number++;
                }
                if (each.threadState().equals(RUNNING)) {
                    working.add(each.threadName());
                }
            }
            noteWithoutPartitions(working.isEmpty() || working.size() < number);
            progress.observe(observations(working));
        } catch (IllegalStateException e) {
            LOG.debug("event=stream_threads_not_seen reason=\"{}\"", e.getMessage());
            noteWithoutPartitions(false);
            progress.observe(Map.of());
        }
    }

    private void noteWithoutPartitions(boolean some) {
        if (!some) {
            withoutPartitionsSince = null;
        } else if (withoutPartitionsSince == null) {
            withoutPartitionsSince = clocks.wall().instant();
        }
    }

    private Map<String, Observation> observations(Set<String> threads) {
        Map<String, Double> processed = new HashMap<>();
        Set<String> waiting = new HashSet<>();
        streams.metrics().values().forEach(metric -> {
            MetricName name = metric.metricName();
            if (name.name().equals("process-total") && name.group().equals("stream-thread-metrics")) {
                processed.put(name.tags().get("thread-id"), value(metric));
            } else if (saysThatRecordsWait(name) && value(metric) > limit(name)) {
                waiting.add(name.tags().get("client-id"));
            }
        });
        Map<String, Observation> observations = new HashMap<>();
        threads.forEach(each -> observations.put(
                each, new Observation(processed.getOrDefault(each, 0.0), waiting.contains(each + "-consumer"))));
        return observations;
    }

    private static boolean saysThatRecordsWait(MetricName name) {
        return name.name().equals("last-poll-seconds-ago") || isLag(name);
    }

    private static double limit(MetricName name) {
        return isLag(name) ? 0 : POLLS_WITHIN_SECONDS;
    }

    private static boolean isLag(MetricName name) {
        return name.name().equals("records-lag");
    }

    private static double value(Metric metric) {
        return metric.metricValue() instanceof Number number ? number.doubleValue() : 0;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
