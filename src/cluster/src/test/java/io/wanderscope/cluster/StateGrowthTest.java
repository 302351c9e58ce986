package io.wanderscope.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The changelog bytes of a position do not grow with the number of positions before it. */
@Tag("broker")
class StateGrowthTest {
    private static final int POSITIONS = 50_000;

    @Test
    void aPositionOfTheLastTenthCostsWhatOneOfTheFirstDid() throws Exception {
        // Given no caches, so that every change is written, however many fall between two commits on a busy machine
        Map<String, Object> uncached = Map.of(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        List<StateGrowth.Tenth> tenths = new ArrayList<>();

        // When
        StateGrowth.measure(POSITIONS, uncached, tenths::add);

        // Then
        double first = tenths.get(0).changelogBytesPerPosition();
        double last = tenths.get(tenths.size() - 1).changelogBytesPerPosition();
        assertThat(tenths).hasSize(10);
        assertThat(first).isPositive();
        assertThat(last).as("tenths: %s", tenths).isCloseTo(first, withinPercentage(10));
    }
}
