package io.wanderscope.streaming.intake;

import static io.wanderscope.streaming.TopologyHarness.ACQUISITION;
import static io.wanderscope.streaming.TopologyHarness.bare;
import static io.wanderscope.streaming.TopologyHarness.encoded;
import static io.wanderscope.streaming.TopologyHarness.key;
import static io.wanderscope.streaming.TopologyHarness.moving;
import static io.wanderscope.streaming.TopologyHarness.position;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.streaming.DeadLetterHeaders;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.TopologyHarness;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A rejected record goes to the dead letters as it came, with its cause and origin, and the stream goes on. */
class DeadLettersTest {
    /** Of the year 1, counted from 1970. */
    private static final long FIRST_MICROSECOND = -62_135_596_800_000_000L;

    /** Of the year 9999. */
    private static final long LAST_MICROSECOND = 253_402_300_799_999_999L;

    @TempDir
    private Path state;

    private TopologyHarness harness;

    @BeforeEach
    void start() {
        harness = new TopologyHarness(StreamSettings.defaults(), FakeTrajectoryClassifier.create(), state);
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    static Stream<Arguments> unusable() {
        byte[] valid = encoded(moving("1", 0));
        byte[] unknownSchema = valid.clone();
        unknownSchema[5] ^= 1;
        ParticlePosition noAcquisition =
                ParticlePosition.newBuilder(moving("1", 0)).setAcquisition("").build();
        return Stream.of(
                arguments("UNREADABLE", "no value", key("1"), null),
                arguments("UNREADABLE", "no bytes", key("1"), new byte[0]),
                arguments("UNREADABLE", "text", key("1"), "1,0,0.5,0.5".getBytes(StandardCharsets.UTF_8)),
                arguments("UNREADABLE", "another schema", key("1"), unknownSchema),
                arguments("UNREADABLE", "cut off", key("1"), Arrays.copyOf(valid, valid.length - 1)),
                arguments("UNREADABLE", "too long", key("1"), Arrays.copyOf(valid, valid.length + 1)),
                arguments(
                        "MISSING_IDENTITY",
                        "no acquisition",
                        "/1".getBytes(StandardCharsets.UTF_8),
                        encoded(noAcquisition)),
                arguments("MISSING_IDENTITY", "no track", key(""), encoded(moving("", 0))),
                arguments(
                        "AMBIGUOUS_IDENTITY",
                        "acquisition with a slash",
                        "a/b/1".getBytes(StandardCharsets.UTF_8),
                        encoded(ParticlePosition.newBuilder(moving("1", 0))
                                .setAcquisition("a/b")
                                .build())),
                arguments("TEXT_TOO_LONG", "long track", key("1".repeat(2000)), encoded(moving("1".repeat(2000), 0))),
                arguments(
                        "TEXT_TOO_LONG",
                        "long unit",
                        key("1"),
                        encoded(ParticlePosition.newBuilder(moving("1", 0))
                                .setLengthUnit("m".repeat(65))
                                .build())),
                arguments("WRONG_KEY", "no key", null, valid),
                arguments("WRONG_KEY", "another track's key", key("2"), valid),
                arguments("NEGATIVE_FRAME", "frame -1", key("1"), encoded(moving("1", -1))),
                arguments("INVALID_TIME", "nanoseconds", key("1"), encoded(at(1_772_323_200_000_000_000L))),
                arguments("INVALID_TIME", "before year 1", key("1"), encoded(at(FIRST_MICROSECOND - 1))),
                arguments("INVALID_TIME", "year 10000", key("1"), encoded(at(LAST_MICROSECOND + 1))),
                arguments("INVALID_TIME", "smallest", key("1"), encoded(at(Long.MIN_VALUE))),
                arguments("INVALID_TIME", "largest", key("1"), encoded(at(Long.MAX_VALUE))),
                arguments(
                        "INVALID_TIME",
                        "mark",
                        key("1"),
                        encoded(bare("1", 0)
                                .setTime(at(FIRST_MICROSECOND - 1).getTime())
                                .setEndOfTrack(true)
                                .build())),
                arguments("INVALID_COORDINATES", "1.0E150", key("1"), encoded(position("1", 0, 1e150, 0))),
                arguments("INVALID_COORDINATES", "NaN", key("1"), encoded(position("1", 0, Double.NaN, 0))),
                arguments(
                        "INVALID_COORDINATES",
                        "infinite",
                        key("1"),
                        encoded(position("1", 0, 0, Double.NEGATIVE_INFINITY))),
                arguments(
                        "INVALID_COORDINATES",
                        "no y",
                        key("1"),
                        encoded(bare("1", 0).setX(1.0).build())),
                arguments(
                        "INVALID_COORDINATES",
                        "mark with a coordinate",
                        key("1"),
                        encoded(bare("1", 0).setX(1.0).setEndOfTrack(true).build())));
    }

    private static ParticlePosition at(long microseconds) {
        Instant time = Instant.EPOCH.plus(microseconds, ChronoUnit.MICROS);
        return ParticlePosition.newBuilder(moving("1", 0)).setTime(time).build();
    }

    @Test
    void takeNoPositionOfTheFirstOrTheLastTimeThatReadersKnow() {
        // Given
        ParticlePosition first = at(FIRST_MICROSECOND);
        ParticlePosition last =
                ParticlePosition.newBuilder(at(LAST_MICROSECOND)).setFrame(1).build();

        // When
        harness.send(first);
        harness.send(last);

        // Then
        assertThat(harness.deadLetters()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("unusable")
    void setsAsideWhatCannotBeUsedAndClassifiesTheTrackFromItsOtherPositions(
            String cause, String description, byte[] key, byte[] value) {
        // Given
        harness.sendFrames("1", 0, 6);

        // When
        harness.sendBytes(key, value);
        harness.sendFrames("1", 6, 12);
        harness.end("1", 11);
        harness.linger();

        // Then
        List<TestRecord<byte[], byte[]>> deadLetters = harness.deadLetters();
        assertThat(deadLetters).as(description).hasSize(1);
        assertThat(deadLetters.get(0).key()).isEqualTo(key);
        assertThat(deadLetters.get(0).value()).isEqualTo(value);
        assertThat(TopologyHarness.cause(deadLetters.get(0))).isEqualTo(cause);
        assertThat(harness.labels())
                .hasSize(1)
                .first()
                .satisfies(label -> assertThat(label.getPoints()).isEqualTo(12));
    }

    @Test
    void sayWhereTheRecordWasReadAndWhatWasWrong() {
        // Given
        harness.sendFrames("1", 0, 3);

        // When
        harness.sendBytes(key("1"), encoded(moving("1", -7)));

        // Then
        TestRecord<byte[], byte[]> deadLetter = harness.deadLetters().get(0);
        assertThat(header(deadLetter, DeadLetterHeaders.TOPIC)).isEqualTo("particle-positions");
        assertThat(header(deadLetter, DeadLetterHeaders.PARTITION)).isEqualTo("0");
        assertThat(header(deadLetter, DeadLetterHeaders.OFFSET)).isEqualTo("3");
        assertThat(header(deadLetter, DeadLetterHeaders.DETAIL)).contains("-7");
    }

    @Test
    void keepTheHeadersThatTheRecordCameWithAndReplaceAnOlderCause() {
        // Given
        RecordHeader own = new RecordHeader("microscope", new byte[] {1, 2});
        RecordHeader olderCause = new RecordHeader(DeadLetterHeaders.CAUSE, new byte[] {3});

        // When
        harness.sendBytes(key("1"), new byte[] {9}, own, olderCause);

        // Then
        TestRecord<byte[], byte[]> deadLetter = harness.deadLetters().get(0);
        assertThat(deadLetter.headers().lastHeader("microscope").value()).containsExactly(1, 2);
        assertThat(deadLetter.headers().headers(DeadLetterHeaders.CAUSE)).hasSize(1);
        assertThat(TopologyHarness.cause(deadLetter)).isEqualTo("UNREADABLE");
    }

    @Test
    void takeAPositionThatComesWhileTheFinalWaitsForItsBatch() {
        // Given
        harness.sendFrames("1", 0, 12);
        harness.end("1", 11);

        // When
        harness.send(moving("1", 12));
        harness.linger();

        // Then
        assertThat(harness.deadLetters()).extracting(TopologyHarness::cause).containsExactly("AFTER_FINAL");
        assertThat(harness.labels())
                .hasSize(1)
                .first()
                .satisfies(label -> assertThat(label.getPoints()).isEqualTo(12));
    }

    @Test
    void takeAPositionThatComesAfterTheFinalWasSentWithItsUntouchedBytes() {
        // Given
        harness.sendFrames("1", 0, 12);
        harness.end("1", 11);
        harness.linger();

        // When
        harness.send(moving("1", 12));

        // Then
        TestRecord<byte[], byte[]> deadLetter = harness.deadLetters().get(0);
        assertThat(TopologyHarness.cause(deadLetter)).isEqualTo("AFTER_FINAL");
        assertThat(deadLetter.key()).isEqualTo((ACQUISITION + "/1").getBytes(StandardCharsets.UTF_8));
        assertThat(deadLetter.value()).isEqualTo(encoded(moving("1", 12)));
    }

    @Test
    void takeEveryRecordOfRandomBytes() {
        // Given
        Random random = new Random(11);
        int records = 2000;

        // When
        for (int record = 0; record < records; record++) {
            harness.sendBytes(randomBytes(random), randomBytes(random));
        }

        // Then
        assertThat(harness.deadLetters())
                .hasSize(records)
                .allMatch(deadLetter -> TopologyHarness.cause(deadLetter).equals("UNREADABLE"));
    }

    @Test
    void removeAValueThatWouldNotFitIntoAMessageBesideTheHeaders() {
        // Given
        byte[] largest = new byte[1_048_000];

        // When
        harness.sendBytes(key("1"), largest);

        // Then
        TestRecord<byte[], byte[]> deadLetter = harness.deadLetters().get(0);
        assertThat(deadLetter.key()).isEqualTo(key("1"));
        assertThat(deadLetter.value()).isNull();
        assertThat(header(deadLetter, DeadLetterHeaders.VALUE)).contains("1048000 bytes");
        assertThat(header(deadLetter, DeadLetterHeaders.OFFSET)).isEqualTo("0");
    }

    static Stream<Arguments> headersThatFillAMessage() {
        RecordHeader empty = new RecordHeader("h", new byte[0]);
        RecordHeader wide = new RecordHeader("\u20ac".repeat(100), new byte[0]);
        return Stream.of(
                arguments("one large header", new Header[] {new RecordHeader("h", new byte[1_048_300])}),
                arguments(
                        "one with the prefix of those of a dead letter",
                        new Header[] {new RecordHeader("wanderscope.deadletter.other", new byte[1_048_300])}),
                arguments(
                        "many empty headers",
                        Collections.nCopies(340_000, empty).toArray(Header[]::new)),
                arguments(
                        "names of more bytes than characters",
                        Collections.nCopies(3_450, wide).toArray(Header[]::new)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("headersThatFillAMessage")
    void removeTheRecordsOwnHeadersThatWouldNotFitIntoAMessageBesideThoseOfADeadLetter(
            String description, Header[] headers) {
        // Given
        byte[] unreadable = {9};

        // When
        harness.sendBytes(key("1"), unreadable, headers);

        // Then
        TestRecord<byte[], byte[]> deadLetter = harness.deadLetters().get(0);
        assertThat(deadLetter.key()).as(description).isEqualTo(key("1"));
        assertThat(deadLetter.value()).isNull();
        assertThat(deadLetter.headers())
                .extracting(Header::key)
                .containsExactlyInAnyOrder(
                        DeadLetterHeaders.CAUSE,
                        DeadLetterHeaders.DETAIL,
                        DeadLetterHeaders.TOPIC,
                        DeadLetterHeaders.PARTITION,
                        DeadLetterHeaders.OFFSET,
                        DeadLetterHeaders.VALUE);
        assertThat(header(deadLetter, DeadLetterHeaders.VALUE))
                .isEqualTo("removed, 1 bytes, with the record's own headers; still at the origin of the record");
    }

    @Test
    void removeAKeyThatWouldNotFitIntoAMessageButKeepTheRecordsOwnHeaders() {
        // Given
        byte[] largest = new byte[1_048_000];
        RecordHeader own = new RecordHeader("microscope", new byte[] {1, 2});

        // When
        harness.sendBytes(largest, new byte[] {9}, own);

        // Then
        TestRecord<byte[], byte[]> deadLetter = harness.deadLetters().get(0);
        assertThat(deadLetter.key()).isNull();
        assertThat(deadLetter.headers().lastHeader("microscope").value()).containsExactly(1, 2);
        assertThat(header(deadLetter, DeadLetterHeaders.VALUE))
                .isEqualTo("removed, 1 bytes, with the key; still at the origin of the record");
    }

    /**
     * Some changed records are still valid, with other coordinates or another time; they are counted as positions. {@code -Dwanderscope.fuzz.records=1000000} sends a million.
     */
    @Test
    void countEveryRecordThatWasChangedAtRandom() {
        // Given
        int records = Integer.getInteger("wanderscope.fuzz.records", 20_000);
        Random random = new Random(12);
        long deadLetters = 0;

        // When
        for (int record = 0; record < records; record++) {
            harness.sendBytes(key("1"), changed(encoded(moving("1", random.nextInt(1000))), random));
            deadLetters += harness.deadLetters().size();
        }
        harness.end("1", 0);
        harness.linger();

        // Then
        List<TrajectoryLabel> labels = harness.labels();
        TrajectoryLabel last = labels.get(labels.size() - 1);
        assertThat(last.getStatus()).isEqualTo(ResultStatus.FINAL);
        assertThat(deadLetters + last.getPositions() + last.getDuplicates()).isEqualTo(records);
        assertThat(deadLetters).isGreaterThan(records / 4);
    }

    /** Cut off, longer, or with other bits, but never those that would make it an end mark. */
    private static byte[] changed(byte[] bytes, Random random) {
        if (random.nextInt(4) == 0) {
            return Arrays.copyOf(bytes, random.nextInt(bytes.length + 8));
        }
        byte[] changed = bytes.clone();
        for (int change = random.nextInt(4); change >= 0; change--) {
            changed[random.nextInt(bytes.length - 1)] ^= (byte) (1 << random.nextInt(8));
        }
        return changed;
    }

    private static byte[] randomBytes(Random random) {
        byte[] bytes = new byte[random.nextInt(64)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String header(TestRecord<byte[], byte[]> deadLetter, String name) {
        return TopologyHarness.header(deadLetter.headers(), name);
    }
}
