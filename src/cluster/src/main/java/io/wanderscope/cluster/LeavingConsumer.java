package io.wanderscope.cluster;

import io.wanderscope.streaming.BoundedConsumer;
import io.wanderscope.streaming.RecordBounds;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumer of a stream thread under the classic group protocol. Kafka's own gives up its membership without a word to the
 * group while it does not know the group's coordinator, as after an outage of the brokers: the partitions would wait until
 * the session of a member that is no more has timed out, 45 s by default. This one looks for the coordinator first.
 */
final class LeavingConsumer extends BoundedConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(LeavingConsumer.class);

    /** How long it looks for the coordinator; one that is there is found within a few retries. */
    static final Duration LOOKING = Duration.ofSeconds(10);

    /** Of a stream thread, whether its consumer leaves the group when it is closed. */
    private static final ThreadLocal<Boolean> LEAVING = ThreadLocal.withInitial(() -> false);

    private final Duration looking;

    /**
     * Opens a consumer.
     *
     * @param configuration of a Kafka consumer, without deserializers
     * @param looking how long it looks for the coordinator
     */
    LeavingConsumer(Map<String, Object> configuration, Duration looking) {
        super(configuration, RecordBounds.ofStream());
        this.looking = looking;
    }

    /**
     * Lets the consumer of the calling stream thread leave the group when it is closed. Kafka Streams closes that of a
     * thread which another replaces without a word to the group.
     */
    static void leaveWhenClosed() {
        LEAVING.set(true);
    }

    /** Leaves the group. Kafka Streams asks for that when a thread was shut out, and then joins again as a new member. */
    @Override
    public void unsubscribe() {
        try {
            findCoordinator();
        } finally {
            super.unsubscribe();
        }
    }

    @Override
    public void close(CloseOptions options) {
        if (LEAVING.get()) {
            try {
                findCoordinator();
            } finally {
                super.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
            }
        } else {
            super.close(options);
        }
    }

    /**
     * The coordinator has the committed offsets, so that asking for one, of whichever partition, finds it. What else stops the
     * search, such as an interruption, is the caller's.
     */
    private void findCoordinator() {
        subscription().stream().findFirst().ifPresent(topic -> {
            try {
                var unused = committed(Set.of(new TopicPartition(topic, 0)), looking);
            } catch (RetriableException e) {
                LOG.info("event=coordinator_not_found reason=\"{}\"", e.getMessage());
            }
        });
    }
}
