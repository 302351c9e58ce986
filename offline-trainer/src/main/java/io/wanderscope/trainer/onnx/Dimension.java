package io.wanderscope.trainer.onnx;

import onnx.Onnx;

/** Size of an input or output along one axis: a number, or a name for a size that may differ from run to run. */
public final class Dimension {
    private final Onnx.TensorShapeProto.Dimension proto;

    private Dimension(Onnx.TensorShapeProto.Dimension.Builder proto) {
        this.proto = proto.build();
    }

    /** A fixed size. */
    public static Dimension of(int size) {
        return new Dimension(Onnx.TensorShapeProto.Dimension.newBuilder().setDimValue(size));
    }

    /** A variable size; the same name stands for the same size. */
    public static Dimension named(String name) {
        return new Dimension(Onnx.TensorShapeProto.Dimension.newBuilder().setDimParam(name));
    }

    Onnx.TensorShapeProto.Dimension proto() {
        return proto;
    }
}
