package io.wanderscope.trainer.data;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.trainer.configuration.AugmentationMode;
import io.wanderscope.trainer.configuration.TrainingConfiguration;
import io.wanderscope.trainer.network.ResidualNetwork;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Reuses trajectories of an epoch, rotated: of each class those with the largest mean Grad-CAM, which is the paper's
 * targeted augmentation, or as many drawn at random, which is its control.
 *
 * <p>The mean of Grad-CAM at the last stage over a trajectory's positions needs no backward pass. The score of a class
 * is a bias plus the product of the pooled feature map with the class's weights. The weights of the map's channels are
 * therefore those weights divided by the number of positions, and the mean of the map is the score without its bias,
 * divided by the number of positions. That number reflects the trajectory's length and not its shape, so the ranking
 * ignores it.
 */
public final class Augmentation {
    private final TrainingConfiguration configuration;
    private final AugmentationMode mode;
    private final long seed;

    /** The augmentation of a run with a seed. */
    public Augmentation(TrainingConfiguration configuration, long seed) {
        this.configuration = configuration;
        this.mode = configuration.schedule().augmentation();
        this.seed = seed;
    }

    /**
     * The batches to train on at the end of an epoch.
     *
     * @param network as it is after the epoch's fresh batches
     * @param fresh those batches
     * @param epoch number of the epoch, which determines every random draw
     * @return a multiple of the number of replicas; empty when augmentation is off
     */
    public List<PackedBatch> augmentedBatches(ComputationGraph network, List<PackedBatch> fresh, int epoch) {
        if (mode == AugmentationMode.NONE) {
            return List.of();
        }
        Random random = new Random(Seeds.derive(~seed, epoch));
        List<LabelledTrajectory> chosen = new ArrayList<>();
        List<Ranked> all = ranked(network, fresh, random);
        for (DiffusionModel model : DiffusionModel.values()) {
            List<Ranked> ofModel = all.stream()
                    .filter(each -> each.trajectory().model() == model)
                    .sorted(Comparator.comparingDouble(Ranked::rank).reversed())
                    .toList();
            long count = Math.round(configuration.schedule().augmentedShare() * ofModel.size());
            ofModel.subList(0, (int) count).forEach(each -> chosen.add(rotated(each.trajectory(), random)));
        }
        Collections.shuffle(chosen, random);
        List<PackedBatch> batches = BatchPacker.packAll(configuration, chosen);
        return batches.subList(
                0, batches.size() - batches.size() % configuration.schedule().replicas());
    }

    private record Ranked(LabelledTrajectory trajectory, double rank) {}

    private List<Ranked> ranked(ComputationGraph network, List<PackedBatch> fresh, Random random) {
        List<Ranked> ranked = new ArrayList<>();
        for (PackedBatch packed : fresh) {
            List<LabelledTrajectory> trajectories =
                    packed.placed().stream().map(PackedBatch.Placed::trajectory).collect(Collectors.toList());
            double[] rank = mode == AugmentationMode.TARGETED
                    ? saliencySums(network, packed)
                    : random.doubles(trajectories.size()).toArray();
            for (int index = 0; index < rank.length; index++) {
                ranked.add(new Ranked(trajectories.get(index), rank[index]));
            }
        }
        return ranked;
    }

    /**
     * Mean Grad-CAM of the true class at the last stage, times the number of positions, for every trajectory of a
     * batch.
     */
    static double[] saliencySums(ComputationGraph network, PackedBatch packed) {
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
                sums[index] = scores[index][
                        packed.placed().get(index).trajectory().model().classIndex()];
            }
            return sums;
        }
    }

    private static LabelledTrajectory rotated(LabelledTrajectory original, Random random) {
        return new LabelledTrajectory(
                Rotation.byAngle(2 * Math.PI * random.nextDouble(), original.trajectory()),
                original.model(),
                original.exponent());
    }
}
