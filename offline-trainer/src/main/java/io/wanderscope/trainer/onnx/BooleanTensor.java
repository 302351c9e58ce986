package io.wanderscope.trainer.onnx;

import java.util.List;

/** A tensor of Booleans. */
public final class BooleanTensor extends Tensor<BooleanTensor> {
    BooleanTensor(Graph graph, String name, int rank) {
        super(graph, name, rank);
    }

    @Override
    BooleanTensor withType(String tensorName, int tensorRank) {
        return new BooleanTensor(graph, tensorName, tensorRank);
    }

    /** Logical and, element by element. */
    public BooleanTensor and(BooleanTensor other) {
        return withType(node(Operator.AND, List.of(other)), broadcastRank(other));
    }

    /** Selects the first value where this is true, the second where it is false. */
    public FloatTensor where(FloatTensor ifTrue, FloatTensor ifFalse) {
        return ifTrue.withType(
                node(Operator.WHERE, List.of(ifTrue, ifFalse)), Math.max(broadcastRank(ifTrue), ifFalse.rank()));
    }

    /** As {@link #where(FloatTensor, FloatTensor)}, with a constant second value. */
    public FloatTensor where(FloatTensor ifTrue, float ifFalse) {
        return where(ifTrue, graph.scalar(ifFalse));
    }

    /** As {@link #where(FloatTensor, FloatTensor)}, for integers. */
    public LongTensor where(LongTensor ifTrue, LongTensor ifFalse) {
        return ifTrue.withType(
                node(Operator.WHERE, List.of(ifTrue, ifFalse)), Math.max(broadcastRank(ifTrue), ifFalse.rank()));
    }

    /** 1 where this is true, 0 where it is false. */
    public FloatTensor toFloats() {
        String cast = node(Operator.CAST, List.of(), Attribute.TO.of(ElementType.FLOAT.number()));
        return new FloatTensor(graph, cast, rank());
    }
}
