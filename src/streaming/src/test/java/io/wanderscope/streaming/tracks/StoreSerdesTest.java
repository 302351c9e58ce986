package io.wanderscope.streaming.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.schema.ResultStatus;
import io.wanderscope.streaming.TrackKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

/** The binary layouts of the stores: what is written can be read, and positions sort by track and frame. */
class StoreSerdesTest {
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
            @ForAll double coordinate,
            @ForAll boolean flag) {
        // Given
        TrackKey identity = new TrackKey(acquisition, track);
        Instant time = Instant.ofEpochSecond(number / 1_000_000, 1000 * (Math.abs(number) % 1_000_000));
        ResultStatus status = flag ? ResultStatus.FINAL : ResultStatus.LIVE;

        // When, Then
        assertRead(StoreSerdes.track(), identity);
        assertRead(StoreSerdes.positionKey(), new PositionKey(identity, number));
        assertRead(StoreSerdes.position(), new StoredPosition(number, coordinate, -coordinate, time));
        assertRead(StoreSerdes.state(), state(track, number, time, flag));
        assertRead(StoreSerdes.clock(), new PartitionClock.Reading(number, -number));
        assertRead(StoreSerdes.due(), new DueResult(number, identity, status, 7, number, 8, 9, -number));
    }

    @Test
    void stateThatAnEarlierVersionWroteIsRead() {
        // Given a state in layout 2
        byte[] layout2 = bytes("02 0000000000000065 0000000000000011 0000000000000040 0000000000000003"
                + "0000000000000026 00000005 0000019b76daa87b 00000000000076f8 00000000000f1206"
                + "0000000000000002 000647484620402a 01 00000003 c2b56d");

        // When
        TrackState state = StoreSerdes.state().deserializer().deserialize("", layout2);

        // Then
        assertThat(state)
                .isEqualTo(new TrackState(
                        new TrackState.Opening("µm", 2, Instant.parse("2026-01-01T00:00:00.000042Z")),
                        new TrackState.Counts(101, 3),
                        new TrackState.Window(38, 64),
                        new TrackState.Activity(1_767_225_600_123L, 30_456, 987_654),
                        new TrackState.Progress(5, 17, true)));
    }

    @Test
    void otherEntriesAreWrittenAsByEarlierVersions() {
        // Given
        TrackKey track = new TrackKey("cell 7", "1");
        Instant time = Instant.parse("2026-01-01T00:00:00.000042Z");

        // When, Then
        assertLaidOut(StoreSerdes.track(), track, "00000006 63656c6c2037 00000001 31");
        assertLaidOut(
                StoreSerdes.positionKey(),
                new PositionKey(track, 38),
                "00000006 63656c6c2037 00000001 31 0000000000000026");
        assertLaidOut(
                StoreSerdes.position(),
                new StoredPosition(7, 1.5, -2.25, time),
                "02 0000000000000007 3ff8000000000000 c002000000000000 000647484620402a");
        assertLaidOut(
                StoreSerdes.due(),
                new DueResult(12, track, ResultStatus.FINAL, 5, 101, 3, 1_767_225_600_123L, 1_767_225_600_999L),
                "02 00000006 63656c6c2037 00000001 31 01 00000005 0000000000000065 0000000000000003"
                        + "0000019b76daa87b 0000019b76daabe7 000000000000000c");
        assertLaidOut(
                StoreSerdes.clock(),
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
                .hasMessage("a store holds an entry of layout 1, written by another version, expected 3;"
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
                new TrackState.Progress(5, 2, flag));
    }

    private static <T> void assertRead(Serde<T> serde, T value) {
        byte[] bytes = serde.serializer().serialize("", value);
        assertThat(serde.deserializer().deserialize("", bytes)).isEqualTo(value);
    }

    private static byte[] key(TrackKey track, long frame) {
        return StoreSerdes.positionKey().serializer().serialize("", new PositionKey(track, frame));
    }
}
