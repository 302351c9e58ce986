package io.wanderscope.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What a run of the model gave, by trajectory; see {@link ModelContract}. Valid while the run's result is open. */
final class ModelOutputs {
    /** The outputs that are read. */
    static final Set<String> NAMES = Set.of(
            ModelContract.PROBABILITIES,
            ModelContract.ALPHA,
            ModelContract.FAMILY,
            ModelContract.NOVELTY,
            ModelContract.NOISE,
            ModelContract.CLASS_SET,
            ModelContract.SALIENCY);

    private static final int CLASSES = DiffusionModel.values().length;
    private static final int FAMILIES = MotionFamily.values().length;
    private static final float MEMBER = 0.5f;

    private final FloatBuffer probabilities;
    private final FloatBuffer alpha;
    private final FloatBuffer family;
    private final FloatBuffer novelty;
    private final FloatBuffer noise;
    private final FloatBuffer classSet;
    private final FloatBuffer saliency;
    private final int stages;
    private final int points;

    /**
     * Reads the outputs of a run.
     *
     * @param stages number of residual stages
     * @param points number of points that every trajectory was padded to
     */
    ModelOutputs(OrtSession.Result result, int stages, int points) {
        this.probabilities = output(result, ModelContract.PROBABILITIES);
        this.alpha = output(result, ModelContract.ALPHA);
        this.family = output(result, ModelContract.FAMILY);
        this.novelty = output(result, ModelContract.NOVELTY);
        this.noise = output(result, ModelContract.NOISE);
        this.classSet = output(result, ModelContract.CLASS_SET);
        this.saliency = output(result, ModelContract.SALIENCY);
        this.stages = stages;
        this.points = points;
    }

    private static FloatBuffer output(OrtSession.Result result, String name) {
        return ((OnnxTensor) result.get(name).orElseThrow()).getFloatBuffer();
    }

    /** The classification of the trajectory at an index of the batch, which has this number of points. */
    Classification classification(int index, int size) {
        float[] own = new float[CLASSES];
        probabilities.get(index * CLASSES, own);
        return new Classification(
                own,
                members(index),
                membership(index),
                estimate(alpha, index),
                estimate(noise, index),
                weights(index, size));
    }

    private List<DiffusionModel> members(int index) {
        return Arrays.stream(DiffusionModel.values())
                .filter(model -> classSet.get(index * CLASSES + model.classIndex()) > MEMBER)
                .toList();
    }

    private ModelMembership membership(int index) {
        List<Float> families = IntStream.range(index * FAMILIES, (index + 1) * FAMILIES)
                .mapToObj(family::get)
                .toList();
        return new ModelMembership(families, novelty.get(index));
    }

    private static Estimate estimate(FloatBuffer output, int index) {
        return new Estimate(output.get(2 * index), output.get(2 * index + 1));
    }

    private float[][] weights(int index, int size) {
        float[][] weights = new float[stages][size];
        for (int stage = 0; stage < stages; stage++) {
            saliency.get((index * stages + stage) * points, weights[stage]);
        }
        return weights;
    }
}
