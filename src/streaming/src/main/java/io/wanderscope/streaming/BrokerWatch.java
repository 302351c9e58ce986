package io.wanderscope.streaming;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the brokers every second whether they are there, on a thread of its own. Kafka's consumers and producers do not
 * tell: they try again in silence for as long as it takes. It also has the threads of all Kafka clients watched. Thread-safe.
 */
public final class BrokerWatch implements AutoCloseable {
    /**
     * Silence after which the brokers count as out of reach: time for two questions, since a busy broker may leave one
     * without an answer.
     */
    public static final Duration SILENCE = Duration.ofSeconds(7);

    private static final Logger LOG = LoggerFactory.getLogger(BrokerWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final Question question;
    private final AutoCloseable resource;
    private final String servers;
    private final Clocks clocks;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::watch, "broker-watch");
    private boolean reported;
    private volatile Answer latest;
    private volatile String failure = "no answer yet";

    /** Something that a broker answers. */
    @FunctionalInterface
    interface Question {
        /** Returns when a broker has answered; throws what Kafka's client makes of its silence. */
        void ask() throws ExecutionException, InterruptedException;
    }

    private record Answer(long nanos, Instant time) {}

    BrokerWatch(Question question, AutoCloseable resource, String servers, Clocks clocks) {
        this.question = question;
        this.resource = resource;
        this.servers = servers;
        this.clocks = clocks;
        this.latest = now();
    }

    /**
     * Starts to ask.
     *
     * @param configuration of one of Kafka's clients
     * @throws KafkaException when the configuration is rejected
     */
    public static BrokerWatch start(Map<String, ?> configuration, Clocks clocks) {
        Map<String, Object> entries = new HashMap<>(configuration);
        int timeout = (int) TIMEOUT.toMillis();
        entries.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
        entries.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
        entries.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        // Another client of the process may have the configured name.
        entries.remove(AdminClientConfig.CLIENT_ID_CONFIG);
        Admin admin = Admin.create(entries);
        DescribeClusterOptions options = new DescribeClusterOptions().timeoutMs(timeout);
        BrokerWatch watch = new BrokerWatch(
                () -> admin.describeCluster(options).clusterId().get(),
                () -> admin.close(Duration.ZERO),
                String.valueOf(entries.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG)),
                clocks);
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    /** That the brokers do not answer, since when and why; empty while they do. */
    public Optional<String> problem() {
        Answer answer = latest;
        if (clocks.nanoTime().getAsLong() - answer.nanos() < SILENCE.toNanos()) {
            return Optional.empty();
        }
        return Optional.of("no broker answers at " + servers + " since "
                + answer.time().truncatedTo(ChronoUnit.SECONDS) + " (" + failure + ")");
    }

    private void watch() {
        try {
            do {
                look();
            } while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks once, logs when the answers stop and when they come back, and has the threads of Kafka's clients watched. */
    void look() throws InterruptedException {
        ClientThreads.watch();
        try {
            question.ask();
            latest = now();
        } catch (ExecutionException e) {
            note(e.getCause());
        } catch (KafkaException e) {
            note(e);
        }
        report();
    }

    private void note(Throwable cause) {
        if (cause instanceof AuthorizationException) {
            // A broker that denies something has answered.
            latest = now();
        } else {
            failure = String.valueOf(cause.getMessage());
        }
    }

    private Answer now() {
        return new Answer(clocks.nanoTime().getAsLong(), clocks.wall().instant());
    }

    private void report() {
        Optional<String> problem = problem();
        if (problem.isPresent() && !reported && closed.getCount() > 0) {
            LOG.warn("event=brokers_out_of_reach reason=\"{}\"", problem.get());
        } else if (problem.isEmpty() && reported) {
            LOG.info("event=brokers_answer_again");
        }
        reported = problem.isPresent();
    }

    /** Stops asking. */
    @Override
    public void close() {
        closed.countDown();
        try {
            resource.close();
        } catch (Exception e) {
            throw new IllegalStateException("the client that asked the brokers does not close", e);
        }
    }
}
