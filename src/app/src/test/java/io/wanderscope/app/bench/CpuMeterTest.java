package io.wanderscope.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.streaming.PopulationThread;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CpuMeterTest {
    @Test
    void timeIsToldApartByTheNamesOfThreadsAndTheBrokersIds() {
        // Given
        try (Parked stream = new Parked("wanderscope-bench-1-stream-StreamThread-1");
                Parked client =
                        new Parked("kafka-producer-network-thread | wanderscope-bench-1-stream-StreamThread-1");
                Parked broker = new Parked("data-plane-kafka-request-handler-0");
                Parked reader = new Parked(CpuMeter.OWN_PREFIX + "labels");
                Parked feed = new Parked("kafka-producer-network-thread | " + PositionFeed.CLIENT);
                Parked populations = new Parked(PopulationThread.NAME);
                Parked other = new Parked("anything")) {
            CpuMeter meter = new CpuMeter(Set.of(broker.id()), "wanderscope-bench-1-stream");
            CpuMeter.Reading before = new CpuMeter.Reading(0, Map.of(stream.id(), 1_000_000_000L));
            CpuMeter.Reading after = new CpuMeter.Reading(
                    100_000_000_000L,
                    Map.of(
                            stream.id(), 3_000_000_000L,
                            client.id(), 4_000_000_000L,
                            broker.id(), 5_000_000_000L,
                            reader.id(), 6_000_000_000L,
                            feed.id(), 7_000_000_000L,
                            populations.id(), 9_000_000_000L,
                            other.id(), 8_000_000_000L));

            // When
            CpuUsage usage = meter.between(before, after);

            // Then
            assertThat(usage).isEqualTo(new CpuUsage(100, 6, 9, 5, 13));
            assertThat(usage.work()).isEqualTo(87);
            assertThat(usage.rest()).isCloseTo(67, within(1e-9));
        }
    }

    @Test
    void theThreadThatMeasuresCountsAsMeasurement() {
        // Given
        CpuMeter meter = new CpuMeter(Set.of(), "stream");
        long own = Thread.currentThread().getId();

        // When
        CpuUsage usage = meter.between(
                new CpuMeter.Reading(0, Map.of()), new CpuMeter.Reading(2_000_000_000L, Map.of(own, 2_000_000_000L)));

        // Then
        assertThat(usage.measurement()).isEqualTo(2);
        assertThat(usage.work()).isZero();
    }

    @Test
    void aReadingHasTheThreadsThatLive() {
        // When
        CpuMeter.Reading reading = new CpuMeter(Set.of(), "stream").read();

        // Then
        assertThat(reading.byThread()).containsKey(Thread.currentThread().getId());
        assertThat(reading.process()).isPositive();
    }

    /** A thread that does nothing until it is closed. */
    private static final class Parked implements AutoCloseable {
        private final Thread thread;

        Parked(String name) {
            thread = new Thread(Parked::sleep, name);
            thread.start();
        }

        private static void sleep() {
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                // close() ends it.
            }
        }

        long id() {
            return thread.getId();
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }
}
