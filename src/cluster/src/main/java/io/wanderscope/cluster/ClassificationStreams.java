package io.wanderscope.cluster;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.wanderscope.streaming.BrokerWatch;
import io.wanderscope.streaming.Clocks;
import io.wanderscope.streaming.CommitTimes;
import io.wanderscope.streaming.DeadLetterLimit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running topology. The first thread that fails stops all of it: the next start repeats what was not committed, and
 * a stopped program is easier to fix than one that works in part. The exception is a thread whose transaction the
 * brokers ended, as they do when they restart: another thread replaces it and repeats what was not committed, unless
 * that has happened again and again. A thread whose records are refused by a topic, or that lacks a topic or the schema
 * registry, is replaced for as long as that lasts: nothing that comes back ends the stream by its absence.
 */
public final class ClassificationStreams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClassificationStreams.class);
    /** Of the producer's exceptions; its id is refused for what is configured, which another thread does not change. */
    private static final Pattern UNFORESEEN_ANSWER =
            Pattern.compile("(Unhandled|Unexpected) error in (?!InitProducerId)");

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);
    /** Before a thread is replaced that others than itself have failed. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    /** By its name, because Kafka Streams itself keeps it in an internal class. */
    private static final String CONSUMER_WRAPPER = "__internal.consumer.wrapper__";

    private final KafkaStreams streams;
    private final GroupMembershipOperation atClose;
    private final KafkaStreamsMetrics metrics;
    private final ThreadReplacements replacements;
    private final Optional<Path> stores;
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Clocks clocks = Clocks.system();
    private final Refusals refusals = new Refusals(clocks);
    private final Outages outages;
    private final Fencings fencings;
    private final BrokerWatch brokers;
    private final StreamHealth health;
    /** Where threads read only what is committed. */
    private final Optional<TransactionWatch> transactions;

    private volatile Instant stateSince = clocks.wall().instant();
    private volatile boolean hasRun;

    /** Why it stopped: of what its first thread failed, and what the process had run out of, if that was why. */
    private record Failure(Throwable exception, Optional<Lack> lack) {
        String reason() {
            return lack.map(Lack::text).orElseGet(() -> rootCause(exception).toString());
        }
    }

    private ClassificationStreams(
            Topology topology, StreamsConfig configuration, DeadLetterLimit limit, CommitTimes commits) {
        int threads = configuration.getInt(StreamsConfig.NUM_STREAM_THREADS_CONFIG);
        this.fencings = new Fencings(threads, clocks);
        this.outages = new Outages(TopologyTopics.sources(topology), clocks);
        this.streams = new KafkaStreams(
                topology, configuration, new StreamClients(refusals, fencings, limit, commits, clocks.wall()));
        this.brokers = BrokerWatch.start(configuration.getAdminConfigs("broker-watch"), clocks);
        this.health = new StreamHealth(streams, outages, clocks);
        this.transactions = transactionWatch(topology, configuration, clocks.wall());
        this.atClose = isStaticMember(configuration)
                ? GroupMembershipOperation.REMAIN_IN_GROUP
                : GroupMembershipOperation.LEAVE_GROUP;
        this.metrics = new KafkaStreamsMetrics(streams);
        this.stores = stores(configuration);
        this.replacements = new ThreadReplacements(threads, clocks.nanoTime());
    }

    /**
     * Starts the topology. A store that cannot be opened, as happens now and then after a kill, is tried a second time.
     *
     * @param configuration of Kafka Streams
     * @throws ClusterException when Kafka Streams rejects the configuration or cannot open a store, with a {@link
     *     LackException} as its cause if it lacks room or the folder
     */
    public static ClassificationStreams start(Topology topology, Map<String, ?> configuration) {
        return start(topology, configuration, Optional.empty());
    }

    /**
     * The same with a listener.
     *
     * @param restored is told about the stores that are read from changelogs
     */
    public static ClassificationStreams start(
            Topology topology, Map<String, ?> configuration, StateRestoreListener restored) {
        return start(topology, configuration, Optional.of(restored));
    }

    private static ClassificationStreams start(
            Topology topology, Map<String, ?> configuration, Optional<StateRestoreListener> restored) {
        try {
            DeadLetterLimit limit = new DeadLetterLimit();
            CommitTimes commits = new CommitTimes();
            StreamsConfig checked = new StreamsConfig(withOurs(configuration, limit, commits));
            TopologyTopics.deadLetters(topology).ifPresent(topic -> askForLimit(topic, checked, limit));
            try {
                return running(topology, checked, limit, commits, restored);
            } catch (ProcessorStateException e) {
                LOG.warn("event=state_not_opened reason=\"{}\"", withCause(e));
                requireFolder(checked, e);
                return running(topology, checked, limit, commits, restored);
            }
        } catch (ProcessorStateException e) {
            throw new ClusterException(
                    "Kafka Streams cannot start: " + withCause(e)
                            + "; check the disk, or delete the folder of this task: its state is read again from the"
                            + " changelog",
                    e);
        } catch (KafkaException e) {
            throw new ClusterException("Kafka Streams cannot start: " + withCause(e), e);
        }
    }

    private static Optional<TransactionWatch> transactionWatch(
            Topology topology, StreamsConfig configuration, InstantSource wall) {
        String application = configuration.getString(StreamsConfig.APPLICATION_ID_CONFIG);
        Object isolation = configuration
                .getMainConsumerConfigs(application, application, 0)
                .get(ConsumerConfig.ISOLATION_LEVEL_CONFIG);
        if (!IsolationLevel.READ_COMMITTED.toString().equalsIgnoreCase(String.valueOf(isolation))) {
            return Optional.empty();
        }
        return Optional.of(new TransactionWatch(
                new TransactionWatch.Watched(
                        application,
                        TopologyTopics.needed(topology, application),
                        TopologyTopics.written(topology, application)),
                ClusterAdmin.open(configuration.getAdminConfigs(application + "-transactions"))
                        .calls(),
                wall));
    }

    /** Where the cluster does not tell, the first refusal does. */
    private static void askForLimit(String topic, StreamsConfig configuration, DeadLetterLimit limit) {
        String client = configuration.getString(StreamsConfig.APPLICATION_ID_CONFIG) + "-limits";
        try (ClusterAdmin admin = ClusterAdmin.open(configuration.getAdminConfigs(client))) {
            admin.maxMessageBytes(topic).ifPresent(limit::accepts);
        } catch (ClusterException e) {
            LOG.info("event=dead_letter_limit_unknown topic={} reason=\"{}\"", topic, e.getMessage());
        }
    }

    private static Map<String, Object> withOurs(
            Map<String, ?> configuration, DeadLetterLimit limit, CommitTimes commits) {
        Map<String, Object> entries = new HashMap<>(configuration);
        entries.put(DeadLetterLimit.CONFIGURATION_KEY, limit);
        entries.put(CommitTimes.CONFIGURATION_KEY, commits);
        entries.put(StreamsConfig.mainConsumerPrefix(CONSUMER_WRAPPER), BoundedStreamsConsumer.class);
        return entries;
    }

    private static ClassificationStreams running(
            Topology topology,
            StreamsConfig configuration,
            DeadLetterLimit limit,
            CommitTimes commits,
            Optional<StateRestoreListener> restored) {
        ClassificationStreams running = new ClassificationStreams(topology, configuration, limit, commits);
        restored.ifPresent(running.streams::setGlobalStateRestoreListener);
        try {
            running.start();
            return running;
        } catch (KafkaException e) {
            running.close();
            throw e;
        }
    }

    private static void requireFolder(StreamsConfig configuration, ProcessorStateException e) {
        stores(configuration).flatMap(folder -> Lack.ofFolder(folder, e)).ifPresent(lack -> {
            throw new ClusterException("Kafka Streams cannot start: " + lack.text(), new LackException(lack, e));
        });
    }

    /** The folder of its stores, which Kafka Streams has made by now; empty if the topology has none on the disk. */
    private static Optional<Path> stores(StreamsConfig configuration) {
        return Optional.of(Path.of(
                        configuration.getString(StreamsConfig.STATE_DIR_CONFIG),
                        configuration.getString(StreamsConfig.APPLICATION_ID_CONFIG)))
                .filter(Files::isDirectory);
    }

    private static String withCause(KafkaException exception) {
        Throwable root = rootCause(exception);
        return root == exception ? exception.getMessage() : exception.getMessage() + ": " + root.getMessage();
    }

    /** Whether the threads' consumers have a {@code group.instance.id}, whichever prefix it was set with. */
    private static boolean isStaticMember(StreamsConfig configuration) {
        String application = configuration.getString(StreamsConfig.APPLICATION_ID_CONFIG);
        return configuration
                .getMainConsumerConfigs(application, application, 0)
                .containsKey(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    }

    private void start() {
        streams.setUncaughtExceptionHandler(this::failed);
        streams.setStateListener((state, before) -> changed(state));
        streams.start();
        health.start();
        transactions.ifPresent(TransactionWatch::start);
    }

    private StreamThreadExceptionResponse failed(Throwable exception) {
        Throwable cause = rootCause(exception);
        if (refusals.explain(cause) || outages.explain(cause)) {
            pause();
            return replace();
        }
        if (canContinueOnAnotherThread(exception)) {
            String reason = cause.getMessage();
            fencings.noteDeath(cause);
            if (replacements.allow()) {
                LOG.warn("event=stream_thread_replaced reason=\"{}\"", reason);
                return replace();
            }
            LOG.warn(
                    "event=stream_thread_not_replaced reason=\"{}\" replaced_per_thread={} within_s={}",
                    reason,
                    ThreadReplacements.PER_THREAD,
                    ThreadReplacements.PERIOD.toSeconds());
        }
        if (failure.get() == null) {
            // With its lack, which takes a while to find: whoever sees the failure ends the process with a code for it.
            failure.compareAndSet(null, new Failure(exception, lack(exception)));
        }
        LOG.info("event=stream_thread_failed", exception);
        if (cause instanceof Error) {
            // Nobody knows what else it has damaged, such as what closes the other threads.
            ended.countDown();
        }
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /** Not while no broker answers: the thread could not leave the group, and the next would wait for the end of its session. */
    private StreamThreadExceptionResponse replace() {
        while (brokers.problem().isPresent() && !closesWithin(BETWEEN_LOOKS)) {
            LOG.debug("event=stream_thread_waits_for_brokers");
        }
        LeavingConsumer.leaveWhenClosed();
        // Kafka Streams throws the exception on. Of the threads that it starts with it keeps that to itself; of one
        // that has replaced another, the process's handler would be told, and end the process.
        Thread.currentThread().setUncaughtExceptionHandler((thread, exception) -> {});
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private void pause() {
        LOG.info("event=stream_thread_replaced_after_pause closing={}", closesWithin(PAUSE));
    }

    /** Waits that long, unless this is closed meanwhile or the thread is interrupted. */
    private boolean closesWithin(Duration time) {
        try {
            return closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /**
     * Whether another thread can continue from the last commit: the brokers ended this one's transaction or shut it out
     * (Kafka Streams itself handles that unless it happens while it gives up tasks), or Kafka Streams asked for the position of a
     * partition before its consumer had one, as it may when it commits a task that has just been assigned. Every
     * source has a reset policy, so the next thread finds the position. Or it asked for that of a partition which its
     * consumer had just given up, as it may under the streams protocol; Kafka has no type for that exception. Or the
     * brokers answered a step of a transaction with an error that nobody foresaw, for which there is no type either.
     */
    static boolean canContinueOnAnotherThread(Throwable exception) {
        Throwable root = rootCause(exception);
        return Fencings.isEndedTransaction(root)
                || Fencings.isOne(root)
                || root instanceof NoOffsetForPartitionException
                || isAboutPartitionGivenUp(root)
                || isUnforeseenAnswer(root);
    }

    private static boolean isAboutPartitionGivenUp(Throwable root) {
        return root instanceof IllegalStateException
                && root.getMessage() != null
                && root.getMessage().startsWith("No current assignment for partition");
    }

    private static boolean isUnforeseenAnswer(Throwable root) {
        String message = root.getMessage();
        boolean isOfTransactions = root.getClass() == KafkaException.class
                && message != null
                && UNFORESEEN_ANSWER.matcher(message).lookingAt();
        return isOfTransactions || root instanceof UnknownServerException;
    }

    private static Throwable rootCause(Throwable exception) {
        Throwable root = exception;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private void changed(State state) {
        LOG.info("event=streams_state state={}", state);
        stateSince = clocks.wall().instant();
        hasRun |= state == State.RUNNING;
        if (state == State.ERROR || state == State.NOT_RUNNING) {
            ended.countDown();
        }
    }

    /** Whether all its threads have had their partitions since it was started, now or earlier. */
    public boolean hasRun() {
        return hasRun;
    }

    /** Why it stopped unexpectedly, in one line; empty while it runs and after it was closed. */
    public Optional<String> failure() {
        if (streams.state() != State.ERROR && failure.get() == null) {
            return Optional.empty();
        }
        Failure found = failure.get();
        return Optional.of(
                "the stream has stopped: " + (found == null ? "Kafka Streams is in state ERROR" : found.reason()));
    }

    /** What the process has run out of, if that was why it stopped unexpectedly. */
    public Optional<Lack> lack() {
        return Optional.ofNullable(failure.get()).flatMap(Failure::lack);
    }

    /** Whether it was the memory, or the disk of the stores, whose own words are those of RocksDB. */
    private Optional<Lack> lack(Throwable exception) {
        return Lack.ofMemory(exception).or(() -> stores.flatMap(folder -> Lack.ofFolder(folder, exception)));
    }

    /** Waits until it is closed or stops unexpectedly. */
    public void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /**
     * Why it is not classifying now, or in part only, and since when; empty when it is. It is not while no broker answers, a
     * topic refuses records, a topic or the schema registry is away, the brokers shut its threads out again and again, records
     * wait for the end of a transaction that will not end, be they another instance's, a thread has no partitions yet, or a
     * thread makes no progress although records wait.
     */
    public Optional<String> notReady() {
        State state = streams.state();
        return switch (state) {
            case RUNNING -> obstacle().or(health::problem);
            case CREATED, REBALANCING ->
                obstacle().or(() -> Optional.of("it is taking up its partitions (" + state + ") since " + since()));
            default -> Optional.of(failure().orElse("it is ending (" + state + ") since " + since()));
        };
    }

    private Optional<String> obstacle() {
        return brokers.problem()
                .or(refusals::reason)
                .or(outages::reason)
                .or(fencings::reason)
                .or(() -> transactions.flatMap(TransactionWatch::problem));
    }

    private Instant since() {
        return stateSince.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Adds the metrics of Kafka's clients to the registry until this is closed, and how often the brokers shut a thread out. */
    public void showMetrics(MeterRegistry registry) {
        FunctionCounter.builder("wanderscope.threads.fenced", fencings, Fencings::total)
                .description("Times that the brokers shut a stream thread out of its transaction or its group")
                .register(registry);
        metrics.bindTo(registry);
    }

    /** Number of records that all threads have processed so far, as a sign of progress. */
    public double processed() {
        return streams.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().group().equals("stream-thread-metrics")
                        && metric.getKey().name().equals("process-total"))
                .mapToDouble(metric -> ((Number) metric.getValue().metricValue()).doubleValue())
                .sum();
    }

    /**
     * Finishes the records in progress, commits, leaves the group and stops; does nothing if it has already stopped. A
     * static member stays in the group, because it is expected back.
     */
    @Override
    public void close() {
        closing.countDown();
        health.close();
        transactions.ifPresent(TransactionWatch::close);
        brokers.close();
        metrics.close();
        // A member that stayed would keep its partitions, unread, until its session timed out.
        if (!streams.close(CloseOptions.timeout(CLOSE_TIMEOUT).withGroupMembershipOperation(atClose))) {
            LOG.warn("event=streams_not_closed waited_s={}", CLOSE_TIMEOUT.toSeconds());
        }
    }
}
