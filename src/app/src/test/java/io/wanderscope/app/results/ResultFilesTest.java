package io.wanderscope.app.results;

import static io.wanderscope.app.results.LabelRecords.determined;
import static io.wanderscope.app.results.LabelRecords.revision;
import static io.wanderscope.app.results.LabelRecords.undetermined;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.wanderscope.app.acquisition.Acquisition;
import io.wanderscope.app.acquisition.RecordedTrack;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.tracks.Track;
import io.wanderscope.tracks.TrackedPosition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files do not depend on the locale: here it is one with another decimal separator and other digits. */
@ExtendWith(ForeignLocale.class)
class ResultFilesTest {
    private static final String HEADER = "acquisition,track,status,revision,first_frame,last_frame,points,label,"
            + "confidence,reason,p_ATTM,p_CTRW,p_SUB_FBM,p_SUB_SBM,p_SUPER_FBM,p_LEVY_WALK,p_SUPER_SBM,p_BROWNIAN,"
            + "alpha,alpha_sd,family_DIFFUSION_MODEL,family_IMMOBILE,family_CONFINED,family_DIRECTED,family_SWITCHING,"
            + "family_ARTEFACT,novelty,noise,noise_sd,class_set,observed_points,diffusion_coefficient,"
            + "diffusion_coefficient_sd,diffusion_unit,localisation_error,msd_1,msd_2,msd_3,msd_4,radius_of_gyration,"
            + "duration,motion,motion_confidence,meaning,"
            + "positions,duplicates,unused";

    @TempDir
    private Path folder;

    private final AtomicLong nanoTime = new AtomicLong();

    @Test
    void labelsAreQuotedWhereCsvRequiresItAndEmptyWhereNothingApplies() throws Exception {
        // When
        writeAll(result(undetermined("day 1, \"cell\"", "7")));

        // Then
        assertThat(Files.readString(folder.resolve("labels.csv")))
                .isEqualTo(
                        HEADER
                                + "\n\"day 1, \"\"cell\"\"\",7,FINAL,1,3,5,3,UNDETERMINED,,TOO_SHORT,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,UNDETERMINED,,no answer: too few points,3,0,0\n");
    }

    @Test
    void labelsWriteNumbersWithADecimalPoint() throws Exception {
        // When
        writeAll(result(determined("cell", "7"), 15));

        // Then
        assertThat(Files.readAllLines(folder.resolve("labels.csv")))
                .containsExactly(
                        HEADER,
                        "cell,7,FINAL,1,3,14,12,CTRW,0.5,,0.25,0.5,0.25,0.0,0.0,0.0,0.0,0.0,0.8,0.2,"
                                + "0.9,0.0,0.1,0.0,0.0,0.0,0.5,0.3,0.1,ATTM CTRW,10,"
                                + "0.123457,0.05,um^2/s,0.03,0.0125,,0.0375,,0.25,0.22,CTRW,0.5,"
                                + "\"Continuous-time random walk. It rests between jumps, sometimes briefly, sometimes for long.\",15,2,3");
    }

    @Test
    void filesReplaceOlderOnesAndLeaveNoPartialFile() throws Exception {
        // Given
        Files.writeString(folder.resolve("labels.csv"), "of an earlier run");
        Files.writeString(folder.resolve("labels.csv.part"), "of an interrupted run, and longer than what replaces it");

        // When
        writeAll(result(determined("cell", "7")));

        // Then
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("labels.csv", "saliency.jsonl");
        assertThat(folder.resolve("labels.csv")).content().startsWith("acquisition,");
    }

    @Test
    void growByWholeLinesUnderAnotherNameUntilAllTracksHaveTheirResults() throws Exception {
        // Given
        Files.writeString(folder.resolve("labels.csv"), "of an earlier run");
        ResultFiles files = ResultFiles.start(folder, 4, false, Set.of(), nanoTime::get);
        files.add(result(determined("cell", "1")));

        // When a second has passed at the second track, and none since then
        nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
        files.add(result(determined("cell", "2")));
        files.add(result(determined("cell", "3")));

        // Then
        assertThat(Files.readString(folder.resolve("labels.csv"))).isEqualTo("of an earlier run");
        assertThat(tracksOf("labels.csv.part")).containsExactly("track", "1", "2");
        assertThat(folder.resolve("labels.csv.part")).content().endsWith("\n");
        assertThat(Files.readAllLines(folder.resolve("saliency.jsonl.part")))
                .hasSize(2)
                .allMatch(line ->
                        line.startsWith("{\"acquisition\":\"cell\"") && line.endsWith("\"absolute_weights\":[0.75]}"));
    }

    @Test
    void haveTheirNamesWithTheLastTrackSoThatAnInterruptionRightAfterItLosesNothing() throws Exception {
        // Given
        ResultFiles files = ResultFiles.start(folder, 2, false, Set.of(), nanoTime::get);
        files.add(result(determined("cell", "1")));

        // When the process ends right after the last one
        files.add(result(determined("cell", "2")));
        files.close();

        // Then
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("labels.csv", "saliency.jsonl");
        assertThat(tracksOf("labels.csv")).containsExactly("track", "1", "2");
        assertThat(files.isComplete()).isTrue();
    }

