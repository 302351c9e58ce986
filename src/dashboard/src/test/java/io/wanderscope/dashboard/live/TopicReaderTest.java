package io.wanderscope.dashboard.live;

import static io.wanderscope.dashboard.live.Records.position;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.schema.AcquisitionTrigger;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.Clocks;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TriggerRules;
import io.wanderscope.wire.RegistryFailures;
import io.wanderscope.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TopicReaderTest {
    private static final StreamTopics TOPICS = StreamTopics.defaults();
    private static final TriggerRules RULES = TriggerRules.parse(Map.of("trigger.motors.class", "LEVY_WALK"));
    private static final WireFormat FORMAT = WireFormat.singleObject();

    private final ScriptedConsumer consumer = new ScriptedConsumer();
    private final LiveAcquisitions live = new LiveAcquisitions(LiveLimits.defaults(), InstantSource.system());
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final HeardRecords heard = new HeardRecords();
    private TopicReader reader;

    @AfterEach
    void stop() {
        reader.close();
    }

    private void createTopics() {
        Stream.of(
                        TOPICS.positions(),
                        TOPICS.labels(),
                        TOPICS.saliency(),
                        TOPICS.composition(),
                        TOPICS.population(),
                        TOPICS.triggers())
                .forEach(consumer::create);
    }

    private void start(WireFormat format) {
        reader = TopicReader.start(
                consumer, TOPICS, RULES, format, Duration.ofMinutes(5), live, heard, metrics, Clocks.system());
    }

    private void startAndAwait() {
        start(FORMAT);
        await("the reader to be ready", () -> reader.notReady().isEmpty());
    }

    private void publish(ParticlePosition position) {
        publish(position.getAcquisition() + "/" + position.getTrack(), position);
    }

    private void publish(String key, ParticlePosition position) {
        byte[] value = FORMAT.serde(ParticlePosition.class).serializer().serialize("", position);
        consumer.write(TOPICS.positions(), key.getBytes(StandardCharsets.UTF_8), value);
    }

    private void awaitAcquisition(String name) {
        await(
                name,
                () -> live.acquisitions().stream().anyMatch(each -> each.name().equals(name)));
    }

    private void await(String what, BooleanSupplier condition) {
        Awaitility.await()
                .dontCatchUncaughtExceptions()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(condition.getAsBoolean())
                        .as(() -> "waited for " + what + "; not ready: " + reader.notReady())
                        .isTrue());
    }

    private double unreadable() {
        return metrics.counter("wanderscope.dashboard.records.unreadable", "topic", TOPICS.positions())
                .count();
    }

    private static ParticlePosition at(ParticlePosition position, Instant time) {
        return ParticlePosition.newBuilder(position).setTime(time).build();
    }

    @Test
    void continuesAfterPositionsCenturiesApart() {
        // Given
        createTopics();
        startAndAwait();

        // When
        publish(at(position("a", "1", 0, 0, 0), Instant.parse("1600-01-01T00:00:00Z")));
        publish(at(position("a", "1", 1, 0, 0), Instant.parse("2026-01-01T00:00:00Z")));
        publish(position("b", "1", 0, 0, 0));

        // Then
        awaitAcquisition("b");
        assertThat(reader.notReady()).isEmpty();
    }

    @Test
    void readsTriggersOfAStreamWithRules() {
        // Given
        createTopics();
        startAndAwait();
        publish(position("a", "1", 0, 0, 0));
        awaitAcquisition("a");

        // When
        byte[] value = FORMAT.serde(AcquisitionTrigger.class)
                .serializer()
                .serialize(TOPICS.triggers(), Records.trigger("a", 1, "1"));
        consumer.write(TOPICS.triggers(), "a".getBytes(StandardCharsets.UTF_8), value);

        // Then
        await("the trigger", () -> live.triggers("a").orElseThrow().size() == 1);
    }

    /** Fails on the records of one acquisition, a given number of times. */
    private static final class Failing implements WireFormat {
        private final String acquisition;
        private final RuntimeException failure;
        private final AtomicInteger times;

        Failing(String acquisition, RuntimeException failure, int times) {
            this.acquisition = acquisition;
            this.failure = failure;
            this.times = new AtomicInteger(times);
        }

        @Override
        public <T extends SpecificRecordBase> Serde<T> serde(Class<T> type) {
            Deserializer<T> deserializer = FORMAT.serde(type).deserializer();
            return Serdes.serdeFrom((topic, value) -> null, (topic, bytes) -> {
                T value = deserializer.deserialize(topic, bytes);
                boolean fails = value instanceof ParticlePosition position
                        && position.getAcquisition().equals(acquisition);
                if (fails && times.getAndDecrement() > 0) {
                    throw failure;
                }
                return value;
            });
        }
    }

    @Test
    void anUnforeseenRecordIsCountedAndSkipped() {
        // Given
        createTopics();
        start(new Failing("odd", new IllegalStateException("odd"), 1));
        await("the reader to be ready", () -> reader.notReady().isEmpty());

        // When
        publish(position("odd", "1", 0, 0, 0));
        publish(position("b", "1", 0, 0, 0));

        // Then
        awaitAcquisition("b");
        assertThat(unreadable()).isEqualTo(1);
        assertThat(live.acquisitions()).extracting(AcquisitionSummary::name).containsExactly("b");
    }

    @Test
    void aRecordThatWaitsForTheRegistryIsReadWhenItAnswers() {
        // Given
        createTopics();
        start(new Failing("framed", RegistryFailures.notAnswering(), 1));
        await("the reader to be ready", () -> reader.notReady().isEmpty());

        // When
        publish(position("framed", "1", 0, 0, 0));
        publish(position("b", "1", 0, 0, 0));

        // Then
        await("the reason", () -> reader.notReady().equals(Optional.of("the registry does not answer")));
        awaitAcquisition("framed");
        awaitAcquisition("b");
        await("the reader to be ready", () -> reader.notReady().isEmpty());
        assertThat(unreadable()).isZero();
    }

    @Test
    void anErrorThatEndsTheReaderIsReported() {
        // Given
        createTopics();
        startAndAwait();

        // When
        consumer.atNextPoll(() -> {
            throw new NoClassDefFoundError("a jar is missing");
        });

        // Then
        await(
                "the reason",
                () -> reader.notReady()
                        .equals(Optional.of(
                                "it has stopped reading: java.lang.NoClassDefFoundError: a jar is missing")));
    }

    @Test
    void itsListenerHearsWhereItStartsAndWhatItAccepts() {
        // Given
        createTopics();
        publish(position("old", "1", 0, 0, 0));
        startAndAwait();

        // When
        publish("odd/2", position("odd", "1", 0, 0, 0));
        publish(position("b", "1", 0, 0, 0));

        // Then
        awaitAcquisition("b");
        await("the listener", () -> !heard.values().isEmpty());
        assertThat(heard.starts()).containsEntry(new TopicPartition(TOPICS.positions(), 0), 1L);
        assertThat(heard.values()).containsExactly(position("b", "1", 0, 0, 0));
    }

    @Test
    void olderRecordsAreNotReadEvenIfTheFirstOffsetLookupFails() {
        // Given
        createTopics();
        publish(position("old", "1", 0, 0, 0));
        consumer.failNextLookup(new TimeoutException("no answer"));

        // When
        startAndAwait();

        // Then
        assertThat(consumer.firstReads()).containsEntry(new TopicPartition(TOPICS.positions(), 0), 1L);
        assertThat(live.acquisitions()).isEmpty();
    }

    static Stream<Arguments> rejected() {
        return Stream.of(
                Arguments.of("/1", position("", "1", 0, 0, 0)),
                Arguments.of("odd/", position("odd", "", 0, 0, 0)),
                Arguments.of("odd/x/1", position("odd/x", "1", 0, 0, 0)),
                Arguments.of("odd/2", position("odd", "1", 0, 0, 0)),
                Arguments.of("odd/1", position("odd", "1", -1, 0, 0)),
                Arguments.of("odd/1", position("odd", "1", 0, Double.NaN, 0)),
                Arguments.of("odd/" + "x".repeat(1_024), position("odd", "x".repeat(1_024), 0, 0, 0)));
    }

    @ParameterizedTest
    @MethodSource("rejected")
    void aPositionThatTheStreamRejectsIsNotShown(String key, ParticlePosition rejected) {
        // Given
        createTopics();
        startAndAwait();

        // When
        publish(key, rejected);
        publish(position("b", "1", 0, 0, 0));

        // Then
        awaitAcquisition("b");
        assertThat(live.acquisitions()).extracting(AcquisitionSummary::name).containsExactly("b");
        assertThat(unreadable()).isEqualTo(1);
    }

    @Test
    void aDeletedTopicIsReportedAndReadWhenItIsBack() {
        // Given
        createTopics();
        startAndAwait();

        // When
        consumer.atNextPoll(() -> {
            consumer.delete(TOPICS.labels());
            // After a failure, the reader looks for partitions at once.
            throw new TimeoutException("no answer");
        });

        // Then
        await("the reason", () -> reader.notReady().equals(Optional.of("the cluster has no topic " + TOPICS.labels())));
        assertThat(consumer.assignment()).extracting(TopicPartition::topic).doesNotContain(TOPICS.labels());
        assertThat(heard.starts().keySet()).extracting(TopicPartition::topic).doesNotContain(TOPICS.labels());
        consumer.create(TOPICS.labels());
        await("the reader to be ready", () -> reader.notReady().isEmpty());
    }

    @Test
    void aTopicThatWasCreatedAgainWithoutBeingMissedBeginsAgain() {
        // Given
        createTopics();
        startAndAwait();
        publish(position("a", "1", 0, 0, 0));
        publish(position("a", "1", 1, 0, 0));
        await("the listener", () -> heard.values().size() == 2);

        // When
        consumer.atNextPoll(() -> {
            consumer.create(TOPICS.positions());
            publish(position("b", "1", 0, 0, 0));
        });

        // Then
        awaitAcquisition("b");
        assertThat(heard.ended()).containsExactly(new TopicPartition(TOPICS.positions(), 0));
        assertThat(heard.starts()).containsEntry(new TopicPartition(TOPICS.positions(), 0), 0L);
    }

    @Test
    void aTopicThatWasCreatedAgainBeginsAgainWithoutARecord() {
        // Given
        createTopics();
        startAndAwait();
        publish(position("a", "1", 0, 0, 0));
        await("the listener", () -> heard.values().size() == 1);

        // When
        consumer.atNextPoll(() -> consumer.create(TOPICS.positions()));

        // Then
        TopicPartition again = new TopicPartition(TOPICS.positions(), 0);
        await("the end", () -> heard.ended().contains(again));
        await("the beginning", () -> heard.starts().getOrDefault(again, -1L) == 0);
    }

    @Test
    void isReadyThoughATopicIsCreatedAgainBeforeItsRecentPastIsRead() {
        // Given
        createTopics();
        publish(position("a", "1", 0, 0, 0));
        consumer.atNextPoll(() -> consumer.create(TOPICS.positions()));

        // When
        start(FORMAT);

        // Then
        await("the reader to be ready", () -> reader.notReady().isEmpty());
        assertThat(heard.ended()).containsExactly(new TopicPartition(TOPICS.positions(), 0));
    }

    @Test
    void aTopicThatWasCreatedAgainBeginsOnceThoughItsRecordsWaitForTheRegistry() {
        // Given
        createTopics();
        start(new Failing("framed", RegistryFailures.notAnswering(), 1));
        await("the reader to be ready", () -> reader.notReady().isEmpty());
        publish(position("a", "1", 0, 0, 0));
        publish(position("a", "1", 1, 0, 0));
        await("the listener", () -> heard.values().size() == 2);

        // When
        consumer.atNextPoll(() -> {
            consumer.create(TOPICS.positions());
            publish(position("framed", "1", 0, 0, 0));
        });

        // Then
        awaitAcquisition("framed");
        assertThat(heard.ended()).hasSize(1);
    }

    @Test
    void aRecordThatIsReadAgainIsNoNewBeginning() {
        // Given
        createTopics();
        start(new Failing("framed", RegistryFailures.notAnswering(), 1));
        await("the reader to be ready", () -> reader.notReady().isEmpty());

        // When
        publish(position("framed", "1", 0, 0, 0));

        // Then
        awaitAcquisition("framed");
        assertThat(heard.ended()).isEmpty();
    }

    @Test
    void marksTheEndOfCatchingUp() {
        // Given
        createTopics();
        boolean before = live.isCaughtUp();

        // When
        startAndAwait();

        // Then
        assertThat(before).isFalse();
        assertThat(live.isCaughtUp()).isTrue();
        assertThat(heard.isCaughtUp()).isTrue();
    }
}
