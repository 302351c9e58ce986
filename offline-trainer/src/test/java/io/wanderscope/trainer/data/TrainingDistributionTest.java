package io.wanderscope.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.trainer.configuration.DataConfiguration;
import io.wanderscope.trainer.configuration.TrainingConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingDistributionTest {
    private static List<LabelledTrajectory> drawn(DataConfiguration data, int count) {
        TrainingDistribution distribution = new TrainingDistribution(data, 4);
        List<LabelledTrajectory> drawn = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            drawn.add(distribution.next());
        }
        return drawn;
    }

    @Test
    void drawsEveryClassAndLengthWithAnExponentInItsRange() {
        // When
        List<LabelledTrajectory> drawn = drawn(TrainingConfiguration.defaults().data(), 2000);

        // Then
        assertThat(drawn).extracting(LabelledTrajectory::model).contains(DiffusionModel.values());
        assertThat(drawn).allSatisfy(each -> {
            assertThat(each.trajectory().size()).isBetween(10, 1000);
            assertThat(each.exponent())
                    .isBetween(each.model().minimumExponent(), each.model().maximumExponent());
        });
        long shorterThanFifty =
                drawn.stream().filter(each -> each.trajectory().size() < 50).count();
        assertThat(shorterThanFifty).isBetween(200L, 500L);
    }

    @Test
    void missingFramesLieOnStraightLines() {
        // Given noiseless trajectories half of whose frames are missing, or none
        DataConfiguration gaps = of200Points("gappyShare: 1.0, maximumMissing: 0.5");
        DataConfiguration none = of200Points("gappyShare: 0.0");

        // When
        double withGaps = straightPoints(drawn(gaps, 100));
        double without = straightPoints(drawn(none, 100));

        // Then on average a quarter of the frames is missing; Lévy walks and CTRW are straight anyway
        assertThat(withGaps - without).isBetween(0.12, 0.28);
    }

    @Test
    void everyEffectOfTheCameraChangesTheTrajectories() {
        // Given
        List<LabelledTrajectory> plain = drawn(of200Points("gappyShare: 0.0"), 20);

        // When, Then
        assertThat(List.of(
                        "blurredShare: 1.0, gappyShare: 0.0",
                        "noisyShare: 1.0, maximumNoise: 1.0, gappyShare: 0.0",
                        "roundedShare: 1.0, gappyShare: 0.0",
                        "gappyShare: 1.0",
                        "wronglyLinkedShare: 1.0, gappyShare: 0.0",
                        "agedShare: 1.0, gappyShare: 0.0"))
                .allSatisfy(effect ->
                        assertThat(drawn(of200Points(effect), 20)).as(effect).doesNotContainAnyElementsOf(plain));
    }

    private static DataConfiguration of200Points(String effects) {
        String noise = effects.contains("noisyShare") ? "" : ", noisyShare: 0.0";
        try {
            return TrainingConfiguration.parse("data: {minimumPoints: 200, maximumPoints: 201, logarithmicShare: 0.0, "
                            + effects + noise + "}")
                    .data();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double straightPoints(List<LabelledTrajectory> trajectories) {
        int straight = 0;
        int points = 0;
        for (LabelledTrajectory each : trajectories) {
            Trajectory path = each.trajectory();
            for (int point = 1; point + 1 < path.size(); point++) {
                double bendX = path.x(point + 1) - 2 * path.x(point) + path.x(point - 1);
                double bendY = path.y(point + 1) - 2 * path.y(point) + path.y(point - 1);
                straight += Math.hypot(bendX, bendY) < 1e-9 ? 1 : 0;
                points++;
            }
        }
        return (double) straight / points;
    }
}
