package io.wanderscope.trainer.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import onnx.Onnx;
import org.nd4j.shade.protobuf.ByteString;

/** Writes the nodes, constants, inputs and outputs of an ONNX graph; a value is known by its name. */
final class OnnxGraphBuilder {
    /** Operator set the nodes are written for. */
    static final int OPERATOR_SET = 17;

    private static final int IR_VERSION = 8;

    private final Onnx.GraphProto.Builder graph = Onnx.GraphProto.newBuilder();
    private int values;

    OnnxGraphBuilder(String name) {
        graph.setName(name);
    }

    /** An attribute of a node. */
    static Onnx.AttributeProto integer(String name, long value) {
        return Onnx.AttributeProto.newBuilder()
                .setName(name)
                .setType(Onnx.AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    /** As {@link #integer}, of several. */
    static Onnx.AttributeProto integers(String name, long... values) {
        Onnx.AttributeProto.Builder attribute =
                Onnx.AttributeProto.newBuilder().setName(name).setType(Onnx.AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    /** Adds a node with one output and returns the output's name. */
    String node(String operator, List<String> inputs, Onnx.AttributeProto... attributes) {
        return named(operator.toLowerCase(Locale.ROOT) + "_" + values++, operator, inputs, attributes);
    }

    /** As {@link #node}, with a name given to the output. */
    String named(String output, String operator, List<String> inputs, Onnx.AttributeProto... attributes) {
        graph.addNode(Onnx.NodeProto.newBuilder()
                .setName(output)
                .setOpType(operator)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(List.of(attributes)));
        return output;
    }

    /** Adds a constant of 32-bit floats and returns its name. */
    String floats(String name, float[] data, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(data);
        return constant(name, Onnx.TensorProto.DataType.FLOAT, bytes, shape);
    }

    /** Adds a scalar constant. */
    String scalar(float value) {
        return floats("constant_" + values++, new float[] {value});
    }

    /** Adds a constant of 64-bit integers, a vector, and returns its name. */
    String longs(long... data) {
        return longsNamed("constant_" + values++, data);
    }

    private String longsNamed(String name, long... data) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(data);
        return constant(name, Onnx.TensorProto.DataType.INT64, bytes, data.length);
    }

    /** Adds a scalar constant of a 64-bit integer. */
    String longScalar(long value) {
        ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(0, value);
        return constant("constant_" + values++, Onnx.TensorProto.DataType.INT64, bytes);
    }

    private String constant(String name, Onnx.TensorProto.DataType type, ByteBuffer bytes, long... shape) {
        Onnx.TensorProto.Builder tensor = Onnx.TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .setRawData(ByteString.copyFrom(bytes.rewind()));
        for (long size : shape) {
            tensor.addDims(size);
        }
        graph.addInitializer(tensor);
        return name;
    }

    /** Declares an input whose sizes are numbers or names. */
    void input(String name, Onnx.TensorProto.DataType type, String description, Object... shape) {
        graph.addInput(value(name, type, description, shape));
    }

    /** Declares an optional input of 64-bit integers, a vector, with the value it has when it is not given. */
    void optionalInput(String name, String description, String size, long preset) {
        graph.addInput(value(name, Onnx.TensorProto.DataType.INT64, description, size));
        longsNamed(name, preset);
    }

    /** Declares an output whose sizes are numbers or names. */
    void output(String name, String description, Object... shape) {
        graph.addOutput(value(name, Onnx.TensorProto.DataType.FLOAT, description, shape));
    }

    private static Onnx.ValueInfoProto value(
            String name, Onnx.TensorProto.DataType type, String description, Object... shape) {
        Onnx.TensorShapeProto.Builder sizes = Onnx.TensorShapeProto.newBuilder();
        for (Object size : shape) {
            Onnx.TensorShapeProto.Dimension.Builder dimension = sizes.addDimBuilder();
            if (size instanceof Integer number) {
                dimension.setDimValue(number);
            } else {
                dimension.setDimParam((String) size);
            }
        }
        Onnx.TypeProto.Tensor tensor = Onnx.TypeProto.Tensor.newBuilder()
                .setElemType(type.getNumber())
                .setShape(sizes)
                .build();
        return Onnx.ValueInfoProto.newBuilder()
                .setName(name)
                .setDocString(description)
                .setType(Onnx.TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    /** The whole model, with metadata in the given order. */
    Onnx.ModelProto model(String description, Map<String, String> metadata) {
        Onnx.ModelProto.Builder model = Onnx.ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("wanderscope offline-trainer")
                .setDocString(description)
                .addOpsetImport(Onnx.OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET))
                .setGraph(graph);
        List<Onnx.StringStringEntryProto> entries = new ArrayList<>();
        metadata.forEach((key, value) -> entries.add(Onnx.StringStringEntryProto.newBuilder()
                .setKey(key)
                .setValue(value)
                .build()));
        return model.addAllMetadataProps(entries).build();
    }
}
