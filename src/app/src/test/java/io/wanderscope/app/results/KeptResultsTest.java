package io.wanderscope.app.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.wanderscope.app.acquisition.Acquisition;
import io.wanderscope.app.acquisition.RecordedTrack;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.tracks.Track;
import io.wanderscope.tracks.TrackedPosition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of the files of a run that does not come to its end. */
class KeptResultsTest {
    @TempDir
    private Path folder;

    private ResultFiles files(int tracks) {
        return ResultFiles.start(folder, tracks, false, Set.of(), () -> 0);
    }

    private static TrackResult result(String name) {
        TrajectoryLabel label = LabelRecords.determined("cell", name);
        TrackedPosition position = new TrackedPosition(0, 1, 2, OptionalDouble.empty(), OptionalDouble.empty());
        Track track = new Track(name, Collections.nCopies(label.getPoints(), position));
        return new TrackResult(
                new RecordedTrack(new Acquisition("cell", "px", 1, List.of(track)), track),
                List.of(label),
                Optional.of(LabelRecords.saliency(label)));
    }

    @Test
    void tracksThatWereOnlyInMemoryAreWrittenAndCounted() {
        // Given
        ResultFiles files = files(3);
        files.add(result("1"));
        files.add(result("2"));

        // When
        String kept = new KeptResults(files, folder, 3).keep();

        // Then
        assertThat(kept)
                .isEqualTo(folder.resolve("labels.csv.part") + " and " + folder.resolve("saliency.jsonl.part")
                        + " have the results of 2 of 3 tracks, 1 is missing");
    }

    @Test
    void aFullDiskDoesNotKeepItFromBeingSaidHowFarTheFilesAre() throws Exception {
        // Given
        Path full = Path.of("/dev/full");
        assumeThat(full).as("skipped: this system has no such device").exists();
        Files.createSymbolicLink(folder.resolve("saliency.jsonl.part"), full);
        ResultFiles files = files(3);
        files.add(result("1"));

        // When
        String kept = new KeptResults(files, folder, 3).keep();

        // Then
        assertThat(kept)
                .isEqualTo(folder.resolve("labels.csv.part") + " has the results of 1 of 3 tracks, 2 are missing, and "
                        + folder.resolve("saliency.jsonl.part") + " those of 0");
    }

    @Test
    void completeFilesAreSaidToBeComplete() {
        // Given
        ResultFiles files = files(1);
        files.add(result("1"));

        // When
        String kept = new KeptResults(files, folder, 1).keep();

        // Then
        assertThat(kept)
                .startsWith(
                        folder.resolve("labels.csv") + " and " + folder.resolve("saliency.jsonl") + " are complete, ");
    }
}
