package io.wanderscope.trainer.export;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.inference.ModelContract;
import io.wanderscope.trainer.network.ResidualNetwork;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onnx.Onnx;

/**
 * What the layers of a model file see of a trajectory, which is no output of the file: the statistics of the whole trajectory, and the
 * feature maps of the stem and of each residual stage, averaged over the trajectory's positions, as the network itself does with its
 * last. The layers are outputs of a copy of the graph without everything that they do not need. Thread-safe.
 */
public final class FrozenNetwork implements AutoCloseable {
    /** Name of the layer of the statistics. */
    public static final String STATISTICS = "statistics";

    private static final int INPUT = 0;
    private static final int WEIGHTS = 1;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Map<String, String> values;

    private FrozenNetwork(OrtEnvironment environment, OrtSession session, Map<String, String> values) {
        this.environment = environment;
        this.session = session;
        this.values = values;
    }

    /**
     * Opens a model file. A run takes one thread.
     *
     * @throws IOException if the file cannot be read or is not an ONNX model
     * @throws IllegalStateException if ONNX Runtime does not run it
     */
    public static FrozenNetwork open(Path file) throws IOException {
        Onnx.ModelProto model = Onnx.ModelProto.parseFrom(Files.readAllBytes(file));
        Map<String, String> values = values(model.getGraph());
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            return new FrozenNetwork(
                    environment, environment.createSession(withOutputs(model, values), options), values);
        } catch (OrtException e) {
            throw new IllegalStateException(file + ": its layers cannot be run: " + e.getMessage(), e);
        }
    }

    /** The value of the graph that each layer computes: what its successor reads beside its own weights. */
    private static Map<String, String> values(Onnx.GraphProto graph) {
        Map<String, String> inputs = new HashMap<>();
        for (Onnx.NodeProto node : graph.getNodeList()) {
            if (node.getInputCount() > WEIGHTS) {
                inputs.put(node.getInput(WEIGHTS), node.getInput(INPUT));
            }
        }
        Map<String, String> readers = new LinkedHashMap<>();
        readers.put(STATISTICS, ResidualNetwork.conditioningHiddenVertex(0));
        readers.put(ResidualNetwork.STEM, ResidualNetwork.convolutionVertex(0, 0, 1));
        for (int stage = 1; stage < ResidualNetwork.STAGES; stage++) {
            readers.put(ResidualNetwork.stageName(stage - 1), ResidualNetwork.convolutionVertex(stage, 0, 1));
        }
        readers.put(ResidualNetwork.stageName(ResidualNetwork.STAGES - 1), ResidualNetwork.OUTPUT);
        Map<String, String> values = new LinkedHashMap<>();
        readers.forEach((layer, reader) -> values.put(layer, requireInput(inputs, reader)));
        return values;
    }

    private static String requireInput(Map<String, String> inputs, String vertex) {
        String input = inputs.get(ForwardNodes.weightsOf(vertex));
        if (input == null) {
            throw new IllegalArgumentException("the model has no layer " + vertex
                    + "; give a file that offline-trainer/export wrote, such as models/wanderscope.onnx");
        }
        return input;
    }

    /** The file with these values as its only outputs. Nodes are in topological order, and none has branches. */
    private static byte[] withOutputs(Onnx.ModelProto model, Map<String, String> values) {
        Onnx.ModelProto.Builder copy = model.toBuilder();
        Onnx.GraphProto.Builder graph =
                copy.getGraphBuilder().clearOutput().clearNode().clearValueInfo();
        values.values().forEach(value -> graph.addOutput(floats(value)));
        Set<String> needed = new HashSet<>(values.values());
        List<Onnx.NodeProto> kept = new ArrayList<>();
        for (int index = model.getGraph().getNodeCount() - 1; index >= 0; index--) {
            Onnx.NodeProto node = model.getGraph().getNode(index);
            if (node.getOutputList().stream().anyMatch(needed::contains)) {
                needed.addAll(node.getInputList());
                kept.add(0, node);
            }
        }
        return copy.setGraph(graph.addAllNode(kept)).build().toByteArray();
    }

    private static Onnx.ValueInfoProto floats(String value) {
        Onnx.TypeProto.Tensor type = Onnx.TypeProto.Tensor.newBuilder()
                .setElemType(Onnx.TensorProto.DataType.FLOAT_VALUE)
                .build();
        return Onnx.ValueInfoProto.newBuilder()
                .setName(value)
                .setType(Onnx.TypeProto.newBuilder().setTensorType(type))
                .build();
    }

    /** The layers, from the input to the output. */
    public List<String> layers() {
        return List.copyOf(values.keySet());
    }

    /**
     * The features that each layer has of a trajectory, under unknown imaging conditions.
     *
     * @return for each layer the mean of each channel over the trajectory's positions
     */
    public List<double[]> features(ObservedTrajectory trajectory) {
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            addInputs(trajectory, inputs);
            try (OrtSession.Result result = session.run(inputs, Set.copyOf(values.values()))) {
                List<double[]> features = new ArrayList<>();
                for (String value : values.values()) {
                    features.add(means((OnnxTensor) result.get(value).orElseThrow()));
                }
                return features;
            }
        } catch (OrtException e) {
            throw new IllegalStateException("the layers failed on a trajectory: " + e.getMessage(), e);
        } finally {
            inputs.values().forEach(OnnxValue::close);
        }
    }

    private void addInputs(ObservedTrajectory observed, Map<String, OnnxTensor> inputs) throws OrtException {
        Trajectory trajectory = observed.trajectory();
        int points = trajectory.size();
        float[] positions = new float[2 * points];
        float[] seen = new float[points];
        for (int point = 0; point < points; point++) {
            positions[2 * point] = (float) (trajectory.x(point) - trajectory.x(0));
            positions[2 * point + 1] = (float) (trajectory.y(point) - trajectory.y(0));
            seen[point] = observed.isObserved(point) ? 1 : 0;
        }
        inputs.put(ModelContract.POSITIONS, tensor(positions, 1, points, 2));
        inputs.put(ModelContract.OBSERVED, tensor(seen, 1, points));
        inputs.put(ModelContract.IMAGING, tensor(new float[] {ModelContract.UNKNOWN, ModelContract.UNKNOWN}, 1, 2));
        inputs.put(
                ModelContract.LENGTHS,
                OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[] {points}), new long[] {1}));
    }

    private OnnxTensor tensor(float[] values, long... shape) throws OrtException {
        return OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
    }

    /** Means over the positions of a map [1, channels, 1, positions]; the values of features [1, channels]. */
    private static double[] means(OnnxTensor map) {
        FloatBuffer values = map.getFloatBuffer();
        double[] means = new double[(int) map.getInfo().getShape()[1]];
        int positions = values.remaining() / means.length;
        for (int channel = 0; channel < means.length; channel++) {
            for (int position = 0; position < positions; position++) {
                means[channel] += (double) values.get() / positions;
            }
        }
        return means;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the layers cannot be closed: " + e.getMessage(), e);
        }
    }
}
