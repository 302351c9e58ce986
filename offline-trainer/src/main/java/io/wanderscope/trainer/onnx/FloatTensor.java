package io.wanderscope.trainer.onnx;

import java.util.List;

/** A tensor of 32-bit floats. Operators on two tensors broadcast them. */
public final class FloatTensor extends Tensor<FloatTensor> {
    FloatTensor(Graph graph, String name, int rank) {
        super(graph, name, rank);
    }

    @Override
    FloatTensor withType(String tensorName, int tensorRank) {
        return new FloatTensor(graph, tensorName, tensorRank);
    }

    private FloatTensor elementwise(Operator operator) {
        return withType(node(operator, List.of()), rank());
    }

    private FloatTensor elementwise(Operator operator, FloatTensor other) {
        return withType(node(operator, List.of(other)), broadcastRank(other));
    }

    /** Sum. */
    public FloatTensor plus(FloatTensor other) {
        return elementwise(Operator.ADD, other);
    }

    /** Sum with a constant. */
    public FloatTensor plus(float constant) {
        return plus(graph.scalar(constant));
    }

    /** Difference. */
    public FloatTensor minus(FloatTensor other) {
        return elementwise(Operator.SUB, other);
    }

    /** Difference from a constant. */
    public FloatTensor minus(float constant) {
        return minus(graph.scalar(constant));
    }

    /** Product, element by element. */
    public FloatTensor times(FloatTensor other) {
        return elementwise(Operator.MUL, other);
    }

    /** Product with a constant. */
    public FloatTensor times(float constant) {
        return times(graph.scalar(constant));
    }

    /** Quotient. */
    public FloatTensor dividedBy(FloatTensor other) {
        return elementwise(Operator.DIV, other);
    }

    /** Quotient by a constant. */
    public FloatTensor dividedBy(float constant) {
        return dividedBy(graph.scalar(constant));
    }

    /** The larger of each element and a constant. */
    public FloatTensor atLeast(float constant) {
        return max(graph.scalar(constant));
    }

    /** The larger of each pair of elements. */
    public FloatTensor max(FloatTensor other) {
        return elementwise(Operator.MAX, other);
    }

    /** Whether each element is greater than a constant. */
    public BooleanTensor greaterThan(float constant) {
        return new BooleanTensor(graph, node(Operator.GREATER, List.of(graph.scalar(constant))), rank());
    }

    /** Whether each element is other than 0. */
    public BooleanTensor isNotZero() {
        String cast = node(Operator.CAST, List.of(), Attribute.TO.of(ElementType.BOOL.number()));
        return new BooleanTensor(graph, cast, rank());
    }

    /** Squares. */
    public FloatTensor square() {
        return times(this);
    }

    /** Square roots. */
    public FloatTensor sqrt() {
        return elementwise(Operator.SQRT);
    }

    /** Natural logarithms. */
    public FloatTensor log() {
        return elementwise(Operator.LOG);
    }

    /** Exponential function. */
    public FloatTensor exp() {
        return elementwise(Operator.EXP);
    }

    /** Absolute values. */
    public FloatTensor abs() {
        return elementwise(Operator.ABS);
    }

    /** Signs: −1, 0 or 1. */
    public FloatTensor sign() {
        return elementwise(Operator.SIGN);
    }

    /** Logistic function. */
    public FloatTensor sigmoid() {
        return elementwise(Operator.SIGMOID);
    }

    /** ReLU, max(0, ·). */
    public FloatTensor relu() {
        return elementwise(Operator.RELU);
    }

    /** Softmax along an axis. */
    public FloatTensor softmax(int axis) {
        requireAxes(axis);
        return withType(node(Operator.SOFTMAX, List.of(), Attribute.AXIS.of(axis)), rank());
    }

    /** Sums over the given axes, which keep length 1. */
    public FloatTensor sum(long... axes) {
        requireAxes(axes);
        return withType(node(Operator.REDUCE_SUM, List.of(graph.vector(axes))), rank());
    }

