package io.wanderscope.app.command;

import io.wanderscope.app.acquisition.PositionPublisher;
import java.io.PrintWriter;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** What publishes the positions of a demo, on a thread of its own, until it is closed. */
final class DemoMicroscope implements AutoCloseable {
    private final Thread thread;

    private DemoMicroscope(Thread thread) {
        this.thread = thread;
    }

    /**
     * Starts to publish.
     *
     * @param publisher opened on that thread, and closed
     * @param acquire publishes what is acquired; interrupted when the demo ends
     * @param problems told in a line why nothing is published any more
     */
    static DemoMicroscope start(
            Supplier<PositionPublisher> publisher, Consumer<PositionPublisher> acquire, PrintWriter problems) {
        Thread thread = new Thread(() -> publish(publisher, acquire, problems), "microscope");
        thread.start();
        return new DemoMicroscope(thread);
    }

    private static void publish(
            Supplier<PositionPublisher> publisher, Consumer<PositionPublisher> acquire, PrintWriter problems) {
        try (PositionPublisher open = publisher.get()) {
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
