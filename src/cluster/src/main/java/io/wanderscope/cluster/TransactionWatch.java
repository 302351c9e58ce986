package io.wanderscope.cluster;

import io.wanderscope.streaming.UncaughtErrors;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every ten seconds, on a thread of its own, whether records of the stream's topics, or offsets of its group, wait for the end of a
 * transaction that will not end. Kafka's consumers do not tell: to them, a partition ends where an open transaction begins.
 */
final class TransactionWatch implements AutoCloseable {
    /** Looks that find a partition at the same offset before a transaction that has ended elsewhere counts: 30 s. */
    static final int PATIENCE = 4;

    /** The same for one of which the brokers tell too little: as long as they let a transaction last, by default 15 min. */
    static final int LONG_PATIENCE = 91;

    private static final Logger LOG = LoggerFactory.getLogger(TransactionWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Watched watched;
    private final Admin admin;
    private final InstantSource wall;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::watch, "transaction-watch");
    private Map<TopicPartition, Standing> standing = Map.of();
    private Set<TopicPartition> reported = Set.of();
    private volatile Optional<String> problem = Optional.empty();

    /**
     * What is watched.
     *
     * @param group of the stream; its partition of the offsets is watched with the topics
     * @param read topics without whose records the stream does not go on; those that do not exist are left out
     * @param written topics that the stream writes; without those that it does not read itself, it goes on
     */
    record Watched(String group, Set<String> read, Set<String> written) {
        Watched {
            read = Set.copyOf(read);
            written = Set.copyOf(written);
        }

        private Set<String> topics() {
            Set<String> topics = new HashSet<>(read);
            topics.addAll(written);
            topics.add(Topic.GROUP_METADATA_TOPIC_NAME);
            return topics;
        }

        private boolean stops(TopicPartition partition) {
            return read.contains(partition.topic()) || partition.topic().equals(Topic.GROUP_METADATA_TOPIC_NAME);
        }
    }

    /**
     * Where a partition can be read to although there are more records.
     *
     * @param looks that have found it there, one after the other; those that failed do not count
     */
    private record Standing(long offset, int looks, Instant since) {
        Standing again() {
            return new Standing(offset, looks + 1, since);
        }
    }

