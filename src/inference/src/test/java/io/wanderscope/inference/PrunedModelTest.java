package io.wanderscope.inference;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrunedModelTest {
    private static final int GRAPH = 7;
    private static final int NODE = 1;
    private static final int INITIALIZER = 5;
    private static final Set<String> MAPS = Set.of(ModelContract.SALIENCY, ModelContract.ABSOLUTE_SALIENCY);

    private static byte[] echo() throws IOException, URISyntaxException {
        return Files.readAllBytes(Path.of(Objects.requireNonNull(PrunedModelTest.class.getResource("echo.onnx"))
                .toURI()));
    }

    /** Number of fields of the graph with a number. */
    private static long count(byte[] model, int field) {
        return Protobuf.of(model).fields().stream()
                .filter(each -> each.number() == GRAPH)
                .flatMap(graph -> graph.message().fields().stream())
                .filter(each -> each.number() == field)
                .count();
    }

    @Test
    void leavesOutTheNodesAndConstantsThatOnlyTheOutputNeeds() throws Exception {
        // Given a model whose maps take five nodes and two constants of their own: Unsqueeze, Gather, Transpose,
        // Concat, Add
        byte[] echo = echo();

        // When
        byte[] pruned = PrunedModel.without(MAPS, echo);

        // Then
        assertThat(count(pruned, NODE)).isEqualTo(count(echo, NODE) - 5);
        assertThat(count(pruned, INITIALIZER)).isEqualTo(count(echo, INITIALIZER) - 2);
    }

    @Test
    void keepsInputsOtherOutputsAndMetadata() throws Exception {
        // Given
        byte[] shipped = Files.readAllBytes(ShippedModelFile.path());

        // When
        byte[] pruned = PrunedModel.without(MAPS, shipped);

        // Then
        try (OrtSession whole = session(shipped);
                OrtSession part = session(pruned)) {
            assertThat(part.getInputNames()).isEqualTo(whole.getInputNames());
            assertThat(part.getOutputNames())
                    .containsExactlyInAnyOrderElementsOf(whole.getOutputNames().stream()
                            .filter(name -> !MAPS.contains(name))
                            .toList());
            assertThat(part.getMetadata().getCustomMetadata())
                    .isEqualTo(whole.getMetadata().getCustomMetadata());
        }
    }

    @Test
    void theShippedModelLosesItsBackwardPass() throws IOException {
        // Given
        byte[] shipped = Files.readAllBytes(ShippedModelFile.path());

        // When
        byte[] pruned = PrunedModel.without(MAPS, shipped);

        // Then the weights of the convolutions' gradients are gone, which are about as many as those of the forward
        // pass
        assertThat(pruned.length).isLessThan(shipped.length * 2 / 3);
    }

    @Test
    void aFileWithoutTheOutputStaysAsItIs() throws Exception {
        // Given
        byte[] echo = echo();

        // When
        byte[] pruned = PrunedModel.without(Set.of("none of its outputs"), echo);

        // Then
        assertThat(pruned).isEqualTo(echo);
    }

    private static OrtSession session(byte[] model) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            return OrtEnvironment.getEnvironment().createSession(model, options);
        }
    }
}
