package io.wanderscope.streaming;

import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.internals.KafkaThread;

/**
 * The threads of Kafka's clients. When one dies, Kafka logs it, and whoever waits for its work waits for ever. Watched, it
 * goes the way of all threads: to the process's handler of uncaught exceptions, which ends a service.
 */
final class ClientThreads {
    private static final List<String> NAMES = List.of(
            "kafka-producer-network-thread",
            "kafka-admin-client-thread",
            "kafka-coordinator-heartbeat-thread",
            "consumer_background_thread");

    private ClientThreads() {}

    /** Watches those that there are by now. */
    static void watch() {
        running()
                .filter(thread ->
                        thread instanceof KafkaThread && NAMES.stream().anyMatch(thread.getName()::startsWith))
                .forEach(thread -> thread.setUncaughtExceptionHandler(null));
    }

    private static Stream<Thread> running() {
        ThreadGroup all = Thread.currentThread().getThreadGroup();
        while (all.getParent() != null) {
            all = all.getParent();
        }
        Thread[] threads = new Thread[2 * all.activeCount() + 16];
        return Stream.of(threads).limit(all.enumerate(threads));
    }
}
