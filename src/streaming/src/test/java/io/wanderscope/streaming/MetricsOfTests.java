package io.wanderscope.streaming;

import io.micrometer.core.instrument.MeterRegistry;

/** Metrics for tests of what lies below the topology. */
public final class MetricsOfTests {
    private MetricsOfTests() {}

    /** Metrics that can be read from a registry. */
    public static StreamMetrics in(MeterRegistry registry) {
        return new StreamMetrics(registry);
    }
}
