package io.wanderscope.trainer.onnx;

import static io.wanderscope.trainer.onnx.Attribute.AXES;
import static io.wanderscope.trainer.onnx.Attribute.AXIS;
import static io.wanderscope.trainer.onnx.Attribute.KEEP_DIMENSIONS;
import static io.wanderscope.trainer.onnx.Attribute.KERNEL_SHAPE;
import static io.wanderscope.trainer.onnx.Attribute.PADS;
import static io.wanderscope.trainer.onnx.Attribute.PERMUTATION;
import static io.wanderscope.trainer.onnx.Attribute.STRIDES;
import static io.wanderscope.trainer.onnx.Attribute.TO;

import java.util.List;
import java.util.Locale;

/**
 * The ONNX operators that graphs may use, with the number of inputs and the attributes that operator set
 * {@value #OPERATOR_SET} defines.
 */
enum Operator {
    ABS("Abs", 1),
    ADD("Add", 2),
    AND("And", 2),
    ARG_MAX("ArgMax", 1, AXIS, KEEP_DIMENSIONS),
    CAST("Cast", 1, TO),
    CONCAT("Concat", 1, Integer.MAX_VALUE, AXIS),
    CONV("Conv", 2, 3, KERNEL_SHAPE, STRIDES, PADS),
    DIV("Div", 2),
    EXP("Exp", 1),
    GATHER("Gather", 2, AXIS),
    GEMM("Gemm", 2, 3),
    GREATER("Greater", 2),
    LESS("Less", 2),
    LOG("Log", 1),
    MAT_MUL("MatMul", 2),
    MAX("Max", 1, Integer.MAX_VALUE),
    MUL("Mul", 2),
    PAD("Pad", 2, 3),
    RANGE("Range", 3),
    REDUCE_MAX("ReduceMax", 1, AXES, KEEP_DIMENSIONS),
    REDUCE_SUM("ReduceSum", 1, 2, KEEP_DIMENSIONS),
    RELU("Relu", 1),
    RESHAPE("Reshape", 2),
    SHAPE("Shape", 1),
    SIGMOID("Sigmoid", 1),
    SIGN("Sign", 1),
    SLICE("Slice", 3, 5),
    SOFTMAX("Softmax", 1, AXIS),
    SQRT("Sqrt", 1),
    SQUEEZE("Squeeze", 1, 2),
    SUB("Sub", 2),
    TRANSPOSE("Transpose", 1, PERMUTATION),
    UNSQUEEZE("Unsqueeze", 2),
    WHERE("Where", 3);

    static final int OPERATOR_SET = 17;

    private final String onnxName;
    private final int minInputs;
    private final int maxInputs;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<Attribute> attributes;

    Operator(String onnxName, int inputs, Attribute... attributes) {
        this(onnxName, inputs, inputs, attributes);
    }

    Operator(String onnxName, int minInputs, int maxInputs, Attribute... attributes) {
        this.onnxName = onnxName;
        this.minInputs = minInputs;
        this.maxInputs = maxInputs;
        this.attributes = List.of(attributes);
    }

    String onnxName() {
        return onnxName;
    }

    /** Prefix of the generated names of this operator's outputs. */
    String prefix() {
        return onnxName.toLowerCase(Locale.ROOT) + "_";
    }

    /** Checks the number of inputs and the attributes of a node. */
    void check(int inputs, List<Attribute.Value> values) {
        if (inputs < minInputs || inputs > maxInputs) {
            throw new IllegalArgumentException(
                    onnxName + " takes " + minInputs + " to " + maxInputs + " inputs, got " + inputs);
        }
        for (Attribute.Value value : values) {
            if (!attributes.contains(value.attribute())) {
                throw new IllegalArgumentException(onnxName + " has no attribute " + value.attribute());
            }
        }
    }
}
