package io.wanderscope.app.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.tracks.Track;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackingFilesTest {
    @TempDir
    Path folder;

    @Test
    void leavesOutATrackWhoseNameTheStreamDoesNotAcceptAndSaysSo() throws IOException {
        // Given
        Path file = Files.writeString(
                folder.resolve("cell.csv"), "track,frame,x,y\n" + "x".repeat(2000) + ",0,1,2\nb,0,3,4\n");
        List<String> notices = new ArrayList<>();

        // When
        List<Acquisition> acquisitions = TrackingFiles.read(List.of(file), 0.05, problem -> {}, notices::add);

        // Then
        assertThat(acquisitions.get(0).tracks()).extracting(Track::id).containsExactly("b");
        assertThat(notices)
                .containsExactly(file
                        + ": left out, because their name and that of the file have more than 1024 bytes: 1 track");
    }

    @Test
    void tellsHowManyPositionsOfAFileBelongToNoTrack() throws IOException {
        // Given a file with unlinked localisations, one without, and one that cannot be read
        Path some = Files.writeString(folder.resolve("some.csv"), "track,frame,x,y\n1,0,1,2\nNone,0,3,4\n,1,5,6\n");
        Path none = Files.writeString(folder.resolve("none.csv"), "track,frame,x,y\n1,0,1,2\n");
        Path other = Files.writeString(folder.resolve("other.csv"), "something else\n");
        List<String> problems = new ArrayList<>();
        List<String> notices = new ArrayList<>();

        // When
        List<Acquisition> acquisitions =
                TrackingFiles.read(List.of(some, none, other), 0.05, problems::add, notices::add);

        // Then
        assertThat(acquisitions).extracting(Acquisition::positions).containsExactly(1L, 1L);
        assertThat(problems).singleElement().asString().startsWith(other + ":1: no known format: ");
        assertThat(notices).containsExactly(some + ": left out, because they belong to no track: 2 positions");
    }
}
