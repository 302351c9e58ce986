package io.wanderscope.app.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.app.acquisition.SimulatedAcquisition.Plan;
import io.wanderscope.app.acquisition.SimulatedAcquisition.Truth;
import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.tracks.Track;
import io.wanderscope.tracks.TrackedPosition;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimulatedAcquisitionTest {
    private static final Plan PLAN = new Plan("simulated", 400, 20, 60, 0.25, 0.01);

    @Test
    void followsFromItsSeed() {
        // When
        SimulatedAcquisition simulated = SimulatedAcquisition.of(PLAN, 7);

        // Then
        assertThat(simulated).isEqualTo(SimulatedAcquisition.of(PLAN, 7));
        assertThat(simulated).isNotEqualTo(SimulatedAcquisition.of(PLAN, 8));
    }

    @Test
    void hasTracksOfEveryModelAndOfAllLengthsInTheRange() {
        // When
        SimulatedAcquisition simulated = SimulatedAcquisition.of(PLAN, 7);

        // Then
        assertThat(simulated.truths()).extracting(Truth::model).contains(DiffusionModel.values());
        assertThat(simulated.acquisition().tracks())
                .extracting(track -> track.positions().size())
                .allMatch(points -> points >= 20 && points <= 60)
                .contains(20, 60);
    }

    @Test
    void namesTracksInTheOrderInWhichTheyAppear() {
        // When
        List<Track> tracks = SimulatedAcquisition.of(PLAN, 7).acquisition().tracks();

        // Then
        assertThat(tracks)
                .extracting(Track::id)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 400)
                        .mapToObj(Integer::toString)
                        .toList());
        assertThat(tracks).extracting(track -> track.positions().get(0).frame()).isSorted();
    }

    @Test
    void movesEachParticleFrameByFrame() {
        // When
        List<Track> tracks = SimulatedAcquisition.of(PLAN, 7).acquisition().tracks();

        // Then
        assertThat(tracks).allSatisfy(track -> {
            long first = track.positions().get(0).frame();
            assertThat(track.positions())
                    .extracting(TrackedPosition::frame)
                    .containsExactlyElementsOf(
                            IntStream.range(0, track.positions().size())
                                    .mapToObj(point -> first + point)
                                    .toList());
        });
    }

    @Test
    void refusesTracksTooShortToMove() {
        // When
        assertThatThrownBy(() -> new Plan("simulated", 1, 2, 10, 0, 0.01))
                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 3 points, and the minimum must not exceed the maximum")
                .hasMessageContaining("got 2 to 10");
    }
}
