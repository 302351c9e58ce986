package io.wanderscope.app.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ModelProbabilities;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.UndeterminedReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables do not depend on the locale: here it is one with another decimal separator and other digits. */
class ResultTablesTest {
    private static final String HEADER = "acquisition,track,status,revision,first_frame,last_frame,points,label,"
            + "confidence,reason,p_ATTM,p_CTRW,p_SUB_FBM,p_SUB_SBM,p_SUPER_FBM,p_LEVY_WALK,p_SUPER_SBM,p_BROWNIAN,"
            + "alpha,alpha_sd";

    @TempDir
    private Path folder;

    private Locale original;

    @BeforeEach
    void setForeignLocale() {
        original = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    }

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(original);
    }

    @Test
    void labelsAreQuotedWhereCsvRequiresItAndEmptyWhereNothingApplies() throws Exception {
        // Given
        AcquisitionResults results = results("day 1, \"cell\"", undetermined("day 1, \"cell\"", "7"));

        // When
        ResultFiles.writeLabels(folder, List.of(results), false);

        // Then
        assertThat(Files.readString(folder.resolve("labels.csv")))
                .isEqualTo(HEADER + "\n\"day 1, \"\"cell\"\"\",7,FINAL,1,3,5,3,UNDETERMINED,,TOO_SHORT,,,,,,,,,,\n");
    }

    @Test
    void labelsWriteNumbersWithADecimalPoint() throws Exception {
        // Given
        AcquisitionResults results = results("cell", determined("cell", "7"));

        // When
        ResultFiles.writeLabels(folder, List.of(results), false);

        // Then
        assertThat(Files.readAllLines(folder.resolve("labels.csv")))
                .containsExactly(HEADER, "cell,7,FINAL,1,3,14,12,CTRW,0.5,,0.25,0.5,0.25,0.0,0.0,0.0,0.0,0.0,0.8,0.2");
    }

    @Test
    void filesReplaceOlderOnesAndLeaveNoPartialFile() throws Exception {
        // Given
        Files.writeString(folder.resolve("labels.csv"), "of an earlier run");

        // When
        ResultFiles.writeLabels(folder, List.of(results("cell", determined("cell", "7"))), false);

        // Then
        assertThat(folder).isDirectoryContaining("glob:**labels.csv");
        assertThat(folder.toFile().list()).containsExactly("labels.csv");
        assertThat(folder.resolve("labels.csv")).content().startsWith("acquisition,");
    }

    @Test
    void compositionCountsClassesAndReasonsForEachAcquisitionAndAll() {
        // Given
        List<AcquisitionResults> both = List.of(
                results("one", determined("one", "1"), undetermined("one", "2")),
                results("two", determined("two", "1")));

        // When
        String table = CompositionTable.of(both);

        // Then
        assertThat(table.lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "acquisition tracks ATTM CTRW SUB_FBM SUB_SBM SUPER_FBM LEVY_WALK SUPER_SBM BROWNIAN TOO_SHORT",
                        "one 2 0 1 0 0 0 0 0 0 1",
                        "two 1 0 1 0 0 0 0 0 0 0",
                        "all 3 0 2 0 0 0 0 0 0 1");
    }

    private static AcquisitionResults results(String acquisition, TrajectoryLabel... labels) {
        Map<String, List<TrajectoryLabel>> byTrack = new LinkedHashMap<>();
        for (TrajectoryLabel label : labels) {
            byTrack.put(label.getTrack(), List.of(label));
        }
        return new AcquisitionResults(acquisition, "px", byTrack, Map.of());
    }

    private static TrajectoryLabel undetermined(String acquisition, String track) {
        return label(acquisition, track)
                .setLastFrame(5)
                .setPoints(3)
                .setLabel(DiffusionLabel.UNDETERMINED)
                .setReason(UndeterminedReason.TOO_SHORT)
                .build();
    }

    private static TrajectoryLabel determined(String acquisition, String track) {
        return label(acquisition, track)
                .setLastFrame(14)
                .setPoints(12)
                .setLabel(DiffusionLabel.CTRW)
                .setConfidence(0.5)
                .setProbabilities(new ModelProbabilities(0.25, 0.5, 0.25, 0.0, 0.0, 0.0, 0.0, 0.0))
                .setAlpha(0.8)
                .setAlphaSd(0.2)
                .build();
    }

    private static TrajectoryLabel.Builder label(String acquisition, String track) {
        return TrajectoryLabel.newBuilder()
                .setAcquisition(acquisition)
                .setTrack(track)
                .setStatus(ResultStatus.FINAL)
                .setRevision(1)
                .setFirstFrame(3)
                .setModelName("model")
                .setModelHash("0".repeat(64))
                .setLastPositionTime(Instant.EPOCH)
                .setClassifiedTime(Instant.EPOCH);
    }
}
