package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.utils.internals.KafkaThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Takes the place of the process's handler of uncaught exceptions. */
@Isolated
class ClientThreadsTest {
    private final Map<String, Throwable> deaths = new ConcurrentHashMap<>();
    private final CountDownLatch watched = new CountDownLatch(1);
    private Thread.UncaughtExceptionHandler before;

    @BeforeEach
    void listen() {
        before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, cause) -> deaths.put(thread.getName(), cause));
    }

    @AfterEach
    void restore() {
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka-producer-network-thread | one",
                "kafka-admin-client-thread | two",
                "kafka-coordinator-heartbeat-thread | three",
                "consumer_background_thread"
            })
    void theDeathOfAClientsThreadReachesTheProcess(String name) throws Exception {
        // Given
        Thread thread = dying(name);

        // When
        ClientThreads.watch();
        watched.countDown();
        thread.join();

        // Then
        assertThat(deaths.get(name)).isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void otherThreadsOfKafkaKeepTheirHandler() throws Exception {
        // Given
        Thread thread = dying("a broker's");

        // When
        ClientThreads.watch();
        watched.countDown();
        thread.join();

        // Then
        assertThat(deaths).isEmpty();
    }

    private Thread dying(String name) {
        Thread thread = KafkaThread.daemon(name, () -> {
            try {
                watched.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new OutOfMemoryError("says the test");
        });
        thread.start();
        return thread;
    }
}
