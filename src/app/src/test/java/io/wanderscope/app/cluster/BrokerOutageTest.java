package io.wanderscope.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.app.acquisition.PacedPublisher;
import io.wanderscope.cluster.ClassificationStreams;
import io.wanderscope.cluster.EmbeddedBroker;
import io.wanderscope.cluster.RequiredTopics;
import io.wanderscope.cluster.TopicCreation;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.ingest.RecordType;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.streaming.ClassificationStreamsConfig;
import io.wanderscope.streaming.ClassificationTopology;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.verification.guarantees.Observed;
import io.wanderscope.verification.guarantees.ObservedResult;
import io.wanderscope.wire.WireFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An outage of the broker that lasts longer than a track may be silent. */
@Tag("broker")
class BrokerOutageTest {
    private static final StreamTopics TOPICS = StreamTopics.defaults();
    private static final WireFormat FORMAT = WireFormat.singleObject();
    private static final Duration SILENCE = Duration.ofSeconds(6);

    @TempDir
    private Path state;

    @ParameterizedTest
    @ValueSource(strings = {"exactly_once_v2", "at_least_once"})
    void endsNoTrack(String guarantee) {
        // Given an open track, and an instance that has read nothing since its start
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
            RequiredTopics.ensure(client, TOPICS, TopicCreation.onOneBroker(1));
            process(client, guarantee, frames(0, 12));
            try (ClassificationStreams streams = running(client, guarantee)) {
                await("the instance", () -> streams.notReady().isEmpty());

                // When
                broker.halt();
                Utils.sleep(SILENCE.multipliedBy(2).toMillis());
                broker.resume();

                // Then the track goes on as if nothing had happened
                publish(client, frames(12, 15));
                await("its final result", () -> !finals(client).isEmpty());
                assertThat(finals(client)).extracting(ObservedResult::positions).containsExactly(15L);
                assertThat(Observed.read(client, TOPICS, FORMAT).deadLetters()).isEmpty();
            }
        }
    }

    private void process(Map<String, Object> client, String guarantee, List<ParticlePosition> positions) {
        try (ClassificationStreams streams = running(client, guarantee)) {
            publish(client, positions);
            await("the positions", () -> streams.processed() >= positions.size());
        }
    }

    private ClassificationStreams running(Map<String, Object> client, String guarantee) {
        Map<String, Object> entries = new HashMap<>(ClassificationStreamsConfig.entries());
        entries.putAll(client);
        entries.put("application.id", "outage");
        entries.put("processing.guarantee", guarantee);
        entries.put("state.dir", state.toString());
        return ClassificationStreams.start(
                ClassificationTopology.build(
                        TOPICS, settings(), FORMAT, FakeTrajectoryClassifier.create(), new SimpleMeterRegistry()),
                entries);
    }

    private static StreamSettings settings() {
        return StreamSettings.defaults().with(StreamSettings.WALL_CLOCK_INACTIVITY, SILENCE);
    }

    private static List<ParticlePosition> frames(long first, long end) {
        return LongStream.range(first, end)
                .mapToObj(frame -> ParticlePosition.newBuilder()
                        .setAcquisition("cell")
                        .setTrack("1")
                        .setFrame(frame)
                        .setTime(Instant.now())
                        .setX((double) frame)
                        .setY((double) (frame % 3))
                        .setLengthUnit("µm")
                        .build())
                .toList();
    }

    private static void publish(Map<String, Object> client, List<ParticlePosition> positions) {
        try (PacedPublisher<ParticlePosition> publisher =
                PacedPublisher.open(client, RecordType.POSITIONS, TOPICS.positions(), FORMAT, System::nanoTime)) {
            publisher.publish(positions, Double.POSITIVE_INFINITY, published -> {});
        }
    }

    private static List<ObservedResult> finals(Map<String, Object> client) {
        return Observed.read(client, TOPICS, FORMAT).results().stream()
                .filter(result -> result.status() == ResultStatus.FINAL)
                .toList();
    }

    private static void await(String what, BooleanSupplier condition) {
        Awaitility.await(what)
                .dontCatchUncaughtExceptions()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(100))
                .until(condition::getAsBoolean);
    }
}
