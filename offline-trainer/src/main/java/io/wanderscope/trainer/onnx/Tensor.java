package io.wanderscope.trainer.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A value in a graph, with its element type and rank. Its methods add nodes and constants to the graph, in the order of the
 * calls.
 *
 * @param <T> the concrete type, which operators that keep the element type return
 */
public abstract sealed class Tensor<T extends Tensor<T>> permits FloatTensor, LongTensor, BooleanTensor {
    final Graph graph;
    private final String name;
    private final int rank;

    Tensor(Graph graph, String name, int rank) {
        if (rank < 0) {
            throw new IllegalArgumentException(name + " would have rank " + rank);
        }
        this.graph = graph;
        this.name = name;
        this.rank = rank;
    }

    /** Name in the graph. */
    public final String name() {
        return name;
    }

    /** Number of axes. */
    public final int rank() {
        return rank;
    }

    /** A tensor of the same element type. */
    abstract T withType(String tensorName, int tensorRank);

    /** Adds a node whose first input is this tensor, and returns the name of its output. */
    final String node(Operator operator, List<? extends Tensor<?>> others, Attribute.Value... attributes) {
        List<Tensor<?>> inputs = new ArrayList<>();
        inputs.add(this);
        inputs.addAll(others);
        return graph.node(operator, inputs, attributes);
    }

    /** Rank of the result of an operator that broadcasts its inputs. */
    final int broadcastRank(Tensor<?> other) {
        return Math.max(rank, other.rank());
    }

    final void requireAxes(long... axes) {
        for (long axis : axes) {
            if (axis < 0 || axis >= rank) {
                throw new IllegalArgumentException(name + " of rank " + rank + " has no axis " + axis);
            }
        }
    }

    /** Names this tensor, which must be the output of the most recent node. */
    public final T named(String newName) {
        graph.rename(name, newName);
        return withType(newName, rank);
    }

    /** Inserts axes of length 1, at the given positions in the result. */
    public final T unsqueeze(long... axes) {
        return withType(node(Operator.UNSQUEEZE, List.of(graph.vector(axes))), rank + axes.length);
    }

    /** The same elements with other axes: 0 keeps the length of an axis, and −1, at most once, takes what is left. */
    public final T reshape(long... lengths) {
        return withType(node(Operator.RESHAPE, List.of(graph.vector(lengths))), lengths.length);
    }

    /** Removes axes of length 1. */
    public final T squeeze(long... axes) {
        requireAxes(axes);
        return withType(node(Operator.SQUEEZE, List.of(graph.vector(axes))), rank - axes.length);
    }

    /** Permutes the axes: axis n of the result is axis {@code permutation[n]} of this tensor. */
    public final T transpose(long... permutation) {
        requireAxes(permutation);
        return withType(node(Operator.TRANSPOSE, List.of(), Attribute.PERMUTATION.of(permutation)), rank);
    }

    /** Part of an axis, from start, inclusive, to end, exclusive; a negative end counts from the end of the axis. */
    public final T slice(int axis, long start, long end) {
        requireAxes(axis);
        LongTensor starts = graph.vector(start);
        LongTensor ends = graph.vector(end);
        return withType(node(Operator.SLICE, List.of(starts, ends, graph.vector(axis))), rank);
    }

    /** Part of an axis, from start, inclusive, to a computed end, exclusive, given as a vector of one element. */
    public final T slice(int axis, long start, LongTensor end) {
        requireAxes(axis);
        LongTensor starts = graph.vector(start);
        return withType(node(Operator.SLICE, List.of(starts, end, graph.vector(axis))), rank);
    }

    /** Every second element along an axis, starting with the first. */
    public final T everySecond(int axis) {
        requireAxes(axis);
        LongTensor starts = graph.vector(0);
        LongTensor ends = graph.vector(Long.MAX_VALUE);
        LongTensor axes = graph.vector(axis);
        return withType(node(Operator.SLICE, List.of(starts, ends, axes, graph.vector(2))), rank);
    }

    /** The entries of axis 0 at the given indices. */
    public final T gather(LongTensor indices) {
        requireAxes(0);
        return withType(node(Operator.GATHER, List.of(indices)), rank - 1 + indices.rank());
    }

    /** The entries of an axis at the given indices. */
    public final T gather(int axis, LongTensor indices) {
        requireAxes(axis);
        String gathered = node(Operator.GATHER, List.of(indices), Attribute.AXIS.of(axis));
        return withType(gathered, rank - 1 + indices.rank());
    }

    /** The lengths of the axes, a vector. */
    public final LongTensor shape() {
        return new LongTensor(graph, node(Operator.SHAPE, List.of()), 1);
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + Arrays.asList(name, "rank " + rank);
    }
}
