package io.wanderscope.trainer.testing;

import io.wanderscope.inference.ShippedModelFile;
import io.wanderscope.trainer.configuration.TrainingConfiguration;
import io.wanderscope.trainer.network.NormalisedConvolution;
import io.wanderscope.trainer.network.ResidualNetwork;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import onnx.Onnx;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.factory.Nd4j;

/** The shipped weights, read from the constants of the file, so that tests check what users run. */
public final class ShippedModel {
    public static final ResidualNetwork NETWORK =
            TrainingConfiguration.defaults().network().shape();

    private final Map<String, float[]> constants = new HashMap<>();
    private final Path file;

    public ShippedModel() throws IOException {
        this(ShippedModelFile.path());
    }

    /** The weights of another file of the same shape. */
    public ShippedModel(Path file) throws IOException {
        this.file = file;
        Onnx.ModelProto model = Onnx.ModelProto.parseFrom(Files.readAllBytes(file));
        for (Onnx.TensorProto tensor : model.getGraph().getInitializerList()) {
            if (tensor.getDataType() == Onnx.TensorProto.DataType.FLOAT_VALUE) {
                float[] values = new float[tensor.getRawData().size() / Float.BYTES];
                tensor.getRawData()
                        .asReadOnlyByteBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer()
                        .get(values);
                constants.put(tensor.getName(), values);
            }
        }
    }

    public Path file() {
        return file;
    }

    /** The root folder of the project. */
    public static Path projectFolder() {
        return ShippedModelFile.path().getParent().getParent();
    }

    /** A constant of the file. */
    public float[] constant(String name) {
        return constants.get(name);
    }

    public float[] weights(String vertex) {
        return constants.get(vertex + ".weights");
    }

    public float[] bias(String vertex) {
        return constants.get(vertex + ".bias");
    }

    /** The shipped weights in a DL4J network. Its normalisation is the identity, since the file has it folded in. */
    public ComputationGraph asDl4jNetwork() {
        ComputationGraph network = NETWORK.initialise(1);
        for (Layer layer : network.getLayers()) {
            String vertex = layer.conf().getLayer().getLayerName();
            if (layer.conf().getLayer() instanceof NormalisedConvolution) {
                assign(layer, NormalisedConvolution.WEIGHTS, kernel(vertex));
                assign(layer, NormalisedConvolution.SHIFT, bias(vertex));
                layer.getParam(NormalisedConvolution.SCALE).assign(1);
                layer.getParam(NormalisedConvolution.MEAN).assign(0);
                layer.getParam(NormalisedConvolution.VARIANCE).assign(1 - NormalisedConvolution.EPSILON);
            } else if (constants.containsKey(vertex + ".weights")) {
                assign(layer, "W", weights(vertex));
                assign(layer, "b", bias(vertex));
            }
        }
        return network;
    }

    /** The weights of a convolution as DL4J keeps them: those between statistics and stages are a matrix in the file. */
    private float[] kernel(String vertex) {
        float[] weights = weights(vertex);
        if (!vertex.contains("conditioning")) {
            return weights;
        }
        int outputs = bias(vertex).length;
        int inputs = weights.length / outputs;
        float[] kernel = new float[weights.length];
        for (int input = 0; input < inputs; input++) {
            for (int output = 0; output < outputs; output++) {
                kernel[output * inputs + input] = weights[input * outputs + output];
            }
        }
        return kernel;
    }

    private static void assign(Layer layer, String parameter, float[] values) {
        long[] shape = layer.getParam(parameter).shape();
        layer.getParam(parameter).assign(Nd4j.create(values, shape, 'c'));
    }
}
