package io.wanderscope.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.inference.Faithfulness;
import io.wanderscope.inference.Faithfulness.Figure;
import io.wanderscope.inference.Faithfulness.Measure;
import io.wanderscope.inference.ModelContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import onnx.Onnx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeasuredModelTest {
    private static final List<Figure> FIGURES = List.of(new Figure(Measure.FOUND, "stage1", "a rest", 0.5, 0.01));

    @TempDir
    private Path folder;

    /** A file that has its fields in another order than the one in which they are written here. */
    private Path model() throws Exception {
        byte[] version = Onnx.ModelProto.newBuilder().setModelVersion(3).build().toByteArray();
        byte[] producer = Onnx.ModelProto.newBuilder()
                .setProducerName("other")
                .addMetadataProps(Onnx.StringStringEntryProto.newBuilder()
                        .setKey(ModelContract.VERSION_KEY)
                        .setValue(ModelContract.VERSION))
                .build()
                .toByteArray();
        Path file = folder.resolve("model.onnx");
        byte[] bytes = new byte[version.length + producer.length];
        System.arraycopy(version, 0, bytes, 0, version.length);
        System.arraycopy(producer, 0, bytes, version.length, producer.length);
        assertThat(Onnx.ModelProto.parseFrom(bytes).toByteArray()).isNotEqualTo(bytes);
        return Files.write(file, bytes);
    }

    @Test
    void namesTheFileThatWasStudiedWhateverTheOrderOfItsFields() throws Exception {
        // Given
        Path model = model();
        String studied = ModelContract.sha256(Files.readAllBytes(model));

        // When
        Faithfulness written = MeasuredModel.write(model, FIGURES);

        // Then
        assertThat(written.sha256()).contains(studied);
        assertThat(MeasuredModel.studiedSha256(model)).isEqualTo(studied);
    }

    @Test
    void namesItStillWhenFiguresAreWrittenAgain() throws Exception {
        // Given
        Path model = model();
        String studied = ModelContract.sha256(Files.readAllBytes(model));
        MeasuredModel.write(model, FIGURES);
        byte[] once = Files.readAllBytes(model);

        // When
        Faithfulness written = MeasuredModel.write(model, FIGURES);

        // Then
        assertThat(written.sha256()).contains(studied);
        assertThat(Files.readAllBytes(model)).isEqualTo(once);
    }

    /** An empty file can be parsed, and so can another ONNX model. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\b\u0003", "no model"})
    void aFileThatIsNoModelStaysAsItIs(String content) throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("model.onnx"), content);

        // When, Then
        assertThatThrownBy(() -> MeasuredModel.write(file, FIGURES))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + " is not a model of Wanderscope (")
                .hasMessageEndingWith("); give the model file that was studied");
        assertThat(file).content().isEqualTo(content);
    }
}
