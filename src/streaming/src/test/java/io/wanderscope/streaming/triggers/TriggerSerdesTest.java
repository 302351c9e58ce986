package io.wanderscope.streaming.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.UndeterminedReason;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

/** What is stored survives the round trip, and what an earlier layout wrote is read for ever. */
class TriggerSerdesTest {
    private static final HexFormat HEX = HexFormat.of();

    private static <T> String written(Serde<T> serde, T value) {
        return HEX.formatHex(serde.serializer().serialize("", value));
    }

    private static <T> T read(Serde<T> serde, String hex) {
        return serde.deserializer().deserialize("", HEX.parseHex(hex));
    }

    @Test
    void aResultWithEverythingAndOneWithNothing() {
        // Given
        TrackResult full = TriggerTask.seen(100, TriggerTask.undetermined("7/a", 3, UndeterminedReason.DIRECTED));
        TrackResult bare = new TrackResult(
                "7",
                ResultStatus.FINAL,
                1,
                DiffusionLabel.UNDETERMINED,
                Optional.of(UndeterminedReason.TOO_SHORT),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                0,
                0,
                Optional.empty(),
                -1,
                OptionalLong.of(1_767_225_600_000L),
                Optional.empty(),
                "px");

        // When
        TrackResult fullAgain = read(TrackResult.serde(), written(TrackResult.serde(), full));
        TrackResult bareAgain = read(TrackResult.serde(), written(TrackResult.serde(), bare));

        // Then
        assertThat(fullAgain).isEqualTo(full);
        assertThat(bareAgain).isEqualTo(bare);
    }

    @Test
    void aResultWithoutATimeAsAnEarlierVersionWroteIt() {
        // Given
        String written = "010000000137000000094c4556595f57414c4b0000000000023228303fe80000000000003ff800000000"
                + "00003fe000000000000000000006756d5e322f734008000000000000401000000000000000000002756d";

        // When
        TrackResult result = read(TrackResult.serde(), written);

        // Then
        assertThat(result).isEqualTo(TriggerTask.result("7", 1, DiffusionLabel.LEVY_WALK));
        assertThat(result.time()).isEmpty();
    }

    @Test
    void theProgressOfATrack() {
        // Given
        TrackProgress progress = new TrackProgress(
                3, 1_767_225_600_000L, Map.of("b", new Holding(OptionalLong.of(-5), true, 2), "a", Holding.NEVER));

        // When
        String written = written(TrackProgress.serde(), progress);

        // Then
        assertThat(written).isEqualTo("010680a0d5edee660400000001610000000000000162030409");
        assertThat(read(TrackProgress.serde(), written)).isEqualTo(progress);
    }

    @Test
    void theProgressOfARule() {
        // Given
        RuleProgress progress = new RuleProgress(
                1000,
                OptionalLong.of(900),
                2,
                new Holding(OptionalLong.of(950), true, 3),
                new ShareCount(40, 20, 700, 800));

        // When
        String written = written(RuleProgress.serde(), progress);

        // Then
        assertThat(written).isEqualTo("0201880ed00f045028f80ac00c0306ec0e");
        assertThat(read(RuleProgress.serde(), written)).isEqualTo(progress);
        assertThat(read(RuleProgress.serde(), written(RuleProgress.serde(), RuleProgress.NONE)))
                .isEqualTo(RuleProgress.NONE);
    }

    @Test
    void theProgressOfARuleOfLayout1() {
        // Given
        String written = "0101880ed00f045028c00c0306ec0e";

        // When
        RuleProgress progress = read(RuleProgress.serde(), written);

        // Then all tracks that are stored count
        assertThat(progress)
                .isEqualTo(new RuleProgress(
                        1000,
                        OptionalLong.of(900),
                        2,
                        new Holding(OptionalLong.of(950), true, 3),
                        new ShareCount(40, 20, Long.MIN_VALUE, 800)));
    }

    @Test
    void aTrackThatCounts() {
        // Given
        ShareKey key = ShareKey.timed("rule", "cell", -1, "7");
        CountedTrack track = new CountedTrack(-1, true);

        // When
        String writtenKey = written(ShareKey.serde(), key);
        String written = written(CountedTrack.serde(), track);

        // Then
        assertThat(writtenKey).isEqualTo("010000000472756c650000000463656c6c7fffffffffffffff0000000137");
        assertThat(written).isEqualTo("010101");
        assertThat(read(ShareKey.serde(), writtenKey)).isEqualTo(key);
        assertThat(read(CountedTrack.serde(), written)).isEqualTo(track);
    }

    @Test
    void keysByTimeLieInItsOrder() {
        // When
        String earlier = written(ShareKey.serde(), ShareKey.timed("rule", "cell", -1, "9"));
        String later = written(ShareKey.serde(), ShareKey.timed("rule", "cell", 0, "1"));
        String beginning = written(ShareKey.serde(), ShareKey.beginning("rule", "cell", 0));

        // Then
        assertThat(earlier).isLessThan(beginning);
        assertThat(beginning).isLessThan(later);
    }
}
