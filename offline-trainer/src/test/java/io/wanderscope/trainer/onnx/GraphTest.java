package io.wanderscope.trainer.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import onnx.Onnx;
import org.junit.jupiter.api.Test;

class GraphTest {
    private final Graph graph = new Graph("test");
    private final FloatTensor matrix = graph.floatInput("matrix", "a matrix", Dimension.named("rows"), Dimension.of(3));

    private List<Onnx.NodeProto> nodes() {
        return graph.toModel("test", "a test").getGraph().getNodeList();
    }

    @Test
    void tensorsKnowTheirRank() {
        // When
        FloatTensor sum = matrix.sumDropping(1);

        // Then
        assertThat(sum.rank()).isEqualTo(1);
        assertThat(sum.unsqueeze(0, 2).rank()).isEqualTo(3);
        assertThat(matrix.plus(sum).rank()).isEqualTo(2);
        assertThat(matrix.gather(graph.longScalar(0)).rank()).isEqualTo(1);
    }

    @Test
    void namesANodeAndItsOutput() {
        // When
        FloatTensor root = matrix.sqrt().named("root");
        FloatTensor logarithm = root.log();

        // Then
        assertThat(nodes())
                .extracting(Onnx.NodeProto::getName, node -> node.getInput(0), node -> node.getOutput(0))
                .containsExactly(tuple("root", "matrix", "root"), tuple(logarithm.name(), "root", logarithm.name()));
    }

    @Test
    void rejectsANameForAnEarlierValue() {
        // Given
        FloatTensor root = matrix.sqrt();
        root.log();

        // Then
        assertThatThrownBy(() -> root.named("root"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(root.name());
    }

    @Test
    void rejectsAnAxisThatATensorDoesNotHave() {
        assertThatThrownBy(() -> matrix.sum(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("matrix of rank 2 has no axis 2");
    }

    @Test
    void rejectsInputsAndAttributesThatAnOperatorDoesNotHave() {
        assertThatThrownBy(() -> matrix.node(Operator.ADD, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Add takes 2 to 2 inputs, got 1");
        assertThatThrownBy(() -> matrix.node(Operator.SQRT, List.of(), Attribute.AXIS.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Sqrt has no attribute AXIS");
    }

    @Test
    void declaresTheShapeOfAnIntermediateValue() {
        // When
        FloatTensor root = matrix.sqrt().ofShape(Dimension.named("rows"), Dimension.of(3));

        // Then
        assertThat(graph.toModel("test", "a test").getGraph().getValueInfoList())
                .singleElement()
                .satisfies(value -> {
                    assertThat(value.getName()).isEqualTo(root.name());
                    assertThat(value.getType()
                                    .getTensorType()
                                    .getShape()
                                    .getDim(0)
                                    .getDimParam())
                            .isEqualTo("rows");
                });
        assertThatThrownBy(() -> root.ofShape(Dimension.of(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot have 1 axes");
    }

    @Test
    void rejectsASecondConstantOfTheSameName() {
        // Given
        graph.floats("kernel", new float[1], 1);

        // Then
        assertThatThrownBy(() -> graph.floats("kernel", new float[1], 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("already has a constant kernel");
    }

    @Test
    void interleavesAlongTheLastAxis() {
        // When
        FloatTensor interleaved = matrix.interleave(matrix.square());

        // Then
        assertThat(interleaved.rank()).isEqualTo(2);
        assertThat(nodes())
                .extracting(Onnx.NodeProto::getOpType)
                .containsExactly("Mul", "Unsqueeze", "Unsqueeze", "Concat", "Reshape");
    }

    @Test
    void rejectsATensorOfAnotherGraph() {
        // Given
        FloatTensor other = new Graph("other").scalar(1);

        // Then
        assertThatThrownBy(() -> matrix.plus(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("belongs to another graph");
    }
}
