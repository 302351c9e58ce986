package io.wanderscope.app.results;

import static io.wanderscope.app.results.LabelRecords.determined;
import static io.wanderscope.app.results.LabelRecords.undetermined;
import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.app.acquisition.Acquisition;
import io.wanderscope.app.acquisition.RecordedTrack;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.UndeterminedReason;
import io.wanderscope.tracks.Track;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The table does not depend on the locale: here it is one with another decimal separator and other digits. */
@ExtendWith(ForeignLocale.class)
class CountsTableTest {
    @Test
    void tableCountsClassesAndReasonsForEachAcquisitionAndAll() {
        // Given
        List<AcquisitionCounts> both = List.of(
                counts("one", determined("one", "1"), undetermined("one", "2")), counts("two", determined("two", "1")));

        // When
        String table = CountsTable.of(both, true);

        // Then
        assertThat(table.lines().map(line -> line.replaceAll(" +", " ").strip()))
                .startsWith("counts one two all", "tracks 2 1 3", "", "ATTM 0 0 0 annealed transient time motion")
                .contains("CTRW 1 1 2 continuous-time random walk", "BROWNIAN 0 0 0 Brownian motion")
                .contains("CONFINED 0 0 0 It stays within a region, as if trapped.")
                .endsWith("TOO_SHORT 1 0 1 no answer: too few points")
                .hasSize(3 + 8 + 1 + 6 + 1 + 1);
    }

    @Test
    void tableTellsOtherMotionAsResultsAndBetweenWhichClassesTheNetworkCouldNotDecide() {
        // Given
        AcquisitionCounts counts = counts(
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
        String table = CountsTable.of(List.of(counts), true);

        // Then
        assertThat(table.lines().map(line -> line.replaceAll(" +", " ").strip()))
                .startsWith("counts cell", "tracks 5")
                .contains("IMMOBILE 1 It does not move; what you see is localisation noise.")
                .contains("UNFAMILIAR 1 It moves like nothing that the network was trained on.")
                .endsWith(
                        "LOW_CONFIDENCE 3 no answer: no class is probable enough",
                        "2 SUB_FBM or SUB_SBM (90 % if one of the eight)",
                        "1 ATTM (90 % if one of the eight)");
    }

    @Test
    void tableListsTheMostFrequentSetsOfClassesAndCountsTheOthersTogether() {
        // Given
        TrajectoryLabel[] tracks = Arrays.stream(DiffusionLabel.values())
                .filter(label -> label != DiffusionLabel.UNDETERMINED)
                .map(label -> undetermined("cell", label.name(), UndeterminedReason.LOW_CONFIDENCE, label))
                .toArray(TrajectoryLabel[]::new);

        // When
        String table = CountsTable.of(List.of(counts("cell", tracks)), true);

        // Then
        assertThat(table.lines().filter(line -> line.endsWith("(90 % if one of the eight)")))
                .hasSize(5);
        assertThat(table.lines().map(line -> line.replaceAll(" +", " ").strip()))
                .endsWith("3 other sets: 1 class left in 3 tracks");
    }

    @Test
    void tableSaysOfTheOtherSetsHowManyClassesTheyLeave() {
        // Given neighbouring classes: each pair in three tracks, each three, four and six of them in one
        List<DiffusionLabel> classes = List.of(DiffusionLabel.values()).subList(0, 8);
        List<TrajectoryLabel> tracks = new ArrayList<>();
        for (int size : List.of(2, 2, 2, 3, 4, 6)) {
            for (int first = 0; first + size <= classes.size(); first++) {
                tracks.add(undetermined(
                        "cell",
                        "track " + tracks.size(),
                        UndeterminedReason.LOW_CONFIDENCE,
                        classes.subList(first, first + size).toArray(DiffusionLabel[]::new)));
            }
        }

        // When
        String table = CountsTable.of(List.of(counts("cell", tracks.toArray(TrajectoryLabel[]::new))), true);

        // Then five of the seven pairs, each in three tracks, have lines of their own
        assertThat(table.lines().map(line -> line.replaceAll(" +", " ").strip()))
                .endsWith("20 other sets: 2 classes left in 6 tracks, 3 in 6, 4 or more in 8");
    }

    @Test
    void tableSaysThatSetsAreForEqualPriorsWhereTheLabelsAreNot() {
        // Given
        AcquisitionCounts counts =
                counts("cell", undetermined("cell", "1", UndeterminedReason.LOW_CONFIDENCE, DiffusionLabel.ATTM));

        // When
        String table = CountsTable.of(List.of(counts), false);

        // Then
        assertThat(table).endsWith("1  ATTM (90 % if one of the eight, all equally frequent)");
    }

    @Test
    void tableOfManyAcquisitionsHasOneColumnForAllAndARowForEach() {
        // Given
        List<AcquisitionCounts> many = IntStream.rangeClosed(1, 12)
                .mapToObj(number -> "a long name of an acquisition, number " + number)
                .map(name -> counts(name, determined(name, "1"), undetermined(name, "2")))
                .toList();

        // When
        String table = CountsTable.of(many, true);

        // Then the rows have the motions and reasons that occur
        assertThat(table.lines().map(line -> line.replaceAll(" +", " ").strip()))
                .startsWith("counts all", "tracks 24")
                .contains("CTRW 12 continuous-time random walk", "TOO_SHORT 12 no answer: too few points")
                .contains("counts tracks CTRW TOO_SHORT")
                .contains("a long na…uisition, number 1 2 1 1")
                .endsWith("a long na…isition, number 12 2 1 1");
        assertThat(table.lines()).allMatch(line -> line.length() <= 120);
    }

    private static AcquisitionCounts counts(String acquisition, TrajectoryLabel... labels) {
        AcquisitionCounts counts = new AcquisitionCounts(acquisition);
        Arrays.stream(labels).map(CountsTableTest::result).forEach(counts::add);
        return counts;
    }

    private static TrackResult result(TrajectoryLabel label) {
        Track track = new Track(label.getTrack(), List.of());
        Acquisition acquisition = new Acquisition(label.getAcquisition(), "px", 1, List.of(track));
        return new TrackResult(new RecordedTrack(acquisition, track), List.of(label), Optional.empty());
    }
}
