package io.wanderscope.app.embedded;

import io.wanderscope.app.acquisition.PacedPublisher;
import java.io.PrintWriter;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Publishes the records of a demo on its own thread until it is closed. */
public final class DemoMicroscope implements AutoCloseable {
    private final Thread thread;

    private DemoMicroscope(Thread thread) {
        this.thread = thread;
    }

    /**
     * Starts to publish.
     *
     * @param publisher opened and closed on that thread
     * @param acquire publishes the acquisition; interrupted when the demo ends
     * @param problems receives one line if publishing fails
     */
    public static <T extends SpecificRecordBase> DemoMicroscope start(
            Supplier<PacedPublisher<T>> publisher, Consumer<PacedPublisher<T>> acquire, PrintWriter problems) {
        Thread thread = new Thread(() -> publish(publisher, acquire, problems), "microscope");
        thread.start();
        return new DemoMicroscope(thread);
    }

    /** Publishes nothing. */
    public static DemoMicroscope none() {
        return new DemoMicroscope(new Thread());
    }

    private static <T extends SpecificRecordBase> void publish(
            Supplier<PacedPublisher<T>> publisher, Consumer<PacedPublisher<T>> acquire, PrintWriter problems) {
        try (PacedPublisher<T> open = publisher.get()) {
            acquire.accept(open);
        } catch (InterruptException e) {
            // The demo is ending.
            Thread.currentThread().interrupt();
        } catch (KafkaException e) {
            problems.println("wanderscope demo: " + e.getMessage());
            problems.flush();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