    /**
     * Watches nothing yet.
     *
     * @param admin is closed with this
     */
    TransactionWatch(Watched watched, Admin admin, InstantSource wall) {
        this.watched = watched;
        this.admin = admin;
        this.wall = wall;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Which records without which the stream does not go on wait for the end of a transaction, and since when; empty if none do. */
    Optional<String> problem() {
        return problem;
    }

    private void watch() {
        try {
            while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Error e) {
            UncaughtErrors.report(e);
        }
    }

    /** Looks once, and logs what is new. While the brokers do not answer, all stays as it is. */
    void look() throws InterruptedException {
        try {
            standing = standing(partitions());
            note(lasting());
        } catch (ExecutionException | KafkaException e) {
            LOG.debug("event=transactions_not_seen reason=\"{}\"", e.getMessage());
        }
    }

    private void note(Map<TopicPartition, String> lasting) {
        lasting.forEach((partition, text) -> {
            if (!reported.contains(partition)) {
                LOG.warn("event=records_wait_for_transaction reason=\"{}\"", text);
            }
        });
        if (lasting.isEmpty() && !reported.isEmpty()) {
            LOG.info("event=transactions_end_again");
        }
        reported = Set.copyOf(lasting.keySet());
        List<String> stopping = lasting.entrySet().stream()
                .filter(each -> watched.stops(each.getKey()))
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
        problem = stopping.stream().findFirst().map(first -> first + others(stopping.size() - 1));
    }

    private static String others(int number) {
        return switch (number) {
            case 0 -> "";
            case 1 -> "; so do those of another partition";
            default -> "; so do those of " + number + " other partitions";
        };
    }

    /** Why each partition stands that will go on standing. */
    private Map<TopicPartition, String> lasting() throws ExecutionException, InterruptedException {
        Map<TopicPartition, Standing> late = standing.entrySet().stream()
                .filter(each -> each.getValue().looks() >= PATIENCE)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        if (late.isEmpty()) {
            return Map.of();
        }
        Map<TopicPartition, OpenTransaction> first = OpenTransaction.firstIn(late.keySet(), admin).stream()
                .collect(Collectors.toMap(OpenTransaction::partition, Function.identity()));
        Map<TopicPartition, String> lasting = new HashMap<>();
        late.forEach((partition, at) -> {
            Optional<OpenTransaction> open = Optional.ofNullable(first.get(partition));
            if (isLasting(open, at)) {
                lasting.put(partition, text(partition, at, open));
            }
        });
        return lasting;
    }

    /** The brokers end a transaction that runs when its time is over. */
    private static boolean isLasting(Optional<OpenTransaction> open, Standing at) {
        return switch (open.map(OpenTransaction::state).orElse(OpenTransaction.State.UNKNOWN)) {
            case HANGING -> true;
            case UNKNOWN -> at.looks() >= LONG_PATIENCE;
            case RUNNING -> false;
        };
    }

    private static String text(TopicPartition partition, Standing at, Optional<OpenTransaction> open) {
        return open.map(OpenTransaction::toString)
                        .orElseGet(() -> OpenTransaction.waiting(partition, at.offset())
                                + ", of which this client may see no more (READ on the topic shows it)")
                + ", since " + at.since().truncatedTo(ChronoUnit.SECONDS);
    }

    private Set<TopicPartition> partitions() throws ExecutionException, InterruptedException {
        Set<TopicPartition> partitions = new HashSet<>();
        for (KafkaFuture<TopicDescription> answer :
                admin.describeTopics(watched.topics()).topicNameValues().values()) {
            Answers.allowed(answer).ifPresent(topic -> partitions.addAll(partitions(topic)));
        }
        return partitions;
    }

    private Collection<TopicPartition> partitions(TopicDescription topic) {
        int number = topic.partitions().size();
        if (topic.name().equals(Topic.GROUP_METADATA_TOPIC_NAME)) {
            return List.of(
                    new TopicPartition(topic.name(), Utils.abs(watched.group().hashCode()) % number));
        }
        return topic.partitions().stream()
                .map(each -> new TopicPartition(topic.name(), each.partition()))
                .toList();
    }

    private Map<TopicPartition, Standing> standing(Set<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> readable = ends(partitions, IsolationLevel.READ_COMMITTED);
        Map<TopicPartition, Long> ends = ends(partitions, IsolationLevel.READ_UNCOMMITTED);
        Map<TopicPartition, Standing> now = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Standing before = standing.get(partition);
            Long offset = readable.get(partition);
            Long end = ends.get(partition);
            if (offset == null || end == null) {
                Optional.ofNullable(before).ifPresent(unchanged -> now.put(partition, unchanged));
            } else if (offset < end) {
                now.put(partition, at(offset, before));
            }
        }
        return now;
    }

    private Standing at(long offset, @Nullable Standing before) {
        return before != null && before.offset() == offset ? before.again() : new Standing(offset, 1, wall.instant());
    }

    /** Without those partitions that have no leader. */
    private Map<TopicPartition, Long> ends(Set<TopicPartition> partitions, IsolationLevel level)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream().collect(Collectors.toMap(Function.identity(), each -> OffsetSpec.latest()));
        ListOffsetsResult answers = admin.listOffsets(latest, new ListOffsetsOptions(level));
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (TopicPartition partition : partitions) {
            try {
                Answers.allowed(answers.partitionResult(partition)).ifPresent(end -> ends.put(partition, end.offset()));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TimeoutException)) {
                    throw e;
                }
            }
        }
        return ends;
    }

    @Override
    public void close() {
        closed.countDown();
        admin.close(Duration.ZERO);
    }
}
