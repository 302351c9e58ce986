package io.wanderscope.wire;

import static io.wanderscope.wire.SampleRecords.moving;
import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.wire.FakeSchemaRegistry.Fault;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

/** A class of its own, since it waits for half a minute, in which the other tests of the module run. */
class SchemasSeenLongAgoTest {
    private static final String TOPIC = "particle-positions";

    /**
     * The client that this one replaced asked for known schemas again every 30 s, and made new ones of the answers. Waiting
     * is the only way to see that nothing does.
     */
    @Test
    void needNoRegistry() throws IOException, InterruptedException {
        // Given
        try (FakeSchemaRegistry registry = FakeSchemaRegistry.start()) {
            Serde<ParticlePosition> serde = registry.format().serde(ParticlePosition.class);
            serde.deserializer().deserialize(TOPIC, serde.serializer().serialize(TOPIC, moving("1", 3)));
            int asked = registry.requests().size();
            registry.failFromNowOn(Fault.UNAVAILABLE);
            TimeUnit.SECONDS.sleep(31);

            // When
            for (int frame = 0; frame < 10_000; frame++) {
                byte[] bytes = serde.serializer().serialize(TOPIC, moving("2", frame));
                assertThat(serde.deserializer().deserialize(TOPIC, bytes).getFrame())
                        .isEqualTo(frame);
            }

            // Then
            assertThat(registry.requests()).hasSize(asked);
        }
    }
}
