package io.wanderscope.trainer.onnx;

import java.util.List;

/** A tensor of truth values. */
public final class BooleanTensor extends Tensor<BooleanTensor> {
    BooleanTensor(Graph graph, String name, int rank) {
        super(graph, name, rank);
    }

    @Override
    BooleanTensor withType(String tensorName, int tensorRank) {
        return new BooleanTensor(graph, tensorName, tensorRank);
    }

    /** True where both are. */
    public BooleanTensor and(BooleanTensor other) {
        return withType(node(Operator.AND, List.of(other)), broadcastRank(other));
    }

    /** One value where this is true, another where it is false. */
    public FloatTensor choose(FloatTensor whereTrue, FloatTensor whereFalse) {
        return whereTrue.withType(
                node(Operator.WHERE, List.of(whereTrue, whereFalse)),
                Math.max(broadcastRank(whereTrue), whereFalse.rank()));
    }

    /** As {@link #choose(FloatTensor, FloatTensor)}, with a constant. */
    public FloatTensor choose(FloatTensor whereTrue, float whereFalse) {
        return choose(whereTrue, graph.scalar(whereFalse));
    }

    /** As {@link #choose(FloatTensor, FloatTensor)}, of integers. */
    public LongTensor choose(LongTensor whereTrue, LongTensor whereFalse) {
        return whereTrue.withType(
                node(Operator.WHERE, List.of(whereTrue, whereFalse)),
                Math.max(broadcastRank(whereTrue), whereFalse.rank()));
    }

    /** 1 where this is true, 0 where it is false. */
    public FloatTensor toFloats() {
        String cast = node(Operator.CAST, List.of(), Attribute.TO.of(ElementType.FLOAT.number()));
        return new FloatTensor(graph, cast, rank());
    }
}