    @Test
    void rowsOfRevisionsSayNothingAboutPositionsYet() throws Exception {
        // Given
        TrajectoryLabel live = revision("cell", "1", ResultStatus.LIVE, 1);
        TrajectoryLabel last = revision("cell", "1", ResultStatus.FINAL, 2);

        // When
        try (ResultFiles files = ResultFiles.start(folder, 1, true, Set.of(), nanoTime::get)) {
            files.add(new TrackResult(track("cell", "1", 3), List.of(live, last), Optional.empty()));
        }

        // Then
        assertThat(Files.readAllLines(folder.resolve("labels.csv")))
                .satisfiesExactly(
                        header -> {},
                        row -> assertThat(row).contains(",LIVE,").endsWith("too few points,,,"),
                        row -> assertThat(row).contains(",FINAL,").endsWith("too few points,3,0,0"));
    }

    @Test
    void keepEveryTrackThatWasAddedBeforeTheyWereClosedEarlyAndTakeNoMore() throws Exception {
        // Given
        ResultFiles files = ResultFiles.start(folder, 3, false, Set.of(), nanoTime::get);
        files.add(result(determined("cell", "1")));
        files.add(result(undetermined("cell", "2")));

        // When
        files.close();
        files.add(result(determined("cell", "3")));

        // Then
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("labels.csv.part", "saliency.jsonl.part");
        assertThat(tracksOf("labels.csv.part")).containsExactly("track", "1", "2");
        assertThat(Files.readAllLines(folder.resolve("saliency.jsonl.part"))).hasSize(1);
        assertThat(files.written()).isEqualTo(2);
        assertThat(files.isComplete()).isFalse();
    }

    @Test
    void aFullDiskIsReportedWithTheFileAndARemedyAndLeavesWholeLines() throws Exception {
        // Given a file on a device that is always full, beside one that has room
        Path full = Path.of("/dev/full");
        assumeThat(full).as("skipped: this system has no such device").exists();
        Path saliency = Files.createSymbolicLink(folder.resolve("saliency.jsonl.part"), full);
        ResultFiles files = ResultFiles.start(folder, 3, false, Set.of(), nanoTime::get);
        nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());

        // When
        assertThatThrownBy(() -> files.add(result(determined("cell", "1"))))
                // Then
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(
                        "cannot write " + saliency + " (No space left on device); make room on its disk, or choose a"
                                + " folder on another disk with --out, and run this again");
        assertThatThrownBy(files::close).isInstanceOf(UncheckedIOException.class);
        assertThat(tracksOf("labels.csv.part")).containsExactly("track", "1");
        assertThat(files.written()).isEqualTo(1);
        assertThat(files.writtenWithSaliency()).isZero();
        assertThat(files.isComplete()).isFalse();
    }

    @Test
    void aFullDiskAtTheEndLeavesTheFilesOfAnEarlierRunTogether() throws Exception {
        // Given
        Path full = Path.of("/dev/full");
        assumeThat(full).as("skipped: this system has no such device").exists();
        Files.createSymbolicLink(folder.resolve("saliency.jsonl.part"), full);
        Files.writeString(folder.resolve("labels.csv"), "of an earlier run");
        ResultFiles files = ResultFiles.start(folder, 1, false, Set.of(), nanoTime::get);

        // When
        assertThatThrownBy(() -> files.add(result(determined("cell", "1")))).isInstanceOf(UncheckedIOException.class);

        // Then
        assertThat(folder.resolve("labels.csv")).hasContent("of an earlier run");
        assertThat(tracksOf("labels.csv.part")).containsExactly("track", "1");
    }

    @Test
    void liveRevisionsAreWrittenOnlyWhenWanted() throws Exception {
        // Given
        TrajectoryLabel live = revision("cell", "1", ResultStatus.LIVE, 1);
        TrajectoryLabel last = revision("cell", "1", ResultStatus.FINAL, 2);
        TrackResult result = new TrackResult(track("cell", "1", 3), List.of(live, last), Optional.empty());

        // When
        writeAll(result);

        // Then
        assertThat(Files.readAllLines(folder.resolve("labels.csv"))).hasSize(2);
    }

    private void writeAll(TrackResult... results) {
        try (ResultFiles files = ResultFiles.start(folder, results.length, false, Set.of(), nanoTime::get)) {
            List.of(results).forEach(files::add);
        }
    }

    private List<String> tracksOf(String file) throws IOException {
        return Files.readAllLines(folder.resolve(file)).stream()
                .map(line -> line.split(",", -1)[1])
                .toList();
    }

    private static TrackResult result(TrajectoryLabel label) {
        return result(label, label.getPoints());
    }

    /** Of a track with a number of positions in its file. */
    private static TrackResult result(TrajectoryLabel label, int positions) {
        boolean isClassified = label.getProbabilities() != null;
        return new TrackResult(
                track(label.getAcquisition(), label.getTrack(), positions),
                List.of(label),
                isClassified ? Optional.of(LabelRecords.saliency(label)) : Optional.empty());
    }

    private static RecordedTrack track(String acquisition, String track, int positions) {
        Track recorded = new Track(
                track,
                Collections.nCopies(
                        positions, new TrackedPosition(0, 1, 2, OptionalDouble.empty(), OptionalDouble.empty())));
        return new RecordedTrack(new Acquisition(acquisition, "px", 1, List.of(recorded)), recorded);
    }
}
