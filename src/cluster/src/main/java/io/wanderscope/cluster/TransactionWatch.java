package io.wanderscope.cluster;

import io.wanderscope.streaming.Clocks;
import io.wanderscope.streaming.UncaughtErrors;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks on a thread of its own whether records of the stream's topics wait for the end of a transaction. Kafka's consumers do not tell: to
 * them, a partition ends where an open transaction begins.
 */
final class TransactionWatch implements AutoCloseable {
    /** Much longer than a transaction of a stream thread lasts. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(TransactionWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Set<String> topics;
    private final ClusterAdmin admin;
    private final Clocks clocks;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::watch, "transaction-watch");
    private Map<TopicPartition, Standing> standing = Map.of();
    private volatile Optional<String> problem = Optional.empty();

    /** Where a partition can be read to, and since when it has been no further although there are more records. */
    private record Standing(long offset, long nanos, Instant since) {}

    /**
     * Watches nothing yet.
     *
     * @param topics whose records are to be watched; those that do not exist are left out
     * @param admin is closed with this
     */
    TransactionWatch(Set<String> topics, ClusterAdmin admin, Clocks clocks) {
        this.topics = Set.copyOf(topics);
        this.admin = admin;
        this.clocks = clocks;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Which records wait for the end of a transaction, and since when; empty if none do. */
    Optional<String> problem() {
        return problem;
    }

    private void watch() {
        try (admin) {
            while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        } catch (Error e) {
            UncaughtErrors.report(e);
        }
    }

    /** Looks once, and logs what is new. */
    void look() throws InterruptedException {
        try {
            note(waiting());
        } catch (InterruptException e) {
            throw e;
        } catch (ExecutionException | ClusterException | KafkaException e) {
            // While the brokers are away, no transaction can end.
            standing = Map.of();
            LOG.debug("event=transactions_not_seen reason=\"{}\"", e.getMessage());
        }
    }

    private void note(Optional<String> found) {
        if (found.isPresent() && !found.equals(problem)) {
            LOG.warn("event=records_wait_for_transaction reason=\"{}\"", found.get());
        } else if (found.isEmpty() && problem.isPresent()) {
            LOG.info("event=transactions_end_again");
        }
        problem = found;
    }

    private Optional<String> waiting() throws ExecutionException, InterruptedException {
        standing = standing(partitions());
        long now = clocks.nanoTime().getAsLong();
        List<TopicPartition> late = standing.entrySet().stream()
                .filter(each -> now - each.getValue().nanos() >= PATIENCE.toNanos())
                .map(Map.Entry::getKey)
                .toList();
        if (late.isEmpty()) {
            return Optional.empty();
        }
        List<OpenTransaction> open = OpenTransaction.in(late, admin.calls());
        return open.stream().min(OpenTransaction.BY_URGENCY).map(worst -> text(worst, open.size() - 1));
    }

    private String text(OpenTransaction worst, int others) {
        Instant since = Objects.requireNonNull(standing.get(worst.partition())).since();
        return worst + ", since " + since.truncatedTo(ChronoUnit.SECONDS)
                + (others == 0 ? "" : "; records wait in " + others + " more of the partitions");
    }

    private Set<TopicPartition> partitions() {
        return admin.described(topics).values().stream()
                .flatMap(topic ->
                        topic.partitions().stream().map(each -> new TopicPartition(topic.name(), each.partition())))
                .collect(Collectors.toSet());
    }

    private Map<TopicPartition, Standing> standing(Set<TopicPartition> partitions) {
        Map<TopicPartition, Long> readable = ends(partitions, IsolationLevel.READ_COMMITTED);
        Map<TopicPartition, Long> ends = ends(partitions, IsolationLevel.READ_UNCOMMITTED);
        Map<TopicPartition, Standing> now = new HashMap<>();
        readable.forEach((partition, offset) -> {
            if (offset < ends.get(partition)) {
                Standing before = standing.get(partition);
                now.put(
                        partition,
                        before != null && before.offset() == offset
                                ? before
                                : new Standing(
                                        offset,
                                        clocks.nanoTime().getAsLong(),
                                        clocks.wall().instant()));
            }
        });
        return now;
    }

    private Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions, IsolationLevel level) {
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream().collect(Collectors.toMap(Function.identity(), each -> OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> ends = admin.await(
                admin.calls().listOffsets(latest, new ListOffsetsOptions(level)).all(), AclOperation.DESCRIBE);
        return ends.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().offset()));
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
    }
}
