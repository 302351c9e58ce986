package io.wanderscope.trainer.onnx;

import java.util.List;

/** A tensor of 64-bit integers. */
public final class LongTensor extends Tensor<LongTensor> {
    LongTensor(Graph graph, String name, int rank) {
        super(graph, name, rank);
    }

    @Override
    LongTensor withType(String tensorName, int tensorRank) {
        return new LongTensor(graph, tensorName, tensorRank);
    }

    /** Whether each element is less than another. */
    public BooleanTensor lessThan(LongTensor other) {
        return new BooleanTensor(graph, node(Operator.LESS, List.of(other)), broadcastRank(other));
    }

    /** Whether each element is less than a constant. */
    public BooleanTensor lessThan(long constant) {
        return lessThan(graph.longScalar(constant));
    }

    /** Whether each element is greater than a constant. */
    public BooleanTensor greaterThan(long constant) {
        return new BooleanTensor(graph, node(Operator.GREATER, List.of(graph.longScalar(constant))), rank());
    }

    /** Quotients by a constant, rounded towards 0. */
    public LongTensor dividedBy(long constant) {
        return withType(node(Operator.DIV, List.of(graph.longScalar(constant))), rank());
    }

    /** One element of a vector. */
    public LongTensor element(long index) {
        return gather(graph.longScalar(index));
    }

    /** Part of a vector, from start, inclusive, to end, exclusive. */
    public LongTensor elements(long start, long end) {
        LongTensor starts = graph.vector(start);
        return withType(node(Operator.SLICE, List.of(starts, graph.vector(end))), rank());
    }

    /** The same numbers as floats. */
    public FloatTensor toFloats() {
        String cast = node(Operator.CAST, List.of(), Attribute.TO.of(ElementType.FLOAT.number()));
        return new FloatTensor(graph, cast, rank());
    }
}
