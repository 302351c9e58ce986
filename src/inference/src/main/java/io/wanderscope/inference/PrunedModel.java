package io.wanderscope.inference;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An ONNX file without some of its outputs, and without the nodes and constants that only these need. ONNX Runtime runs
 * every node of a graph, even if a run does not ask for what it computes.
 *
 * <p>An ONNX file is a protocol buffer. What is read of it here are names of nodes' inputs and outputs; field numbers are those of
 * onnx.proto. All else is copied.
 */
final class PrunedModel {
    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int GRAPH_INPUT = 11;
    private static final int GRAPH_OUTPUT = 12;
    private static final int GRAPH_VALUE = 13;
    private static final int NODE_INPUT = 1;
    private static final int NODE_OUTPUT = 2;
    private static final int NODE_ATTRIBUTE = 5;
    private static final int ATTRIBUTE_GRAPH = 6;
    private static final int VALUE_NAME = 1;
    private static final int INITIALIZER_NAME = 8;

    private final Set<String> needed = new HashSet<>();
    private final Set<String> inputs = new HashSet<>();

    private PrunedModel() {}

    /**
     * The file without some outputs.
     *
     * @param model a valid ONNX file
     */
    static byte[] without(Set<String> outputs, byte[] model) {
        ByteArrayOutputStream pruned = new ByteArrayOutputStream(model.length);
        for (Protobuf.Field field : Protobuf.of(model).fields()) {
            if (field.number() == MODEL_GRAPH) {
                Protobuf.write(MODEL_GRAPH, new PrunedModel().graphWithout(outputs, field.message()), pruned);
            } else {
                field.copyTo(pruned);
            }
        }
        return pruned.toByteArray();
    }

    private byte[] graphWithout(Set<String> outputs, Protobuf graph) {
        List<Protobuf.Field> fields = new ArrayList<>(graph.fields());
        fields.removeIf(field -> field.number() == GRAPH_OUTPUT && outputs.contains(name(field, VALUE_NAME)));
        for (Protobuf.Field field : fields) {
            if (field.number() == GRAPH_OUTPUT) {
                needed.add(name(field, VALUE_NAME));
            } else if (field.number() == GRAPH_INPUT) {
                inputs.add(name(field, VALUE_NAME));
            }
        }
        removeUnneededNodes(fields);
        fields.removeIf(field -> field.number() == GRAPH_VALUE && !needed.contains(name(field, VALUE_NAME)));
        fields.removeIf(field -> field.number() == GRAPH_INITIALIZER && !isConstantOfAnything(field));
        ByteArrayOutputStream pruned = new ByteArrayOutputStream();
        fields.forEach(field -> field.copyTo(pruned));
        return pruned.toByteArray();
    }

    /** Nodes are in topological order, so that whoever needs a value comes after the node that computes it. */
    private void removeUnneededNodes(List<Protobuf.Field> fields) {
        Collections.reverse(fields);
        fields.removeIf(field -> field.number() == GRAPH_NODE && !isNeeded(field.message()));
        Collections.reverse(fields);
    }

    private boolean isNeeded(Protobuf node) {
        for (Protobuf.Field field : node.fields()) {
            if (field.number() == NODE_OUTPUT && needed.contains(field.text())) {
                forEachInput(node, needed::add);
                return true;
            }
        }
        return false;
    }

    /** The inputs of a node, and those of the nodes in its branches, which may be values outside of them. */
    private static void forEachInput(Protobuf node, Consumer<String> action) {
        for (Protobuf.Field field : node.fields()) {
            if (field.number() == NODE_INPUT) {
                action.accept(field.text());
            } else if (field.number() == NODE_ATTRIBUTE) {
                forEachInputOfBranches(field.message(), action);
            }
        }
    }

    private static void forEachInputOfBranches(Protobuf attribute, Consumer<String> action) {
        for (Protobuf.Field branch : attribute.fields()) {
            if (branch.number() == ATTRIBUTE_GRAPH) {
                for (Protobuf.Field field : branch.message().fields()) {
                    if (field.number() == GRAPH_NODE) {
                        forEachInput(field.message(), action);
                    } else if (field.number() == GRAPH_OUTPUT) {
                        action.accept(name(field, VALUE_NAME));
                    }
                }
            }
        }
    }

    /** An input's constant is its default, without which the input would have to be given. */
    private boolean isConstantOfAnything(Protobuf.Field initializer) {
        String name = name(initializer, INITIALIZER_NAME);
        return needed.contains(name) || inputs.contains(name);
    }

    private static String name(Protobuf.Field field, int number) {
        for (Protobuf.Field each : field.message().fields()) {
            if (each.number() == number) {
                return each.text();
            }
        }
        return "";
    }
}
