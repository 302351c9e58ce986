package io.wanderscope.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.app.metrics.Metrics;
import io.wanderscope.cluster.ClassificationStreams;
import io.wanderscope.cluster.EmbeddedBroker;
import io.wanderscope.cluster.RequiredTopics;
import io.wanderscope.cluster.TopicCreation;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.streaming.ClassificationStreamsConfig;
import io.wanderscope.streaming.ClassificationTopology;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.wire.WireFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Standby replicas, seen through the metrics that the application publishes. */
@Tag("broker")
class StandbyTasksTest {
    private static final StreamTopics TOPICS = StreamTopics.defaults();
    private static final int PARTITIONS = 2;

    private static EmbeddedBroker broker;
    private static Map<String, Object> client;
    private static FakeTrajectoryClassifier classifier;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start();
        client = Map.of("bootstrap.servers", broker.bootstrapServers());
        classifier = FakeTrajectoryClassifier.create();
        RequiredTopics.ensure(client, TOPICS, TopicCreation.onOneBroker(PARTITIONS));
    }

    @AfterAll
    static void stop() {
        broker.close();
        classifier.close();
    }

    @Test
    void eachOfTwoInstancesKeepsAWarmCopyOfTheOthersState() {
        // Given
        Map<String, Object> warm = Map.of("num.standby.replicas", "1");
        try (Metrics metrics = new Metrics();
                ClassificationStreams one = running("warm", "one", warm)) {
            one.showMetrics(metrics.registry());

            // When
            try (ClassificationStreams other = running("warm", "other", warm)) {
                other.showMetrics(metrics.registry());

                // Then every task with stores has a standby: those of tracks, of compositions and of populations
                await("standby tasks", () -> standbyTasks(metrics.registry()) == 3 * PARTITIONS);
            }
        }
    }

    private static double standbyTasks(MeterRegistry metrics) {
        return metrics.find("kafka.stream.state.updater.standby.updating.tasks").gauges().stream()
                .mapToDouble(gauge -> gauge.value())
                .sum();
    }

    private ClassificationStreams running(String application, String instance, Map<String, Object> more) {
        Map<String, Object> entries = new HashMap<>(ClassificationStreamsConfig.entries());
        entries.putAll(client);
        entries.put("application.id", application);
        entries.put("state.dir", folder.resolve(instance).toString());
        entries.putAll(more);
        ClassificationStreams streams = ClassificationStreams.start(
                ClassificationTopology.build(
                        TOPICS,
                        StreamSettings.defaults(),
                        WireFormat.singleObject(),
                        classifier,
                        new SimpleMeterRegistry()),
                entries);
        await("the stream to run", () -> streams.notReady().isEmpty());
        return streams;
    }

    private static void await(String what, BooleanSupplier condition) {
        long giveUp = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for " + what).isLessThan(giveUp);
            Utils.sleep(20);
        }
    }
}
