package io.wanderscope.streaming.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.schema.ResultStatus;
import io.wanderscope.streaming.TrackIdentity;
import java.time.Instant;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.apache.kafka.common.serialization.Serde;

/** The binary layouts of the stores: what is written is read, and positions sort by track and frame. */
class StoreSerdesTest {
    /** Short and of few letters, so that equal names and prefixes of one another are drawn often. */
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
        TrackIdentity track = new TrackIdentity("a", "b");

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
        TrackIdentity one = new TrackIdentity(acquisition, track);
        TrackIdentity other = new TrackIdentity(otherAcquisition, otherTrack);

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
        TrackIdentity identity = new TrackIdentity(acquisition, track);
        Instant time = Instant.ofEpochSecond(number / 1_000_000, 1000 * (Math.abs(number) % 1_000_000));
        ResultStatus status = flag ? ResultStatus.FINAL : ResultStatus.LIVE;

        // When, Then
        assertRead(StoreSerdes.track(), identity);
        assertRead(StoreSerdes.positionKey(), new PositionKey(identity, number));
        assertRead(StoreSerdes.position(), new StoredPosition(number, coordinate, -coordinate, time));
        assertRead(StoreSerdes.state(), new TrackState(track, number, 2, 3, 4, number, 5, number, 8, 6, 7, time, flag));
        assertRead(StoreSerdes.clock(), new PartitionClock.Reading(number, -number));
        assertRead(StoreSerdes.due(), new DueResult(number, identity, status, 7, number, 8, 9, -number));
    }

    private static <T> void assertRead(Serde<T> serde, T value) {
        byte[] bytes = serde.serializer().serialize("", value);
        assertThat(serde.deserializer().deserialize("", bytes)).isEqualTo(value);
    }

    private static byte[] key(TrackIdentity track, long frame) {
        return StoreSerdes.positionKey().serializer().serialize("", new PositionKey(track, frame));
    }
}
