package io.wanderscope.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.diffusion.population.ClassConfusion;
import io.wanderscope.inference.ExecutionProvider;
import io.wanderscope.inference.ModelContract;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.trainer.testing.ShippedModel;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import onnx.Onnx;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures of the studies get into the model's file, and out of it. */
class RecordCommandTest {
    private static final Path STUDIES = ShippedModel.projectFolder().resolve("docs/report/studies");

    @TempDir
    private Path folder;

    private Path model;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void copy() throws Exception {
        model = Files.copy(new ShippedModel().file(), folder.resolve("model.onnx"));
    }

    private int record(Path studies) {
        return record(studies.toString());
    }

    private int record(String... arguments) {
        return OfflineTrainer.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Stream.concat(Stream.of("record", model.toString()), Arrays.stream(arguments))
                        .toArray(String[]::new));
    }

    private ModelDescription description() {
        try (OnnxTrajectoryClassifier classifier = OnnxTrajectoryClassifier.open(model, ExecutionProvider.CPU, 1)) {
            return classifier.model();
        }
    }

    /** The metadata of the file but what the studies found. */
    private Map<String, String> otherMetadata() throws Exception {
        Map<String, String> others = new LinkedHashMap<>();
        Onnx.ModelProto.parseFrom(Files.readAllBytes(model))
                .getMetadataPropsList()
                .forEach(entry -> others.put(entry.getKey(), entry.getValue()));
        others.remove(ModelContract.FAITHFULNESS_KEY);
        return others;
    }

    @Test
    void theModelSaysWhatItsMapsFind() throws Exception {
        // Given
        Map<String, String> before = otherMetadata();

        // When
        int exit = record(STUDIES);

        // Then
        assertThat(err.toString()).isEmpty();
        assertThat(exit).isZero();
        ModelDescription described = description();
        assertThat(described.faithfulness().maps())
                .contains("stage1", "stage2", "stage3", "stage4", "absolute", "occlusion");
        assertThat(described.faithfulness().figures())
                .extracting(each -> each.measure() + " " + each.map() + " " + each.subject())
                .doesNotHaveDuplicates();
        assertThat(described.faithfulness().found("stage3"))
                .matches(
                        "Finds a rest in (over )?\\d+ %, a flight in (over )?\\d+ %, .* of simulated tracks of 1000 points,"
                                + " to within 100 points \\(chance: 20 %\\)\\.");
        assertThat(described.faithfulness().rightWithout("stage3"))
                .matches("Right answers: \\d+ % without the most salient half, .*\\(whole tracks: \\d+ %\\)\\.");
        assertThat(out.toString())
                .contains(described.faithfulness().lines())
                .contains("SHA-256 " + described.sha256() + "; without the figures " + described.studiedSha256());
        assertThat(otherMetadata()).isEqualTo(before);
    }

    @Test
    void theFileIsTheSameHoweverOftenTheFiguresAreWritten() throws Exception {
        // Given
        record(STUDIES);
        byte[] once = Files.readAllBytes(model);

        // When
        record(STUDIES);

        // Then
        assertThat(Files.readAllBytes(model)).isEqualTo(once);
    }

    @Test
    void thePagesOfTheStudiesStillNameTheModelAfterTheirFiguresWereRecorded() throws Exception {
        // Given
        String named = description().studiedSha256();

        // When
        record(STUDIES);

        // Then
        assertThat(description().studiedSha256())
                .isEqualTo(named)
                .isNotEqualTo(description().sha256());
    }

    @Test
    void theModelSaysHowItConfusesKindsOfMotionAndKeepsWhatElseItSays() throws Exception {
        // Given
        ModelDescription before = description();
        record("--confusion", "1", "--tracks", "8");
        ClassConfusion first = description().confusion().orElseThrow();

        // When
        int exit = record("--confusion", "2", "--tracks", "8");

        // Then
        assertThat(exit).isZero();
        assertThat(description().confusion()).isPresent().get().isNotEqualTo(first);
        assertThat(description().faithfulness()).isEqualTo(before.faithfulness());
        assertThat(description().studiedSha256())
                .isEqualTo(before.studiedSha256())
                .isNotEqualTo(description().sha256());
    }

    @Test
    void theSameSeedGivesTheSameConfusionInTheSameFile() throws Exception {
        // Given
        record("--confusion", "1", "--tracks", "8");
        byte[] once = Files.readAllBytes(model);

        // When
        record("--confusion", "1", "--tracks", "8");

        // Then
        assertThat(Files.readAllBytes(model)).isEqualTo(once);
    }

    @Test
    void theConfusionOfAModelThatWasNotStudiedLeavesItKnownByItsFirstHash() throws Exception {
        // Given
        Onnx.ModelProto measured = Onnx.ModelProto.parseFrom(Files.readAllBytes(model));
        Files.write(
                model,
                measured.toBuilder()
                        .clearMetadataProps()
                        .addAllMetadataProps(measured.getMetadataPropsList().stream()
                                .filter(entry -> !entry.getKey().equals(ModelContract.FAITHFULNESS_KEY))
                                .toList())
                        .build()
                        .toByteArray());
        String named = description().sha256();

        // When
        record("--confusion", "1", "--tracks", "8");

        // Then
        assertThat(description().studiedSha256()).isEqualTo(named);
        assertThat(description().hasFaithfulness()).isFalse();
    }

    @Test
    void asksForSomethingToRecord() {
        // When
        int exit = record();

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).startsWith("nothing to record: give FOLDER").contains("--confusion SEED");
    }

    @Test
    void theStudiesOfAnotherModelLeaveTheModelAlone() throws Exception {
        // Given the tables, one of which is that of another model, as its page says
        for (String file : List.of("planted.csv", "planted.html", "erasing.csv")) {
            Files.copy(STUDIES.resolve(file), folder.resolve(file));
        }
        Path page = Files.writeString(folder.resolve("erasing.html"), "Model other, SHA-256 0123.");
        byte[] before = Files.readAllBytes(model);

        // When
        int exit = record(folder);

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString())
                .contains(page + " is about another model than this one, SHA-256 "
                        + description().studiedSha256())
                .contains("run offline-trainer/study erasing on this model")
                .hasLineCount(1);
        assertThat(Files.readAllBytes(model)).isEqualTo(before);
    }

    @Test
    void aFolderWithoutStudiesLeavesTheModelAlone() throws Exception {
        // Given
        byte[] before = Files.readAllBytes(model);

        // When
        int exit = record(folder);

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("record: " + folder.resolve("planted.csv") + " cannot be read (no such file or folder)")
                .hasLineCount(1);
        assertThat(Files.readAllBytes(model)).isEqualTo(before);
    }

    @Test
    void tablesWithoutFiguresLeaveTheModelAlone() throws Exception {
        // Given tables of which only the headers are there
        for (String study : List.of("planted", "erasing")) {
            Files.copy(STUDIES.resolve(study + ".html"), folder.resolve(study + ".html"));
            List<String> table = Files.readAllLines(STUDIES.resolve(study + ".csv"));
            Files.write(folder.resolve(study + ".csv"), table.subList(0, 1));
        }
        byte[] before = Files.readAllBytes(model);

        // When
        int exit = record(folder);

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("record: " + folder)
                .contains(".csv: no figures in the table; run the study again")
                .hasLineCount(1);
        assertThat(Files.readAllBytes(model)).isEqualTo(before);
    }

    @Test
    void anEmptyFileIsNoModel() throws Exception {
        // Given
        Files.write(model, new byte[0]);

        // When
        int exit = record(STUDIES);

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("record: " + model + " is not a model of Wanderscope (")
                .hasLineCount(1);
        assertThat(model).isEmptyFile();
    }

    @Test
    void aMissingModelIsNamed() throws Exception {
        // Given
        Files.delete(model);

        // When
        int exit = record(STUDIES);

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("record: " + model + ": no such file or folder")
                .hasLineCount(1);
    }
}
