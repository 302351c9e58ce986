package io.wanderscope.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.trainer.configuration.ScheduleConfiguration;
import io.wanderscope.trainer.configuration.TrainingConfiguration;
import io.wanderscope.trainer.testing.Dl4jGradCam;
import io.wanderscope.trainer.testing.ShippedModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

class BatchPackerTest {
    private static final TrainingConfiguration FOUR_ROWS =
            new TrainingConfiguration(null, null, new ScheduleConfiguration(null, null, null, 4, null, null, null));

    private static List<LabelledTrajectory> trajectories(int count) {
        TrainingDistribution distribution = new TrainingDistribution(FOUR_ROWS.data(), 5);
        List<LabelledTrajectory> list = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            list.add(distribution.next());
        }
        return list;
    }

    @Test
    void losesNoTrajectoryAndKeepsTheirOrderOfLengths() {
        // Given
        List<LabelledTrajectory> all = trajectories(200);

        // When
        List<PackedBatch> batches = BatchPacker.packAll(FOUR_ROWS, all);

        // Then
        List<LabelledTrajectory> packed = batches.stream()
                .flatMap(batch -> batch.placed().stream())
                .map(PackedBatch.Placed::trajectory)
                .toList();
        assertThat(packed).isEqualTo(all);
    }

    @Test
    void keepsTrajectoriesOfARowFartherApartThanAConvolutionReaches() {
        // When
        List<PackedBatch> batches = BatchPacker.packAll(FOUR_ROWS, trajectories(200));

        // Then
        for (PackedBatch batch : batches) {
            for (PackedBatch.Placed each : batch.placed()) {
                int end = each.start() + each.trajectory().trajectory().size();
                assertThat(end).isLessThanOrEqualTo(batch.rowPoints());
                assertThat(each.start() % PackedBatch.ALIGNMENT).isZero();
                assertThat(batch.placed())
                        .filteredOn(other -> other.row() == each.row() && other.start() > each.start())
                        .allSatisfy(other -> assertThat(other.start() - end).isGreaterThanOrEqualTo(32));
            }
        }
    }

    @Test
    void theNetworkGivesTheSameResultForATrajectoryAloneAndAmongOthers() throws Exception {
        // Given the shipped weights, and trajectories that share rows
        Dl4jGradCam network = new Dl4jGradCam(new ShippedModel().asDl4jNetwork());
        List<LabelledTrajectory> all = trajectories(12);
        PackedBatch together = BatchPacker.packAll(FOUR_ROWS, all).get(0);

        // When
        float[] probabilities = network.probabilities(together.toDataSet());

        // Then
        int classes = DiffusionModel.values().length;
        for (int index = 0; index < together.placed().size(); index++) {
            PackedBatch.Placed alone = new PackedBatch.Placed(all.get(index), 0, 0);
            float[] expected = network.probabilities(new PackedBatch(1, 2048, List.of(alone)).toDataSet());
            for (int each = 0; each < classes; each++) {
                assertThat(probabilities[index * classes + each]).isCloseTo(expected[each], within(1e-5f));
            }
        }
    }

    @Test
    void masksExactlyTheTrajectoriesPoints() {
        // Given
        List<LabelledTrajectory> all = trajectories(20);

        // When
        List<PackedBatch> batches = BatchPacker.packAll(FOUR_ROWS, all);

        // Then
        double valid = 0;
        for (PackedBatch batch : batches) {
            MultiDataSet data = batch.toDataSet();
            INDArray mask = data.getFeaturesMaskArray(0);
            valid += mask.sumNumber().doubleValue();
        }
        assertThat(valid)
                .isEqualTo(
                        all.stream().mapToInt(each -> each.trajectory().size()).sum());
    }
}
