package io.wanderscope.streaming.population;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.diffusion.population.SufficientStatistics;
import io.wanderscope.schema.TimeUnit;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

/** The layouts of what a track contributes and of the sums. They are stored, so they must not change. */
class ContributionTest {
    private static final TrackUnit UNIT = new TrackUnit("um", 1, TimeUnit.S);
    private static final int MODEL = -2;

    @Test
    void isWrittenInFewBytes() {
        // Given
        Contribution contribution = new Contribution(
                UNIT,
                MODEL,
                new SufficientStatistics.Builder()
                        .add(0, 1)
                        .add(1_000_003, -2)
                        .add(1_000_004, 300)
                        .build());
        Serde<Contribution> serde = Contribution.serde();

        // When
        byte[] bytes = serde.serializer().serialize("", contribution);

        // Then layout, unit, model, number of sums, and of each the step from the last index and the value
        assertThat(HexFormat.of().formatHex(bytes))
                .isEqualTo(
                        "01" + "00000002756d3ff000000000000001" + "fffffffe" + "06" + "0002" + "86897a03" + "02d804");
        assertThat(serde.deserializer().deserialize("", bytes)).isEqualTo(contribution);
    }

    @Test
    void sumsAndWaitingTracksAreWrittenAsByEarlierVersions() {
        // Given
        SufficientStatistics statistics =
                new SufficientStatistics.Builder().add(0, 1).add(1_000_003, -2).build();
        PopulationSums sums =
                new PopulationSums(60_000, 2, 1_767_225_600_123L, MODEL, new TreeMap<>(Map.of(UNIT, statistics)));
        PendingTrack pending = new PendingTrack(
                41, 1_767_225_600_000L, true, 1_767_225_600_123L, new Contribution(UNIT, MODEL, statistics));

        // When, Then
        assertLaidOut(sums, "01 c0a907 04 f6a1d5edee66 03 02 00000002756d3ff000000000000001 04000286897a03");
        assertLaidOut(
                pending, "02 52 80a0d5edee66 f6a1d5edee66 01 00000002756d3ff000000000000001 fffffffe 04000286897a03");
    }

    private static void assertLaidOut(PopulationEntry entry, String hex) {
        byte[] bytes = PopulationEntry.serde().serializer().serialize("", entry);
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(hex.replace(" ", ""));
        assertThat(PopulationEntry.serde().deserializer().deserialize("", bytes))
                .isEqualTo(entry);
    }

    @Property(seed = "20261129", tries = 200)
    void whatIsWrittenIsRead(@ForAll long seed) {
        // Given
        Random random = new Random(seed);
        SufficientStatistics statistics = statistics(random);
        PopulationSums sums = PopulationSums.empty(60_000, MODEL)
                .plus(
                        List.of(
                                new PendingTrack(0, 0, false, 1, new Contribution(UNIT, MODEL, statistics)),
                                new PendingTrack(
                                        1,
                                        0,
                                        true,
                                        1,
                                        new Contribution(TrackUnit.read(written(UNIT)), MODEL, statistics(random)))),
                        random.nextLong());
        PendingTrack pending = new PendingTrack(
                random.nextLong(),
                random.nextLong(),
                random.nextBoolean(),
                random.nextLong(),
                new Contribution(UNIT, MODEL, statistics));

        // When
        PopulationEntry readSums = copied(PopulationEntry.serde(), sums);
        PopulationEntry readPending = copied(PopulationEntry.serde(), pending);

        // Then
        assertThat(readSums).isEqualTo(sums);
        assertThat(readPending).isEqualTo(pending);
    }

    private static ByteBuffer written(TrackUnit unit) {
        return unit.put(ByteBuffer.allocate(unit.bytes())).flip();
    }

    private static SufficientStatistics statistics(Random random) {
        SufficientStatistics.Builder sums = new SufficientStatistics.Builder();
        for (int entry = 0; entry < random.nextInt(100); entry++) {
            sums.add(random.nextInt(Integer.MAX_VALUE), random.nextLong());
        }
        return sums.build();
    }

    private static <T> T copied(Serde<T> serde, T value) {
        return serde.deserializer().deserialize("", serde.serializer().serialize("", value));
    }

    @Test
    void keysOfEarlierWindowsComeFirstAndThatOfTheWholeAcquisitionLast() {
        // Given
        Map<PopulationKey, String> keys = Map.of(
                new PopulationKey(1_767_225_600_000L, "cell 7"),
                "0000019b76daa80063656c6c2037",
                PopulationKey.whole("cell 7"),
                "7fffffffffffffff63656c6c2037");

        // When, Then
        keys.forEach((key, hex) -> {
            byte[] bytes = PopulationKey.serde().serializer().serialize("", key);
            assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(hex);
            assertThat(PopulationKey.serde().deserializer().deserialize("", bytes))
                    .isEqualTo(key);
        });
    }
}
