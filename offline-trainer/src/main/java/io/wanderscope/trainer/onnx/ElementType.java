package io.wanderscope.trainer.onnx;

import onnx.Onnx;

/** Element types of tensors. */
enum ElementType {
    FLOAT(Onnx.TensorProto.DataType.FLOAT),
    INT64(Onnx.TensorProto.DataType.INT64),
    BOOL(Onnx.TensorProto.DataType.BOOL);

    private final Onnx.TensorProto.DataType dataType;

    ElementType(Onnx.TensorProto.DataType dataType) {
        this.dataType = dataType;
    }

    /** The number of the type in ONNX. */
    int number() {
        return dataType.getNumber();
    }
}