    /** Sums over the given axes, which are dropped. */
    public FloatTensor sumDropping(long... axes) {
        requireAxes(axes);
        String sum = node(Operator.REDUCE_SUM, List.of(graph.vector(axes)), Attribute.KEEP_DIMENSIONS.of(0));
        return withType(sum, rank() - axes.length);
    }

    /** Maxima over the given axes, which keep length 1. */
    public FloatTensor max(long... axes) {
        requireAxes(axes);
        return withType(node(Operator.REDUCE_MAX, List.of(), Attribute.AXES.of(axes)), rank());
    }

    /** Indices of the maxima along an axis, which is dropped. */
    public LongTensor argMax(int axis) {
        requireAxes(axis);
        String indices = node(Operator.ARG_MAX, List.of(), Attribute.AXIS.of(axis), Attribute.KEEP_DIMENSIONS.of(0));
        return new LongTensor(graph, indices, rank() - 1);
    }

    /**
     * Declares the lengths of the axes. ONNX Runtime fuses a sum into the convolution before it only where it knows that both
     * have the same lengths.
     */
    public FloatTensor ofShape(Dimension... shape) {
        graph.declare(this, shape);
        return this;
    }

    /** Elements of this tensor and of another of the same lengths in turn along the last axis. */
    public FloatTensor interleave(FloatTensor other) {
        long[] joined = new long[rank()];
        joined[rank() - 1] = -1;
        return graph.concat(rank(), unsqueeze(rank()), other.unsqueeze(rank())).reshape(joined);
    }

    /** Pads with zeros: first the counts before each axis, then those after; a negative count removes elements. */
    public FloatTensor pad(long... pads) {
        if (pads.length != 2 * rank()) {
            throw new IllegalArgumentException(this + " needs " + 2 * rank() + " pads, got " + pads.length);
        }
        return withType(node(Operator.PAD, List.of(graph.vector(pads))), rank());
    }

    /** Matrix product over the last two axes. */
    public FloatTensor matMul(FloatTensor other) {
        return elementwise(Operator.MAT_MUL, other);
    }

    /** Linear layer: this tensor [batch, inputs] times a matrix [inputs, outputs], plus a bias [outputs]. */
    public FloatTensor linear(FloatTensor matrix, FloatTensor bias) {
        return withType(node(Operator.GEMM, List.of(matrix, bias)), rank());
    }

    /**
     * Convolution along the last axis of [batch, channels, 1, positions], padded with half a kernel on both sides.
     *
     * @param kernel [outputs, inputs, 1, length]
     * @param bias [outputs]
     * @param length length of the kernel, odd
     * @param stride step along the input
     */
    public FloatTensor convolve(FloatTensor kernel, FloatTensor bias, int length, int stride) {
        return withType(
                node(
                        Operator.CONV,
                        List.of(kernel, bias),
                        Attribute.KERNEL_SHAPE.of(1, length),
                        Attribute.STRIDES.of(1, stride),
                        halfKernel(length)),
                rank());
    }

    /**
     * Convolution along the last axis of [batch, channels, 1, positions] without bias and with stride 1.
     *
     * @param kernel [outputs, inputs, 1, length]
     * @param length length of the kernel
     * @param before zeros before the input
     * @param after zeros after it
     */
    public FloatTensor convolve(FloatTensor kernel, int length, int before, int after) {
        return withType(
                node(
                        Operator.CONV,
                        List.of(kernel),
                        Attribute.KERNEL_SHAPE.of(1, length),
                        Attribute.PADS.of(0, before, 0, after)),
                rank());
    }

    /** As {@link #convolve(FloatTensor, FloatTensor, int, int)}, without bias. */
    public FloatTensor convolve(FloatTensor kernel, int length, int stride) {
        return withType(
                node(
                        Operator.CONV,
                        List.of(kernel),
                        Attribute.KERNEL_SHAPE.of(1, length),
                        Attribute.STRIDES.of(1, stride),
                        halfKernel(length)),
                rank());
    }

    private static Attribute.Value halfKernel(int length) {
        int half = length / 2;
        return Attribute.PADS.of(0, half, 0, half);
    }
}
