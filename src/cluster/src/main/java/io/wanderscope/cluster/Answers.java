package io.wanderscope.cluster;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Answers about one of many topics or partitions, of which some may be missing. */
final class Answers {
    private Answers() {}

    /**
     * An answer; empty where there is no such topic, or where this client may not know.
     *
     * @throws ExecutionException when there is none for another reason
     */
    static <T> Optional<T> allowed(KafkaFuture<T> answer) throws ExecutionException, InterruptedException {
        try {
            return Optional.of(answer.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException
                    || e.getCause() instanceof AuthorizationException) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
