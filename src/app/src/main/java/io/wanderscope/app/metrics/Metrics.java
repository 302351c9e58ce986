package io.wanderscope.app.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import java.util.List;
import java.util.Set;

/** The metrics of one process. */
public final class Metrics implements AutoCloseable {
    private static final String KAFKA = "kafka.";
    /** Of Kafka's hundreds of metrics, those on lag, rebalances, processing, commits and failures. */
    private static final Set<String> KEPT_OF_KAFKA = Set.of(
            "kafka.consumer.fetch.manager.records.lag",
            "kafka.consumer.fetch.manager.records.lag.max",
            "kafka.consumer.coordinator.rebalance.total",
            "kafka.consumer.coordinator.failed.rebalance.total",
            "kafka.producer.record.error.total",
            "kafka.stream.alive.stream.threads",
            "kafka.stream.failed.stream.threads",
            "kafka.stream.state.updater.standby.updating.tasks",
            "kafka.stream.thread.process.total",
            "kafka.stream.thread.commit.total",
            "kafka.stream.thread.commit.latency.avg",
            "kafka.stream.thread.commit.latency.max",
            "kafka.stream.thread.poll.latency.avg");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

    /** Starts with the metrics of the JVM. */
    public Metrics() {
        registry.config()
                .meterFilter(MeterFilter.deny(
                        id -> id.getName().startsWith(KAFKA) && !KEPT_OF_KAFKA.contains(id.getName())));
        List.of(
                        new JvmMemoryMetrics(),
                        garbageCollection,
                        new JvmThreadMetrics(),
                        new ProcessorMetrics(),
                        new UptimeMetrics())
                .forEach(binder -> binder.bindTo(registry));
    }

    /** Where all parts of the process register their meters. */
    public MeterRegistry registry() {
        return registry;
    }

    /** Registers a gauge that is always 1; its tags say which model runs, and where. */
    public void registerModelInfo(OnnxTrajectoryClassifier classifier) {
        Gauge.builder("wanderscope.model", () -> 1)
                .description("The model that runs, and on which execution provider")
                .tags(Tags.of(
                        "model",
                        classifier.model().name(),
                        "provider",
                        classifier.provider().kind().toString()))
                .register(registry);
    }

    /** All metrics in Prometheus's text format. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }
}
