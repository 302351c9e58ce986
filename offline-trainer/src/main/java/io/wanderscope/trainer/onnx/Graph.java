package io.wanderscope.trainer.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import onnx.Onnx;
import org.nd4j.shade.protobuf.ByteString;

/** A builder of an ONNX graph. It creates inputs and constants; the methods of tensors create all other values. */
public final class Graph {
    private static final int IR_VERSION = 8;
    private static final String CONSTANT_PREFIX = "constant_";

    private final Onnx.GraphProto.Builder graph = Onnx.GraphProto.newBuilder();
    private final Set<String> constants = new HashSet<>();
    private int generatedNames;

    /** An empty graph. */
    public Graph(String name) {
        graph.setName(name);
    }

    /** Declares an input of floats. */
    public FloatTensor floatInput(String name, String description, Dimension... shape) {
        graph.addInput(value(name, ElementType.FLOAT, description, shape));
        return new FloatTensor(this, name, shape.length);
    }

    /** Declares an input of integers. */
    public LongTensor longInput(String name, String description, Dimension... shape) {
        graph.addInput(value(name, ElementType.INT64, description, shape));
        return new LongTensor(this, name, shape.length);
    }

    /** Declares an optional input, a vector of integers, with its default value. */
    public LongTensor optionalLongInput(String name, String description, Dimension size, long defaultValue) {
        LongTensor input = longInput(name, description, size);
        longConstant(name, new long[] {defaultValue}, 1);
        return input;
    }

    /** Declares a tensor as an output. */
    public void output(FloatTensor tensor, String description, Dimension... shape) {
        if (tensor.rank() != shape.length) {
            throw new IllegalArgumentException(tensor + " cannot be an output of rank " + shape.length);
        }
        graph.addOutput(value(tensor.name(), ElementType.FLOAT, description, shape));
    }

    /** Declares the shape of a value that is neither an input nor an output. */
    void declare(FloatTensor tensor, Dimension... shape) {
        if (tensor.rank() != shape.length) {
            throw new IllegalArgumentException(tensor + " cannot have " + shape.length + " axes");
        }
        graph.addValueInfo(value(tensor.name(), ElementType.FLOAT, "", shape));
    }

    private static Onnx.ValueInfoProto value(String name, ElementType type, String description, Dimension... shape) {
        Onnx.TensorShapeProto.Builder sizes = Onnx.TensorShapeProto.newBuilder();
        for (Dimension dimension : shape) {
            sizes.addDim(dimension.proto());
        }
        Onnx.TypeProto.Tensor tensor = Onnx.TypeProto.Tensor.newBuilder()
                .setElemType(type.number())
                .setShape(sizes)
                .build();
        return Onnx.ValueInfoProto.newBuilder()
                .setName(name)
                .setDocString(description)
                .setType(Onnx.TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    /** A named constant of floats. */
    public FloatTensor floats(String name, float[] data, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(data);
        constant(name, ElementType.FLOAT, bytes, shape);
        return new FloatTensor(this, name, shape.length);
    }

    /** A named constant of 64-bit floats, rounded to 32 bits. */
    public FloatTensor floats(String name, double[] data, long... shape) {
        float[] rounded = new float[data.length];
        for (int index = 0; index < rounded.length; index++) {
            rounded[index] = (float) data[index];
        }
        return floats(name, rounded, shape);
    }

    /** A scalar constant. */
    public FloatTensor scalar(float value) {
        return floats(generatedName(CONSTANT_PREFIX), new float[] {value});
    }

    /** A constant vector of integers. */
    public LongTensor vector(long... data) {
        return longConstant(generatedName(CONSTANT_PREFIX), data, data.length);
    }

    LongTensor longScalar(long value) {
        return longConstant(generatedName(CONSTANT_PREFIX), new long[] {value});
    }

    private LongTensor longConstant(String name, long[] data, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(data);
        constant(name, ElementType.INT64, bytes, shape);
        return new LongTensor(this, name, shape.length);
    }

    private void constant(String name, ElementType type, ByteBuffer bytes, long... shape) {
        if (!constants.add(name)) {
            throw new IllegalArgumentException("the graph already has a constant " + name);
        }
        Onnx.TensorProto.Builder tensor = Onnx.TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.number())
                .setRawData(ByteString.copyFrom(bytes.rewind()));
        for (long size : shape) {
            tensor.addDims(size);
        }
        graph.addInitializer(tensor);
    }

    /** The vector of the integers from 0, inclusive, to a scalar, exclusive. */
    public LongTensor range(LongTensor end) {
        LongTensor start = longScalar(0);
        return new LongTensor(this, node(Operator.RANGE, List.of(start, end, longScalar(1))), 1);
    }

    /** Joins tensors along an axis. */
    public FloatTensor concat(int axis, FloatTensor... parts) {
        for (FloatTensor part : parts) {
            part.requireAxes(axis);
        }
        String joined = node(Operator.CONCAT, List.of(parts), Attribute.AXIS.of(axis));
        return parts[0].withType(joined, parts[0].rank());
    }

    /** Adds a node with one output and returns the name of the output. */
    String node(Operator operator, List<? extends Tensor<?>> inputs, Attribute.Value... attributes) {
        operator.check(inputs.size(), List.of(attributes));
        String output = generatedName(operator.prefix());
        Onnx.NodeProto.Builder node = Onnx.NodeProto.newBuilder()
                .setName(output)
                .setOpType(operator.onnxName())
                .addOutput(output);
        for (Tensor<?> input : inputs) {
            if (input.graph != this) {
                throw new IllegalArgumentException(input + " belongs to another graph");
            }
            node.addInput(input.name());
        }
        for (Attribute.Value attribute : attributes) {
            node.addAttribute(attribute.proto());
        }
        graph.addNode(node);
        return output;
    }

    private String generatedName(String prefix) {
        return prefix + generatedNames++;
    }

    /** Renames the output of the most recent node, which nothing may refer to yet, and frees its generated number. */
    void rename(String output, String newName) {
        int last = graph.getNodeCount() - 1;
        Onnx.NodeProto.Builder node = graph.getNodeBuilder(last);
        if (!node.getName().equals(output) || !output.endsWith("_" + (generatedNames - 1))) {
            throw new IllegalStateException(
                    output + " is not the most recent value; name a value before adding others");
        }
        node.setName(newName).setOutput(0, newName);
        generatedNames--;
    }

    /** Builds a model with this graph. */
    public Onnx.ModelProto toModel(String producer, String description) {
        return Onnx.ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName(producer)
                .setDocString(description)
                .addOpsetImport(Onnx.OperatorSetIdProto.newBuilder().setVersion(Operator.OPERATOR_SET))
                .setGraph(graph)
                .build();
    }
}
