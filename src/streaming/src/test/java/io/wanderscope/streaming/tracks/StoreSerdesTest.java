package io.wanderscope.streaming.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.schema.ResultStatus;
import io.wanderscope.streaming.TrackKey;
import io.wanderscope.streaming.silence.PartitionClock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

/** The binary layouts of the stores: what is written can be read, and entries of positions sort by track and frame or block. */
class StoreSerdesTest {
    private static final TrackState EARLIER = new TrackState(
            new TrackState.Opening("µm", 2, Instant.parse("2026-01-01T00:00:00.000042Z")),
            new TrackState.Counts(101, 3),
            new TrackState.Window(38, 64),
            new TrackState.Activity(1_767_225_600_123L, 30_456, 987_654),
            new TrackState.Progress(5, 17, true),
            new TrackState.Storage(101, 6));

    /** Short and from few letters, so that equal names and prefixes of other names are frequent. */
    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .withChars('a', '/', '\u0000', 'é', '漢')
                .ofMinLength(1)
                .ofMaxLength(3);
    }

    @Property(seed = "20261123")
    void positionsOfATrackSortByFrame(@ForAll @LongRange(min = 0) long one, @ForAll @LongRange(min = 0) long other) {
        // Given
        TrackKey track = new TrackKey("a", "b");

        // When
        int order = Arrays.compareUnsigned(key(track, one), key(track, other));

        // Then
        assertThat(Integer.signum(order)).isEqualTo(Long.compare(one, other));
    }

    @Property(seed = "20261123")
    void noPositionOfAnotherTrackLiesBetweenThoseOfATrack(
            @ForAll("names") String acquisition,
            @ForAll("names") String track,
            @ForAll("names") String otherAcquisition,
            @ForAll("names") String otherTrack,
            @ForAll @LongRange(min = 0) long frame) {
        // Given
        TrackKey one = new TrackKey(acquisition, track);
        TrackKey other = new TrackKey(otherAcquisition, otherTrack);

        // When
        boolean between = Arrays.compareUnsigned(key(one, 0), key(other, frame)) <= 0
                && Arrays.compareUnsigned(key(other, frame), key(one, Long.MAX_VALUE)) <= 0;

        // Then
        assertThat(between).isEqualTo(one.equals(other));
    }

    @Property(seed = "20261123")
    void whatIsWrittenIsRead(
            @ForAll("names") String acquisition,
            @ForAll("names") String track,
            @ForAll long number,
            @ForAll boolean flag) {
        // Given
        TrackKey identity = new TrackKey(acquisition, track);
        ResultStatus status = flag ? ResultStatus.FINAL : ResultStatus.LIVE;

        // When, Then
        assertRead(StoreSerdes.track(), identity);
        assertRead(StoreSerdes.positionKey(), new PositionKey(identity, number));
        assertRead(PartitionClock.serde(), new PartitionClock.Reading(number, -number));
        assertRead(StoreSerdes.due(), new DueResult(number, identity, status, 7, number, 8, 9, -number));
    }

    @Property(seed = "20261123")
    void aTrackIsReadAsItWasWritten(
            @ForAll("names") String unit,
            @ForAll long number,
            @ForAll boolean flag,
            @ForAll("positions") TrackPositions positions) {
        // Given
        Instant time = Instant.ofEpochSecond(number / 1_000_000, 1000 * (Math.abs(number) % 1_000_000));
        int from = positions.size() / 2;
        StoredTrack track = new StoredTrack(state(unit, number, time, flag), positions, from);

        // When
        StoredTrack read = copied(StoreSerdes.state(), track);

        // Then
        TrackPositions latest = new TrackPositions();
        latest.addAll(positions, from, positions.size());
        assertThat(read.state()).isEqualTo(track.state());
        assertThat(described(read.positions())).isEqualTo(described(latest));
    }

    @Property(seed = "20261123")
    void aBlockIsReadAsItWasWritten(@ForAll("positions") TrackPositions positions) {
        // When
        TrackPositions read = copied(StoreSerdes.positions(), positions);

        // Then
        assertThat(described(read)).isEqualTo(described(positions));
    }

    /** Any numbers where the differences between them may overflow. */
    @Provide
    Arbitrary<TrackPositions> positions() {
        return Arbitraries.longs().array(long[].class).ofMaxSize(40).map(numbers -> {
            TrackPositions positions = new TrackPositions(1);
            for (long number : numbers) {
                double coordinate = Double.longBitsToDouble(number & ~(1L << 62));
                positions.add(positions.size() + 1, number & Long.MAX_VALUE, coordinate, -coordinate, number);
            }
            return positions;
        });
    }

    private static String described(TrackPositions positions) {
        return IntStream.range(0, positions.size())
                .mapToObj(index -> positions.ordinal(index) + " " + positions.frame(index) + " " + positions.x(index)
                        + " " + positions.y(index) + " " + positions.time(index))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void aPositionTakesAboutTwentyBytesAndATrackWithoutAnyAboutFifty() {
        // Given a track at 50 frames a second
        TrackPositions positions = new TrackPositions();
        for (int frame = 0; frame < PositionStore.BLOCK; frame++) {
            positions.add(1000 + frame, 2000 + frame, 0.1, -0.2, 1_767_225_600_000_000L + 20_000L * frame);
        }
        TrackState state = new TrackState(
                new TrackState.Opening("um", 0, Instant.parse("2026-01-01T00:00:00Z")),
                new TrackState.Counts(1000, 2),
                new TrackState.Window(10, 990),
                new TrackState.Activity(1_767_225_600_123L, 3_600_456, 987_654_321),
                new TrackState.Progress(50, 17, false),
                new TrackState.Storage(0, 1));

        // When
        int block = StoreSerdes.positions().serializer().serialize("", positions).length;
        int track = StoreSerdes.state().serializer().serialize("", new StoredTrack(state, positions, 16)).length;

        // Then
        assertThat(block).isBetween(20 * PositionStore.BLOCK, 22 * PositionStore.BLOCK);
        assertThat(track).isBetween(40, 55);
    }

    @Test
    void aSinglePositionOfAnEarlierVersionIsReadWithoutItsFrameWhichIsInItsKey() {
        // Given
        byte[] layout2 = bytes("02 0000000000000007 3ff8000000000000 c002000000000000 000647484620402a");

        // When
        TrackPositions positions = StoreSerdes.positions().deserializer().deserialize("", layout2);

        // Then
        assertThat(described(positions)).isEqualTo("7 0 1.5 -2.25 1767225600000042");
    }

    @Test
    void aTrackOfLayout3IsReadAndAllItsPositionsAreInEntriesOfTheirOwn() {
        // Given
        byte[] layout3 = bytes("03 00000003 c2b56d 0000000000000002 000647484620402a 0000000000000065 0000000000000003"
                + "0000000000000026 0000000000000040 0000019b76daa87b 00000000000076f8 00000000000f1206"
                + "00000005 0000000000000011 01");

        // When
        StoredTrack track = StoreSerdes.state().deserializer().deserialize("", layout3);

        // Then
        assertThat(track.state()).isEqualTo(EARLIER);
        assertThat(track.latest()).isZero();
    }

    @Test
    void stateThatAnEarlierVersionWroteIsRead() {
        // Given a state in layout 2
        byte[] layout2 = bytes("02 0000000000000065 0000000000000011 0000000000000040 0000000000000003"
                + "0000000000000026 00000005 0000019b76daa87b 00000000000076f8 00000000000f1206"
                + "0000000000000002 000647484620402a 01 00000003 c2b56d");

        // When
        StoredTrack track = StoreSerdes.state().deserializer().deserialize("", layout2);

        // Then
        assertThat(track.state()).isEqualTo(EARLIER);
        assertThat(track.latest()).isZero();
    }

    @Test
    void otherEntriesAreWrittenAsByEarlierVersions() {
        // Given
        TrackKey track = new TrackKey("cell 7", "1");

        // When, Then
        assertLaidOut(StoreSerdes.track(), track, "00000006 63656c6c2037 00000001 31");
        assertLaidOut(
                StoreSerdes.positionKey(),
                new PositionKey(track, 38),
                "00000006 63656c6c2037 00000001 31 0000000000000026");
        assertLaidOut(
                StoreSerdes.due(),
                new DueResult(12, track, ResultStatus.FINAL, 5, 101, 3, 1_767_225_600_123L, 1_767_225_600_999L),
                "02 00000006 63656c6c2037 00000001 31 01 00000005 0000000000000065 0000000000000003"
                        + "0000019b76daa87b 0000019b76daabe7 000000000000000c");
        assertLaidOut(
                PartitionClock.serde(),
                new PartitionClock.Reading(1_767_225_600_123L, 30_456),
                "02 0000019b76daa87b 00000000000076f8");
    }

    @Test
    void anUnknownLayoutIsRejected() {
        // Given
        byte[] layout1 = {1, 0};

        // When, Then
        assertThatThrownBy(() -> StoreSerdes.state().deserializer().deserialize("", layout1))
                .isInstanceOf(SerializationException.class)
                .hasMessage("a store holds an entry of layout 1, written by another version, expected 4;"
                        + " stop all instances and run: wanderscope reset");
    }

    private static <T> void assertLaidOut(Serde<T> serde, T value, String hex) {
        assertThat(serde.serializer().serialize("", value)).isEqualTo(bytes(hex));
        assertRead(serde, value);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static TrackState state(String unit, long number, Instant time, boolean flag) {
        return new TrackState(
                new TrackState.Opening(unit, 7, time),
                new TrackState.Counts(number, 4),
                new TrackState.Window(number, 3),
                new TrackState.Activity(number, 8, 6),
                new TrackState.Progress(5, 2, flag),
                new TrackState.Storage(number, 9));
    }

    private static <T> T copied(Serde<T> serde, T value) {
        return serde.deserializer().deserialize("", serde.serializer().serialize("", value));
    }

    private static <T> void assertRead(Serde<T> serde, T value) {
        assertThat(copied(serde, value)).isEqualTo(value);
    }

    private static byte[] key(TrackKey track, long frame) {
        return StoreSerdes.positionKey().serializer().serialize("", new PositionKey(track, frame));
    }
}
