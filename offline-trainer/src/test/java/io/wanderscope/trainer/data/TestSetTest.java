package io.wanderscope.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.diffusion.DiffusionModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TestSetTest {
    private static List<LabelledTrajectory> drawn(TestSet set) {
        List<LabelledTrajectory> drawn = new ArrayList<>();
        set.forEach(drawn::add);
        return drawn;
    }

    @Test
    void aCellHoldsEveryClassAtItsLengthAndNoise() {
        // When
        List<LabelledTrajectory> drawn = drawn(TestSet.cell(1, 80, 20, 0.25));

        // Then
        assertThat(drawn).allSatisfy(each -> {
            assertThat(each.trajectory().size()).isEqualTo(20);
            assertThat(each.noise()).isEqualTo(0.25);
        });
        assertThat(drawn.stream()
                        .collect(Collectors.groupingBy(LabelledTrajectory::requireModel, Collectors.counting())))
                .hasSize(DiffusionModel.values().length)
                .allSatisfy((model, count) -> assertThat(count).isEqualTo(10));
    }

    @Test
    void cellsDifferInTheirRandomNumbers() {
        // When
        List<TestSet> cells = TestSet.allCells(1, 8);

        // Then all combinations of seven lengths and four levels of noise
        assertThat(cells).hasSize(28);
        assertThat(cells).extracting(TestSet::seed).doesNotHaveDuplicates();
        assertThat(cells).extracting(TestSet::name).doesNotHaveDuplicates().contains("300 points, noise 0.25");
        assertThat(cells).extracting(TestSet::simulator).containsOnly(TestSet.Simulator.INDEPENDENT);
    }
}
