package io.wanderscope.app.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.FamilyProbabilities;
import io.wanderscope.schema.ModelProbabilities;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.UndeterminedReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables do not depend on the locale: here it is one with another decimal separator and other digits. */
class ResultTablesTest {
    private static final String HEADER = "acquisition,track,status,revision,first_frame,last_frame,points,label,"
            + "confidence,reason,p_ATTM,p_CTRW,p_SUB_FBM,p_SUB_SBM,p_SUPER_FBM,p_LEVY_WALK,p_SUPER_SBM,p_BROWNIAN,"
            + "alpha,alpha_sd,family_DIFFUSION_MODEL,family_IMMOBILE,family_CONFINED,family_DIRECTED,family_SWITCHING,"
            + "family_ARTEFACT,novelty,noise,noise_sd,class_set,observed_points";

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
                .isEqualTo(HEADER
                        + "\n\"day 1, \"\"cell\"\"\",7,FINAL,1,3,5,3,UNDETERMINED,,TOO_SHORT,,,,,,,,,,,,,,,,,,,,,\n");
    }

    @Test
    void labelsWriteNumbersWithADecimalPoint() throws Exception {
        // Given
        AcquisitionResults results = results("cell", determined("cell", "7"));

        // When
        ResultFiles.writeLabels(folder, List.of(results), false);

        // Then
        assertThat(Files.readAllLines(folder.resolve("labels.csv")))
                .containsExactly(
                        HEADER,
                        "cell,7,FINAL,1,3,14,12,CTRW,0.5,,0.25,0.5,0.25,0.0,0.0,0.0,0.0,0.0,0.8,0.2,"
                                + "0.9,0.0,0.1,0.0,0.0,0.0,0.5,0.3,0.1,ATTM CTRW,10");
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
        assertThat(table.lines().map(line -> line.replaceAll(" +", " ").strip()))
                .startsWith("one two all", "tracks 2 1 3", "", "ATTM 0 0 0 annealed transient time motion")
                .contains("CTRW 1 1 2 continuous-time random walk", "BROWNIAN 0 0 0 Brownian motion")
                .contains("CONFINED 0 0 0 It stays within a region, as if trapped.")
                .endsWith("TOO_SHORT 1 0 1 no answer: too few points")
                .hasSize(3 + 8 + 1 + 6 + 1 + 1);
    }

    @Test
    void compositionTellsOtherMotionAsResultsAndBetweenWhichClassesTheNetworkCouldNotDecide() {
        // Given
        AcquisitionResults results = results(
                "cell",
                undetermined("cell", "1", UndeterminedReason.IMMOBILE),
                undetermined("cell", "2", UndeterminedReason.UNFAMILIAR),
                undetermined("cell", "3", UndeterminedReason.LOW_CONFIDENCE, DiffusionLabel.ATTM),
                undetermined(
                        "cell", "4", UndeterminedReason.LOW_CONFIDENCE, DiffusionLabel.SUB_FBM, DiffusionLabel.SUB_SBM),
                undetermined(
                        "cell",
                        "5",
                        UndeterminedReason.LOW_CONFIDENCE,
                        DiffusionLabel.SUB_FBM,
                        DiffusionLabel.SUB_SBM));

        // When
        String table = CompositionTable.of(List.of(results));

        // Then
        assertThat(table.lines().map(line -> line.replaceAll(" +", " ").strip()))
                .startsWith("cell", "tracks 5")
                .contains("IMMOBILE 1 It does not move; what you see is localisation noise.")
                .contains("UNFAMILIAR 1 It moves like nothing that the network was trained on.")
                .endsWith(
                        "LOW_CONFIDENCE 3 no answer: no class is probable enough",
                        "2 SUB_FBM or SUB_SBM (90 % if one of the eight)",
                        "1 ATTM (90 % if one of the eight)");
    }

    @Test
    void compositionListsTheMostFrequentSetsOfClassesAndCountsTheOthersTogether() {
        // Given
        TrajectoryLabel[] tracks = Arrays.stream(DiffusionLabel.values())
                .filter(label -> label != DiffusionLabel.UNDETERMINED)
                .map(label -> undetermined("cell", label.name(), UndeterminedReason.LOW_CONFIDENCE, label))
                .toArray(TrajectoryLabel[]::new);

        // When
        String table = CompositionTable.of(List.of(results("cell", tracks)));

        // Then
        assertThat(table.lines().filter(line -> line.endsWith("(90 % if one of the eight)")))
                .hasSize(5);
        assertThat(table.lines().map(line -> line.replaceAll(" +", " ").strip()))
                .endsWith("3 other sets of classes");
    }

    @Test
    void compositionNumbersAcquisitionsWhoseNamesDoNotFit() {
        // Given
        List<AcquisitionResults> many = IntStream.rangeClosed(1, 12)
                .mapToObj(number -> "a long name of an acquisition, number " + number)
                .map(name -> results(name, determined(name, "1")))
                .toList();

        // When
        String table = CompositionTable.of(many);

        // Then
        assertThat(table.lines().map(line -> line.replaceAll(" +", " ").strip()))
                .startsWith("(1) a long name of an acquisition, number 1")
                .contains("(12) a long name of an acquisition, number 12")
                .contains("(1) (2) (3) (4) (5) (6) (7) (8) (9) (10) (11) (12) all")
                .contains("tracks 1 1 1 1 1 1 1 1 1 1 1 1 12");
    }

    private static AcquisitionResults results(String acquisition, TrajectoryLabel... labels) {
        Map<String, List<TrajectoryLabel>> byTrack = new LinkedHashMap<>();
        for (TrajectoryLabel label : labels) {
            byTrack.put(label.getTrack(), List.of(label));
        }
        return new AcquisitionResults(acquisition, "px", byTrack, Map.of());
    }

    private static TrajectoryLabel undetermined(String acquisition, String track) {
        return undetermined(acquisition, track, UndeterminedReason.TOO_SHORT);
    }

    private static TrajectoryLabel undetermined(
            String acquisition, String track, UndeterminedReason reason, DiffusionLabel... set) {
        return label(acquisition, track)
                .setLastFrame(5)
                .setPoints(3)
                .setLabel(DiffusionLabel.UNDETERMINED)
                .setReason(reason)
                .setClassSet(set.length == 0 ? null : List.of(set))
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
                .setFamilies(new FamilyProbabilities(0.9, 0.0, 0.1, 0.0, 0.0, 0.0))
                .setNovelty(0.5)
                .setNoise(0.3)
                .setNoiseSd(0.1)
                .setClassSet(List.of(DiffusionLabel.ATTM, DiffusionLabel.CTRW))
                .setObservedPoints(10)
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
