package io.wanderscope.trainer;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.trainer.TrainingConfiguration.ShownAgain;
import io.wanderscope.trainer.network.ResidualNetwork;
import io.wanderscope.trainer.simulation.LabelledTrajectory;
import io.wanderscope.trainer.simulation.Rotation;
import io.wanderscope.trainer.simulation.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Shows trajectories of a chapter once more, rotated: of each class those with the largest mean Grad-CAM, which is the
 * paper's targeted augmentation, or as many drawn at random, which is its control.
 *
 * <p>The mean over a trajectory's positions of Grad-CAM at the last stage needs no backward pass. The score of a class
 * is a bias plus the pooled feature map times the class's weights, so the map's channels weigh those weights over the
 * number of positions, and the mean of the map is the score without its bias over the number of positions. That number
 * says how long a trajectory is and not what it shows, so it is left out of the comparison.
 */
final class Augmentation {
    private final TrainingConfiguration configuration;
    private final long seed;

    Augmentation(TrainingConfiguration configuration, long seed) {
        this.configuration = configuration;
        this.seed = seed;
    }

    /**
     * What to train on at the end of a chapter.
     *
     * @param network as it is after the chapter's fresh batches
     * @param fresh those batches
     * @param chapter number of the chapter, which every random draw follows from
     * @return batches to show, a multiple of the number of replicas; none when nothing is to be shown again
     */
    List<PackedBatch> shownAgain(ComputationGraph network, List<PackedBatch> fresh, int chapter) {
        if (configuration.schedule().shownAgain() == ShownAgain.NONE) {
            return List.of();
        }
        Random random = new Random(Seeds.derive(~seed, chapter));
        List<LabelledTrajectory> chosen = new ArrayList<>();
        List<Shown> all = shown(network, fresh, random);
        for (DiffusionModel model : DiffusionModel.values()) {
            List<Shown> own = all.stream()
                    .filter(each -> each.trajectory().model() == model)
                    .sorted(Comparator.comparingDouble(Shown::rank).reversed())
                    .toList();
            own.subList(0, (int) Math.round(configuration.schedule().shownAgainShare() * own.size()))
                    .forEach(each -> chosen.add(rotated(each.trajectory(), random)));
        }
        Collections.shuffle(chosen, random);
        List<PackedBatch> batches = BatchPacker.packAll(configuration, chosen);
        return batches.subList(
                0, batches.size() - batches.size() % configuration.schedule().replicas());
    }

    private record Shown(LabelledTrajectory trajectory, double rank) {}

    private List<Shown> shown(ComputationGraph network, List<PackedBatch> fresh, Random random) {
        List<Shown> shown = new ArrayList<>();
        for (PackedBatch packed : fresh) {
            List<LabelledTrajectory> trajectories =
                    packed.placed().stream().map(PackedBatch.Placed::trajectory).collect(Collectors.toList());
            double[] rank = configuration.schedule().shownAgain() == ShownAgain.TARGETED
                    ? saliencySums(network, packed)
                    : random.doubles(trajectories.size()).toArray();
            for (int index = 0; index < rank.length; index++) {
                shown.add(new Shown(trajectories.get(index), rank[index]));
            }
        }
        return shown;
    }

    /**
     * Mean Grad-CAM of the true class at the last stage, times the number of positions, of every trajectory of a batch.
     */
    static double[] saliencySums(ComputationGraph network, PackedBatch packed) {
        INDArray weights = network.getLayer(ResidualNetwork.OUTPUT).getParam("W");
        try (BatchSource.Batch batch = BatchSource.Batch.of(packed)) {
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

    private static LabelledTrajectory rotated(LabelledTrajectory shown, Random random) {
        return new LabelledTrajectory(
                Rotation.byAngle(2 * Math.PI * random.nextDouble(), shown.trajectory()),
                shown.model(),
                shown.exponent());
    }
}
