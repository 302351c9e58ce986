package io.wanderscope.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.diffusion.ObservedTrajectory;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The tensors that a run of the model writes its results to, and the results by trajectory; see {@link ModelContract}. */
final class ModelOutputs implements AutoCloseable {
    private static final DiffusionModel[] CLASSES = DiffusionModel.values();
    private static final int FAMILIES = MotionFamily.values().length;
    private static final float MEMBER = 0.5f;

    private final OrtEnvironment environment;
    private final RunBuffers buffers;
    private final int batch;
    private final int points;
    private final int stages;
    private final Map<String, OnnxTensor> tensors = new HashMap<>();
    private final Map<String, FloatBuffer> values = new HashMap<>();

    private ModelOutputs(OrtEnvironment environment, RunBuffers buffers, int batch, int points, int stages) {
        this.environment = environment;
        this.buffers = buffers;
        this.batch = batch;
        this.points = points;
        this.stages = stages;
    }

    /**
     * Room for the results of a run. It lies in the buffers, which nothing else may use until it is closed.
     *
     * @param batch number of trajectories
     * @param points number of points that every trajectory is padded to
     * @param stages number of residual stages with saliency; none if it is 0
     */
    static ModelOutputs of(OrtEnvironment environment, RunBuffers buffers, int batch, int points, int stages)
            throws OrtException {
        ModelOutputs outputs = new ModelOutputs(environment, buffers, batch, points, stages);
        try {
            outputs.add();
            return outputs;
        } catch (OrtException | RuntimeException e) {
            outputs.close();
            throw e;
        }
    }

    private void add() throws OrtException {
        add(ModelContract.PROBABILITIES, batch, CLASSES.length);
        add(ModelContract.ALPHA, batch, 2);
        add(ModelContract.FAMILY, batch, FAMILIES);
        add(ModelContract.NOVELTY, batch);
        add(ModelContract.NOISE, batch, 2);
        add(ModelContract.CLASS_SET, batch, CLASSES.length);
        if (stages > 0) {
            add(ModelContract.SALIENCY, batch, stages, points);
            add(ModelContract.ABSOLUTE_SALIENCY, batch, points);
        }
    }

    private void add(String name, long... shape) throws OrtException {
        int size = 1;
        for (long length : shape) {
            size *= (int) length;
        }
        FloatBuffer buffer = buffers.floats(name, size);
        tensors.put(name, OnnxTensor.createTensor(environment, buffer, shape));
        values.put(name, buffer);
    }

    /** The output tensors by name. */
    Map<String, OnnxTensor> byName() {
        return tensors;
    }

    /** The classifications, once the run is over. */
    List<Classification> classifications(List<ObservedTrajectory> trajectories) {
        List<Classification> classifications = new ArrayList<>(batch);
        for (int index = 0; index < batch; index++) {
            classifications.add(classification(index, trajectories.get(index).size()));
        }
        return classifications;
    }

    private Classification classification(int index, int size) {
        float[] probabilities = new float[CLASSES.length];
        output(ModelContract.PROBABILITIES).get(index * CLASSES.length, probabilities);
        return new Classification(
                probabilities,
                members(index),
                membership(index),
                estimate(ModelContract.ALPHA, index),
                estimate(ModelContract.NOISE, index),
                weights(index, size),
                absoluteWeights(index, size));
    }

    private FloatBuffer output(String name) {
        return Objects.requireNonNull(values.get(name));
    }

    private Set<DiffusionModel> members(int index) {
        FloatBuffer classSet = output(ModelContract.CLASS_SET);
        Set<DiffusionModel> members = EnumSet.noneOf(DiffusionModel.class);
        for (DiffusionModel model : CLASSES) {
            if (classSet.get(index * CLASSES.length + model.classIndex()) > MEMBER) {
                members.add(model);
            }
        }
        return members;
    }

    private ModelMembership membership(int index) {
        FloatBuffer family = output(ModelContract.FAMILY);
        List<Float> families = new ArrayList<>(FAMILIES);
        for (int each = 0; each < FAMILIES; each++) {
            families.add(family.get(index * FAMILIES + each));
        }
        return new ModelMembership(families, output(ModelContract.NOVELTY).get(index));
    }

    private Estimate estimate(String name, int index) {
        FloatBuffer output = output(name);
        return new Estimate(output.get(2 * index), output.get(2 * index + 1));
    }

    private float[][] weights(int index, int size) {
        float[][] weights = new float[stages][size];
        for (int stage = 0; stage < stages; stage++) {
            output(ModelContract.SALIENCY).get((index * stages + stage) * points, weights[stage]);
        }
        return weights;
    }

    private float[] absoluteWeights(int index, int size) {
        if (stages == 0) {
            return new float[0];
        }
        float[] weights = new float[size];
        output(ModelContract.ABSOLUTE_SALIENCY).get(index * points, weights);
        return weights;
    }

    @Override
    public void close() {
        tensors.values().forEach(OnnxTensor::close);
    }
}
