package io.wanderscope.dashboard.protocol;

import static io.wanderscope.dashboard.live.Records.BEGIN;
import static io.wanderscope.dashboard.live.Records.label;
import static io.wanderscope.dashboard.live.Records.position;
import static io.wanderscope.dashboard.live.Records.saliency;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wanderscope.dashboard.live.LiveAcquisitions;
import io.wanderscope.dashboard.live.LiveLimits;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ResultStatus;
import org.junit.jupiter.api.Test;

class UpdateMessageTest {
    private final LiveAcquisitions live = new LiveAcquisitions(LiveLimits.defaults(), () -> BEGIN);

    @Test
    void aCoordinateTooLargeForSinglePrecisionIsStillANumber() {
        // Given
        live.addPosition(position("a", "1", 1, 1e300, -1e300), BEGIN);

        // When
        UpdateMessage update = UpdateMessage.of(live.since("a", -1).orElseThrow(), null);

        // Then
        assertThat(update.tracks().get(0).x()).containsExactly(Float.MAX_VALUE);
        assertThat(update.tracks().get(0).y()).containsExactly(-Float.MAX_VALUE);
    }

    @Test
    void saliencyIsScaledToItsLargestMagnitude() {
        // Given
        live.addPosition(position("a", "1", 3, 0, 0), BEGIN);
        live.addSaliency(saliency("a", "1", 1, 3), BEGIN);

        // When
        UpdateMessage update = UpdateMessage.of(live.since("a", -1).orElseThrow(), 3);

        // Then
        assertThat(update.tracks().get(0).saliency().firstFrame()).isEqualTo(3);
        assertThat(update.tracks().get(0).saliency().weights()).containsExactly(-25, 0, 100);
    }

    @Test
    void aResultSaysWhatTheTrackIsAndLeavesOutWhatOnlyOneTrackIsAskedFor() throws Exception {
        // Given
        addLabelledTrack();

        // When
        JsonNode result = onlyTrack().path("result");

        // Then
        assertThat(result.fieldNames())
                .toIterable()
                .contains("label", "reason", "confidence", "families", "class_set")
                .doesNotContain(
                        "probabilities", "novelty", "noise", "noise_sd", "observed_points", "diffusion", "delay_ms");
    }

    @Test
    void howFastATrackDiffusesComesWithItsUnits() throws Exception {
        // Given
        addLabelledTrack();

        // When
        JsonNode diffusion = onlyTrack().path("diffusion");

        // Then
        assertThat(diffusion.fieldNames())
                .toIterable()
                .containsExactly("length_unit", "time_unit", "diffusion_coefficient");
        assertThat(diffusion.path("diffusion_coefficient").asDouble()).isEqualTo(0.25);
    }

    private void addLabelledTrack() {
        live.addPosition(position("a", "1", 3, 0, 0), BEGIN);
        live.addLabel(label("a", "1", 1, ResultStatus.LIVE, DiffusionLabel.ATTM, 3), BEGIN);
    }

    private JsonNode onlyTrack() throws Exception {
        return Json.read(ServerMessages.update(live.since("a", -1).orElseThrow(), null))
                .path("tracks")
                .path(0);
    }
}
