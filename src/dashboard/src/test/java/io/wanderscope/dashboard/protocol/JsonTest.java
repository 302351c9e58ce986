package io.wanderscope.dashboard.protocol;

import static io.wanderscope.dashboard.live.Records.BEGIN;
import static io.wanderscope.dashboard.live.Records.label;
import static io.wanderscope.dashboard.live.Records.position;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wanderscope.dashboard.live.LiveAcquisitions;
import io.wanderscope.dashboard.live.LiveLimits;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ResultStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTest {
    private record Numbers(double primitive, @Nullable Double boxed) {}

    @Test
    void aNumberThatIsNotFiniteIsNull() {
        // Given
        Numbers numbers = new Numbers(Double.NaN, Double.POSITIVE_INFINITY);

        // When
        String text = Json.text(numbers);

        // Then
        assertThat(text).isEqualTo("{\"primitive\":null,\"boxed\":null}");
    }

    @Test
    void aFiniteNumberIsItself() {
        // Given
        Numbers numbers = new Numbers(0.5, 2.0);

        // When
        String text = Json.text(numbers);

        // Then
        assertThat(text).isEqualTo("{\"primitive\":0.5,\"boxed\":2.0}");
    }

    @Test
    void whatIsLeftOfATrackIsNotTakenForAllThatIsKnownOfIt() throws Exception {
        // Given a track that goes on after memory has kept no more than an outline of it
        LiveLimits limits = new LiveLimits(1, 30_000, 1_000, 200, Duration.ZERO, Duration.ZERO);
        LiveAcquisitions live = new LiveAcquisitions(limits, () -> BEGIN.plusSeconds(60));
        live.addPosition(position("cell", "first", 0, 5, 0), BEGIN);
        live.addLabel(label("cell", "first", 1, ResultStatus.LIVE, DiffusionLabel.ATTM, 0), BEGIN);
        JsonNode before = Json.read(Json.text(live.track("cell", "first").orElseThrow()));
        for (int track = 0; live.track("cell", "first").isPresent(); track++) {
            live.addPosition(position("cell", "t" + track, 1, 0, 0), BEGIN.plusSeconds(1));
        }
        live.addPosition(position("cell", "first", 2, 6, 0), BEGIN.plusSeconds(2));

        // When
        JsonNode after = Json.read(Json.text(live.track("cell", "first").orElseThrow()));

        // Then
        assertThat(before.path("result").path("diffusion").path("duration").asDouble())
                .isEqualTo(0.45);
        assertThat(after.path("result").path("label").asText()).isEqualTo("ATTM");
        assertThat(after.path("result").path("diffusion").isNull()).isTrue();
        assertThat(after.path("revisions").path(0).path("diffusion").isNull()).isTrue();
    }
}
