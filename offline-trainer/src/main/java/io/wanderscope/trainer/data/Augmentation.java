package io.wanderscope.trainer.data;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.trainer.configuration.AugmentationMode;
import io.wanderscope.trainer.configuration.TrainingConfiguration;
import io.wanderscope.trainer.network.ResidualNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Rotates trajectories of an epoch and uses them again: those of each class with the largest mean Grad-CAM (the paper's
 * targeted augmentation), or the same number chosen at random (its control). Only trajectories of the eight models are
 * used again.
 *
 * <p>The mean Grad-CAM of a trajectory at the last stage needs no backward pass. A class score is a bias plus the
 * scalar product of the pooled features with the class's weights. Grad-CAM's channel weights are therefore the class's
 * weights divided by the number of positions, and the mean of the map is the score without its bias, divided by that
 * number. The number reflects the trajectory's length, not its shape, so the ranking ignores it.
 */
public final class Augmentation {
    private final TrainingConfiguration configuration;
    private final AugmentationMode mode;
    private final long seed;

    /** The augmentation of the run with this seed. */
    public Augmentation(TrainingConfiguration configuration, long seed) {
        this.configuration = configuration;
        this.mode = configuration.schedule().augmentation();
        this.seed = seed;
    }

    /**
     * Returns the augmented batches to train on at the end of an epoch.
     *
     * @param network the network after the epoch's fresh batches
     * @param fresh those batches
     * @param epoch number of the epoch; with the run's seed it determines every random draw
     * @return the batches, whose count is a multiple of the number of replicas; none when augmentation is off
     */
    public List<PackedBatch> augmentedBatches(ComputationGraph network, List<PackedBatch> fresh, int epoch) {
        if (mode == AugmentationMode.NONE) {
            return List.of();
        }
        Random random = new Random(Seeds.derive(~seed, epoch));
        List<LabelledTrajectory> trajectories = fresh.stream()
                .flatMap(packed -> packed.placed().stream())
                .map(PackedBatch.Placed::trajectory)
                .toList();
        double[] ranks = mode == AugmentationMode.TARGETED
                ? fresh.stream()
                        .flatMapToDouble(packed -> Arrays.stream(saliencySums(network, packed)))
                        .toArray()
                : random.doubles(trajectories.size()).toArray();
        List<LabelledTrajectory> chosen = new ArrayList<>();
        largestOfEachModel(trajectories, ranks, configuration.schedule().augmentedShare())
                .forEach(each -> chosen.add(rotated(each, random)));
        Collections.shuffle(chosen, random);
        List<PackedBatch> batches = BatchPacker.packAll(configuration, chosen);
        return batches.subList(
                0, batches.size() - batches.size() % configuration.schedule().replicas());
    }

    private record Ranked(LabelledTrajectory trajectory, double rank) {}

    /**
     * The trajectories of each model with the largest ranks.
     *
     * @param ranks one for each trajectory
     * @param share the share of the trajectories of each model that is returned, 0 to 1
     */
    public static List<LabelledTrajectory> largestOfEachModel(
            List<LabelledTrajectory> trajectories, double[] ranks, double share) {
        List<LabelledTrajectory> largest = new ArrayList<>();
        for (DiffusionModel model : DiffusionModel.values()) {
            List<Ranked> ofModel = IntStream.range(0, ranks.length)
                    .mapToObj(index -> new Ranked(trajectories.get(index), ranks[index]))
                    .filter(each -> each.trajectory().model() == model)
                    .sorted(Comparator.comparingDouble(Ranked::rank).reversed())
                    .toList();
            long count = Math.round(share * ofModel.size());
            ofModel.subList(0, (int) count).forEach(each -> largest.add(each.trajectory()));
        }
        return largest;
    }

    /**
     * Sums of Grad-CAM over positions, for the true class at the last stage, one per trajectory of a batch; 0 for
     * one that is of no class.
     */
    public static double[] saliencySums(ComputationGraph network, PackedBatch packed) {
        INDArray weights = network.getLayer(ResidualNetwork.OUTPUT).getParam("W");
        try (Batch batch = Batch.of(packed)) {
            INDArray pooled = network.output(
                            List.of(ResidualNetwork.POOLING),
                            false,
                            batch.data().getFeatures(),
                            batch.data().getFeaturesMaskArrays())[0];
            float[][] scores = pooled.mmul(weights).toFloatMatrix();
            double[] sums = new double[scores.length];
            for (int index = 0; index < sums.length; index++) {
                DiffusionModel model = packed.placed().get(index).trajectory().model();
                sums[index] = model == null ? 0 : scores[index][model.classIndex()];
            }
            return sums;
        }
    }

    /** A trajectory turned by a random angle. */
    public static LabelledTrajectory rotated(LabelledTrajectory original, Random random) {
        return new LabelledTrajectory(
                Rotation.byAngle(2 * Math.PI * random.nextDouble(), original.observed()),
                original.family(),
                original.model(),
                original.exponent(),
                original.noise(),
                original.probabilities());
    }
}
