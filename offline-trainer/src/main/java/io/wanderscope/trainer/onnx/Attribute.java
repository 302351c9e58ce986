package io.wanderscope.trainer.onnx;

import onnx.Onnx;
import onnx.Onnx.AttributeProto.AttributeType;

/** The attributes of {@linkplain Operator operators}, with their types. */
enum Attribute {
    AXES("axes", AttributeType.INTS),
    AXIS("axis", AttributeType.INT),
    /** 1, the default, keeps reduced axes with length 1; 0 drops them. */
    KEEP_DIMENSIONS("keepdims", AttributeType.INT),
    KERNEL_SHAPE("kernel_shape", AttributeType.INTS),
    PADS("pads", AttributeType.INTS),
    PERMUTATION("perm", AttributeType.INTS),
    STRIDES("strides", AttributeType.INTS),
    /** Number of an {@link ElementType}. */
    TO("to", AttributeType.INT);

    private final String onnxName;
    private final AttributeType type;

    Attribute(String onnxName, AttributeType type) {
        this.onnxName = onnxName;
        this.type = type;
    }

    /**
     * An attribute with its value.
     *
     * @param attribute the attribute
     * @param proto its name, type and value
     */
    record Value(Attribute attribute, Onnx.AttributeProto proto) {}

    /** This attribute with a value: one integer, or several if its type is a list. */
    Value of(long... values) {
        Onnx.AttributeProto.Builder proto =
                Onnx.AttributeProto.newBuilder().setName(onnxName).setType(type);
        if (type == AttributeType.INT) {
            if (values.length != 1) {
                throw new IllegalArgumentException(onnxName + " takes one integer, got " + values.length);
            }
            return new Value(this, proto.setI(values[0]).build());
        }
        for (long value : values) {
            proto.addInts(value);
        }
        return new Value(this, proto.build());
    }
}
