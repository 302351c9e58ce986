package io.wanderscope.streaming;

import static io.wanderscope.streaming.TopologyHarness.moving;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.wire.FakeSchemaRegistry;
import io.wanderscope.wire.FakeSchemaRegistry.Fault;
import io.wanderscope.wire.SchemaRegistryException;
import io.wanderscope.wire.WireFormat;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topology while the schema registry has problems. */
class RegisteredFormatTest {
    private FakeSchemaRegistry registry;
    private WireFormat format;

    @BeforeEach
    void start() throws IOException {
        registry = FakeSchemaRegistry.start();
        format = registry.format();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void aPositionIsNoDeadLetterBecauseTheRegistryIsDown(@TempDir Path state) {
        // Given
        byte[] bytes = serialized(moving("1", 3));
        TopologyHarness harness =
                new TopologyHarness(StreamSettings.defaults(), format, FakeTrajectoryClassifier.create(), state);
        registry.failFromNowOn(Fault.UNAVAILABLE);

        // When
        assertThatThrownBy(() -> harness.sendBytes(TopologyHarness.key("1"), bytes))
                // Then
                .hasRootCauseInstanceOf(SchemaRegistryException.class)
                .rootCause()
                .hasMessageContaining("schema.registry.url");
        assertThat(harness.deadLetters()).isEmpty();
        harness.close();
    }

    @Test
    void aPositionOfAnUnknownSchemaIsADeadLetterAndTheStreamGoesOn(@TempDir Path state) {
        // Given
        byte[] unknown = serialized(moving("1", 3));
        unknown[4]++;
        byte[] known = serialized(moving("1", 4));
        try (TopologyHarness harness =
                new TopologyHarness(StreamSettings.defaults(), format, FakeTrajectoryClassifier.create(), state)) {
            // When
            harness.sendBytes(TopologyHarness.key("1"), unknown);
            harness.sendBytes(TopologyHarness.key("1"), known);

            // Then
            assertThat(harness.deadLetters())
                    .singleElement()
                    .satisfies(
                            letter -> assertThat(TopologyHarness.cause(letter)).isEqualTo("UNREADABLE"))
                    .satisfies(letter -> assertThat(letter.value()).isEqualTo(unknown));
            assertThat(harness.storeSizes()).containsEntry("tracks", 1);
        }
    }

    private byte[] serialized(ParticlePosition position) {
        return format.serde(ParticlePosition.class).serializer().serialize("particle-positions", position);
    }
}
