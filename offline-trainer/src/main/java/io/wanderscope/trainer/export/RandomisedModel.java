package io.wanderscope.trainer.export;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.trainer.data.Seeds;
import io.wanderscope.trainer.network.ResidualNetwork;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import onnx.Onnx;
import org.nd4j.shade.protobuf.ByteString;

/**
 * A model file whose weights are drawn again layer by layer, forwards and in the backward pass of Grad-CAM alike. The new weights of a
 * layer are its old ones in random order, so that they are as large as before and only what was learnt is lost. A layer is the stem,
 * a residual stage with what the statistics add to it, or the output for the classes.
 */
public final class RandomisedModel {
    private static final String WEIGHTS = ".weights";
    private static final String BIAS = ".bias";
    private static final String EXPLAINED_CLASS = "explained_class";
    private static final int INPUT_AXIS = 1;
    private static final int KERNEL_AXIS = 3;

    private final Onnx.ModelProto model;
    private final Map<String, Onnx.TensorProto> constants = new HashMap<>();

    private RandomisedModel(Onnx.ModelProto model) {
        this.model = model;
        model.getGraph().getInitializerList().forEach(constant -> constants.put(constant.getName(), constant));
    }

    /**
     * Reads a model file.
     *
     * @throws IOException if it cannot be read or is not an ONNX model
     */
    public static RandomisedModel read(Path file) throws IOException {
        return new RandomisedModel(Onnx.ModelProto.parseFrom(Files.readAllBytes(file)));
    }

    /** The layers, from the output to the input. */
    public List<String> layers() {
        List<String> layers = new ArrayList<>(List.of(ResidualNetwork.OUTPUT));
        for (int stage = ResidualNetwork.STAGES - 1; stage >= 0; stage--) {
            layers.add(ResidualNetwork.stageName(stage));
        }
        layers.add(ResidualNetwork.STEM);
        return layers;
    }

    /**
     * The model file with the weights of some layers drawn again.
     *
     * @param layers names from {@link #layers()}; all others keep their weights
     * @param explained the class that the saliency explains, whatever the answer
     * @param seed seed of all draws
     * @param draw number of the draw; in one, a layer gets the same weights whatever the other layers are
     */
    public byte[] bytes(Set<String> layers, DiffusionModel explained, long seed, int draw) {
        long ofDraw = Seeds.derive(seed, draw);
        Map<String, float[]> drawn = new HashMap<>();
        for (String vertex : vertices()) {
            if (layers.contains(layer(vertex))) {
                drawAgain(vertex, new Random(ofDraw ^ vertex.hashCode()), drawn);
            }
        }
        Onnx.ModelProto.Builder randomised = model.toBuilder();
        for (Onnx.TensorProto.Builder constant : randomised.getGraphBuilder().getInitializerBuilderList()) {
            float[] values = drawn.get(constant.getName());
            if (values != null) {
                constant.setRawData(rawData(values));
            } else if (constant.getName().equals(EXPLAINED_CLASS)) {
                ByteBuffer index = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                constant.setRawData(ByteString.copyFrom(
                        index.putLong(explained.classIndex()).rewind()));
            }
        }
        return randomised.build().toByteArray();
    }

    /** The vertices with trained weights: all constants of the name {@code vertex.weights} but those of masks. */
    private List<String> vertices() {
        return constants.keySet().stream()
                .filter(name -> name.endsWith(WEIGHTS))
                .map(name -> name.substring(0, name.length() - WEIGHTS.length()))
                .filter(vertex -> vertex.indexOf('.') < 0 && !vertex.endsWith(ForwardNodes.EXCLUSION))
                .sorted()
                .toList();
    }

    private static String layer(String vertex) {
        int dash = vertex.indexOf('-');
        return dash < 0 ? vertex : vertex.substring(0, dash);
    }

    private void drawAgain(String vertex, Random random, Map<String, float[]> drawn) {
        float[] weights = shuffled(values(vertex + WEIGHTS), random);
        float[] bias = shuffled(values(vertex + BIAS), random);
        drawn.put(vertex + WEIGHTS, weights);
        drawn.put(vertex + BIAS, bias);
        if (vertex.equals(ResidualNetwork.OUTPUT)) {
            int width = weights.length / bias.length;
            drawn.put(vertex + GradCamNodes.ROWS, GradCamNodes.transposed(weights, width));
        } else if (dimensions(vertex) > KERNEL_AXIS) {
            drawGradients(convolution(vertex, weights, bias), drawn);
        }
    }

    private FoldedConvolution convolution(String vertex, float[] weights, float[] bias) {
        Onnx.TensorProto constant = constant(vertex + WEIGHTS);
        return new FoldedConvolution(
                vertex,
                weights,
                bias,
                bias.length,
                (int) constant.getDims(INPUT_AXIS),
                (int) constant.getDims(KERNEL_AXIS),
                isStrided(vertex) ? 2 : 1);
    }

    private static boolean isStrided(String vertex) {
        for (int stage = 1; stage < ResidualNetwork.STAGES; stage++) {
            if (vertex.equals(ResidualNetwork.convolutionVertex(stage, 0, 1))
                    || vertex.equals(ResidualNetwork.shortcutVertex(stage, 0))) {
                return true;
            }
        }
        return false;
    }

    /** What the backward pass needs of a convolution is a constant of the file, too. */
    private void drawGradients(FoldedConvolution convolution, Map<String, float[]> drawn) {
        for (int phase = 0; phase < convolution.stride(); phase++) {
            String name = GradCamNodes.gradientOf(convolution.vertex(), phase);
            if (constants.containsKey(name)) {
                drawn.put(name, convolution.gradientKernel(phase).weights());
            }
        }
        String matrix = convolution.vertex() + GradCamNodes.GRADIENT_MATRIX;
        if (constants.containsKey(matrix)) {
            drawn.put(matrix, convolution.gradientMatrix());
        }
    }

    private static float[] shuffled(float[] values, Random random) {
        List<Float> list = new ArrayList<>(values.length);
        for (float value : values) {
            list.add(value);
        }
        Collections.shuffle(list, random);
        float[] shuffled = new float[values.length];
        for (int index = 0; index < shuffled.length; index++) {
            shuffled[index] = list.get(index);
        }
        return shuffled;
    }

    private int dimensions(String vertex) {
        return constant(vertex + WEIGHTS).getDimsCount();
    }

    private Onnx.TensorProto constant(String name) {
        return Objects.requireNonNull(constants.get(name), name);
    }

    private float[] values(String name) {
        ByteBuffer bytes = constant(name).getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }

    private static ByteString rawData(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return ByteString.copyFrom(bytes.rewind());
    }
}
