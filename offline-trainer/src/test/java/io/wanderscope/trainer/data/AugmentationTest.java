package io.wanderscope.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.trainer.configuration.AugmentationMode;
import io.wanderscope.trainer.configuration.TrainingConfiguration;
import io.wanderscope.trainer.testing.Dl4jGradCam;
import io.wanderscope.trainer.testing.ShippedModel;
import io.wanderscope.trainer.testing.SmallRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;

class AugmentationTest {
    private static final TrainingConfiguration TARGETED = SmallRun.configuration(AugmentationMode.TARGETED);

    private final ComputationGraph network = TARGETED.network().shape().initialise(1);

    private static List<PackedBatch> batches(int count) {
        TrainingDistribution distribution = new TrainingDistribution(TARGETED.data(), 9);
        BatchPacker packer = new BatchPacker(TARGETED, distribution::next);
        List<PackedBatch> batches = new ArrayList<>();
        for (int batch = 0; batch < count; batch++) {
            batches.add(packer.next());
        }
        return batches;
    }

    private static List<LabelledTrajectory> trajectories(List<PackedBatch> batches) {
        return batches.stream()
                .flatMap(batch -> batch.placed().stream())
                .map(PackedBatch.Placed::trajectory)
                .toList();
    }

    private static List<LabelledTrajectory> ofModels(List<LabelledTrajectory> trajectories) {
        return trajectories.stream().filter(each -> each.model() != null).toList();
    }

    @Test
    void theSumOfSaliencyIsThatOfGradCam() throws Exception {
        // Given the shipped weights, and Grad-CAM of the last stage from DL4J's backward pass
        ComputationGraph shipped = new ShippedModel().asDl4jNetwork();
        LabelledTrajectory trajectory = ofModels(trajectories(batches(1))).get(0);
        PackedBatch alone = new PackedBatch(1, 1088, List.of(new PackedBatch.Placed(trajectory, 0, 0)));
        float[][] maps = new Dl4jGradCam(shipped)
                .maps(
                        alone.toDataSet(),
                        trajectory.requireModel().classIndex(),
                        trajectory.trajectory().size());
        double expected = 0;
        for (float weight : maps[maps.length - 1]) {
            expected += weight;
        }

        // When
        double sum = Augmentation.saliencySums(shipped, alone)[0];

        // Then
        assertThat(sum).isCloseTo(expected, within(1e-3 * Math.abs(expected)));
    }

    @Test
    void reusesTheTrajectoriesOfEachClassWithTheLargestSaliency() {
        // Given
        List<PackedBatch> fresh = batches(40);

        // When
        List<PackedBatch> augmented = new Augmentation(TARGETED, 1).augmentedBatches(network, fresh, 0);

        // Then the share of each class is the configured one, and its lengths are not those of a random choice
        Map<DiffusionModel, Long> freshCounts = count(trajectories(fresh));
        Map<DiffusionModel, Long> augmentedCounts = count(trajectories(augmented));
        assertThat(augmentedCounts.keySet()).isEqualTo(freshCounts.keySet());
        augmentedCounts.forEach((model, number) -> assertThat((double) number)
                .as("%s reused of %d", model, freshCounts.get(model))
                .isBetween(0.6 * freshCounts.get(model) - 6, 0.6 * freshCounts.get(model) + 0.5));
        assertThat(trajectories(augmented))
                .extracting(LabelledTrajectory::family)
                .containsOnly(MotionFamily.DIFFUSION_MODEL);
        assertThat(meanPoints(augmented)).isNotEqualTo(meanPoints(fresh));
    }

    @Test
    void choosesTheLargestRanksOfEachModel() {
        // Given ten tracks of each model, whose ranks ascend in the order of the list
        List<LabelledTrajectory> tracks = new ArrayList<>();
        TestSet.cell(1, 80, 20, 0).forEach(tracks::add);
        double[] ranks = IntStream.range(0, 80).mapToDouble(track -> track).toArray();

        // When
        List<LabelledTrajectory> largest = Augmentation.largestOfEachModel(tracks, ranks, 0.6);

        // Then the last six of ten
        assertThat(largest).containsExactlyInAnyOrderElementsOf(tracks.subList(32, 80));
    }

    @Test
    void aRotatedTrackKeepsItsDisplacementsAndLabels() {
        // Given
        List<LabelledTrajectory> tracks = new ArrayList<>();
        TestSet.cell(1, 8, 20, 0.5).forEach(tracks::add);
        LabelledTrajectory original = tracks.get(1);

        // When
        LabelledTrajectory rotated = Augmentation.rotated(original, new Random(1));

        // Then
        assertThat(lengths(rotated)).usingComparatorWithPrecision(1e-9).containsExactly(lengths(original));
        assertThat(rotated.trajectory()).isNotEqualTo(original.trajectory());
        assertThat(rotated.model()).isEqualTo(original.model());
        assertThat(rotated.exponent()).isEqualTo(original.exponent());
        assertThat(rotated.noise()).isEqualTo(original.noise());
    }

    private static double[] lengths(LabelledTrajectory labelled) {
        Trajectory track = labelled.trajectory();
        return IntStream.range(1, track.size())
                .mapToDouble(
                        point -> Math.hypot(track.x(point) - track.x(point - 1), track.y(point) - track.y(point - 1)))
                .toArray();
    }

    @Test
    void theControlReusesAsMany() {
        // Given
        List<PackedBatch> fresh = batches(40);
        int targeted = trajectories(new Augmentation(TARGETED, 1).augmentedBatches(network, fresh, 0))
                .size();
        TrainingConfiguration random = SmallRun.configuration(AugmentationMode.RANDOM);

        // When
        int control = trajectories(new Augmentation(random, 1).augmentedBatches(network, fresh, 0))
                .size();

        // Then
        assertThat(control).isCloseTo(targeted, within(12));
    }

    @Test
    void reusesNothingUnlessConfigured() {
        // When
        List<PackedBatch> augmented =
                new Augmentation(SmallRun.configuration(), 1).augmentedBatches(network, batches(2), 0);

        // Then
        assertThat(augmented).isEmpty();
    }

    private static double meanPoints(List<PackedBatch> batches) {
        return trajectories(batches).stream()
                .mapToInt(each -> each.trajectory().size())
                .average()
                .orElseThrow();
    }

    private static Map<DiffusionModel, Long> count(List<LabelledTrajectory> trajectories) {
        return ofModels(trajectories).stream()
                .collect(Collectors.groupingBy(LabelledTrajectory::requireModel, Collectors.counting()));
    }
}
