package io.wanderscope.app.results;

import static io.wanderscope.app.results.LabelRecords.determined;
import static io.wanderscope.app.results.LabelRecords.revision;
import static io.wanderscope.app.results.LabelRecords.undetermined;
import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.app.acquisition.Acquisition;
import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.streaming.DeadLetterCause;
import io.wanderscope.streaming.DeadLetterHeaders;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.tracks.Track;
import io.wanderscope.tracks.TrackedPosition;
import io.wanderscope.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResultCollectorTest {
    private static final StreamTopics TOPICS = StreamTopics.defaults();
    private static final WireFormat FORMAT = WireFormat.singleObject();

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final Map<String, Long> offsets = new HashMap<>();
    private final List<String> handedOver = new ArrayList<>();
    private final ResultCollector collector = new ResultCollector(
            TOPICS, FORMAT, consumer, List.of(acquisition("one", "b", "a"), acquisition("two", "b")));

    @BeforeEach
    void assign() {
        List<TopicPartition> partitions = Stream.of(
                        TOPICS.labels(), TOPICS.saliency(), TOPICS.population(), TOPICS.deadLetters())
                .map(topic -> new TopicPartition(topic, 0))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> beginnings = new HashMap<>();
        partitions.forEach(partition -> beginnings.put(partition, 0L));
        consumer.updateBeginningOffsets(beginnings);
    }

    @Test
    void handsTracksOverOnceInTheirOrderHoweverTheirResultsArrive() {
        // Given
        arrives(undetermined("two", "b"));
        arrives(undetermined("one", "a"));
        poll();
        List<String> before = List.copyOf(handedOver);

        // When
        arrives(undetermined("one", "b"));
        poll();
        poll();

        // Then
        assertThat(before).isEmpty();
        assertThat(handedOver).containsExactly("one/b 1", "one/a 1", "two/b 1");
        assertThat(collector.isComplete()).isTrue();
    }

    @Test
    void waitsForTheSaliencyOfAClassifiedTrackWhicheverComesFirst() {
        // Given
        arrives(saliency("one", "b"));
        arrives(determined("one", "a"));
        arrives(determined("one", "b"));
        poll();
        List<String> before = List.copyOf(handedOver);

        // When
        arrives(saliency("one", "a"));
        poll();

        // Then
        assertThat(before).containsExactly("one/b 1");
        assertThat(handedOver).containsExactly("one/b 1", "one/a 1");
    }

    @Test
    void waitsForTheFinalResultAndKeepsTheRevisionsBeforeIt() {
        // Given
        arrives(revision("one", "b", ResultStatus.LIVE, 1));
        poll();
        List<String> before = List.copyOf(handedOver);

        // When
        arrives(revision("one", "b", ResultStatus.FINAL, 2));
        poll();

        // Then
        assertThat(before).isEmpty();
        assertThat(handedOver).containsExactly("one/b 1 2");
    }

    @Test
    void countsTheRecordsOfTheTracksHandedOverAndNamesTheOneItWaitsFor() {
        // Given
        arrives(undetermined("one", "b"));

        // When
        poll();

        // Then a position and an end-of-track mark
        assertThat(collector.handedOver()).isEqualTo(1);
        assertThat(collector.recordsDone()).isEqualTo(2);
        assertThat(collector.tracks()).isEqualTo(3);
        assertThat(collector.awaited()).hasValue("one/a");
    }

    @Test
    void namesTheFirstRejectedPositionInTheOrderOfTheFile() {
        // Given positions of both tracks of an acquisition, the second of them first, and an end-of-track mark
        arrives(deadLetter(DeadLetterCause.INVALID_COORDINATES, "one/a", position("one", "a", 4)));
        arrives(deadLetter(DeadLetterCause.INVALID_COORDINATES, "one/b", position("one", "b", 17)));
        arrives(deadLetter(DeadLetterCause.INVALID_COORDINATES, "one/b", position("one", "b", 12)));
        arrives(deadLetter(
                DeadLetterCause.INVALID_COORDINATES,
                "one/b",
                ParticlePosition.newBuilder(position("one", "b", 17))
                        .setEndOfTrack(true)
                        .build()));
        arrives(deadLetter(DeadLetterCause.NEGATIVE_FRAME, "two/b", position("two", "b", -5)));

        // When
        collector.pollDeadLetters();

        // Then
        assertThat(collector.rejections())
                .extracting(rejection -> rejection.text(rejection.acquisition() + ".csv"))
                .containsExactly(
                        "3 positions of one.csv without valid coordinates were left out (first: track b, frame 12)",
                        "1 position of two.csv with a negative frame was left out (track b, frame -5)");
    }

    @Test
    void namesTheFirstTrackOnWhichTheNetworkFailedAndCountsWhatNobodyCanRead() {
        // Given the failures of two revisions of one track
        arrives(deadLetter(DeadLetterCause.INFERENCE_FAILED, "one/a", new byte[] {1}));
        arrives(deadLetter(DeadLetterCause.INFERENCE_FAILED, "one/a", new byte[] {1}));
        arrives(deadLetter(DeadLetterCause.UNREADABLE, "poison", new byte[] {2}));

        // When
        collector.pollDeadLetters();

        // Then
        assertThat(collector.rejections())
                .extracting(rejection -> rejection.text("the file"))
                .containsExactly(
                        "the network failed on 1 track of the file (track a)",
                        "1 position of the file that could not be read was left out");
    }

    @Test
    void aPopulationIsCompleteOnceItRestsOnEveryTrackWithThreeDetectedPoints() {
        // Given one track that counts, and two that were detected less often
        arrives(determined("one", "a"));
        arrives(saliency("one", "a"));
        arrives(undetermined("one", "b"));
        arrives(undetermined("two", "b"));
        poll();
        boolean before = collector.populations().isComplete();

        // When
        arrives(PopulationRecords.of("one", 1));
        collector.pollPopulations();

        // Then
        assertThat(before).isFalse();
        assertThat(collector.populations().isComplete()).isTrue();
        assertThat(collector.populations().of("one")).isPresent();
        assertThat(collector.populations().of("two")).isEmpty();
    }

    private void arrives(AcquisitionPopulation population) {
        arrives(
                TOPICS.population(),
                FORMAT.serde(AcquisitionPopulation.class).serializer().serialize(TOPICS.population(), population));
    }

    private static ParticlePosition position(String acquisition, String track, long frame) {
        return ParticlePosition.newBuilder()
                .setAcquisition(acquisition)
                .setTrack(track)
                .setFrame(frame)
                .setTime(Instant.EPOCH)
                .setLengthUnit("px")
                .setEndOfTrack(false)
                .build();
    }

    private ConsumerRecord<byte[], byte[]> deadLetter(DeadLetterCause cause, String key, ParticlePosition position) {
        return deadLetter(
                cause,
                key,
                FORMAT.serde(ParticlePosition.class).serializer().serialize(TOPICS.deadLetters(), position));
    }

    private ConsumerRecord<byte[], byte[]> deadLetter(DeadLetterCause cause, String key, byte[] value) {
        long offset = offsets.merge(TOPICS.deadLetters(), 1L, Long::sum) - 1;
        ConsumerRecord<byte[], byte[]> deadLetter =
                new ConsumerRecord<>(TOPICS.deadLetters(), 0, offset, key.getBytes(StandardCharsets.UTF_8), value);
        deadLetter.headers().add(DeadLetterHeaders.CAUSE, cause.name().getBytes(StandardCharsets.UTF_8));
        return deadLetter;
    }

    private void arrives(ConsumerRecord<byte[], byte[]> record) {
        consumer.addRecord(record);
        consumer.updateEndOffsets(Map.of(new TopicPartition(record.topic(), 0), record.offset() + 1));
    }

    private void poll() {
        collector.poll(result -> {
            StringBuilder text = new StringBuilder(result.track().acquisition().name() + "/"
                    + result.track().track().id());
            result.labels().forEach(label -> text.append(' ').append(label.getRevision()));
            handedOver.add(text.toString());
        });
    }

    private void arrives(TrajectoryLabel label) {
        arrives(
                TOPICS.labels(),
                FORMAT.serde(TrajectoryLabel.class).serializer().serialize(TOPICS.labels(), label));
    }

    private void arrives(TrajectorySaliency saliency) {
        arrives(
                TOPICS.saliency(),
                FORMAT.serde(TrajectorySaliency.class).serializer().serialize(TOPICS.saliency(), saliency));
    }

    private void arrives(String topic, byte[] value) {
        long offset = offsets.merge(topic, 1L, Long::sum) - 1;
        consumer.addRecord(new ConsumerRecord<>(topic, 0, offset, new byte[0], value));
    }

    private static Acquisition acquisition(String name, String... tracks) {
        TrackedPosition position = new TrackedPosition(0, 1, 2, OptionalDouble.empty(), OptionalDouble.empty());
        return new Acquisition(
                name,
                "px",
                1,
                Stream.of(tracks).map(id -> new Track(id, List.of(position))).toList());
    }

    private static TrajectorySaliency saliency(String acquisition, String track) {
        return TrajectorySaliency.newBuilder()
                .setAcquisition(acquisition)
                .setTrack(track)
                .setStatus(ResultStatus.FINAL)
                .setRevision(1)
                .setLengthUnit("px")
                .setFrames(List.of(3L))
                .setX(List.of(1.5))
                .setY(List.of(2.5))
                .setInterpolatedFrames(List.of())
                .setExplained(DiffusionLabel.CTRW)
                .setStages(List.of())
                .build();
    }
}
