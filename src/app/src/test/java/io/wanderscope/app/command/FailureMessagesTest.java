package io.wanderscope.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.wanderscope.app.results.ResultFolder;
import io.wanderscope.app.results.ResultNames;
import io.wanderscope.app.terminal.ThreadDeaths;
import io.wanderscope.cluster.EmbeddedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands print when their input is unusable. */
class FailureMessagesTest {
    @TempDir
    private Path folder;

    private final TypedCommands typed = new TypedCommands();

    @Test
    void classifySaysWhyItsFolderCannotBeCreated() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        // When
        int exit = typed.execute("classify", "any.csv", "--out", file);

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(typed.err())
                .startsWith("wanderscope classify: --out: the folder " + file + " cannot be created")
                .hasLineCount(1);
    }

    @Test
    void classifyTakesNoEmptyNameForTheCurrentFolder() {
        // When
        int exit = typed.execute("classify", "any.csv", "--out", "");

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(typed.err())
                .contains("--out must name a folder, got an empty name; '--out .' is the current folder")
                .hasLineCount(1);
    }

    @Test
    void classifyRefusesAFolderThatAnotherRunIsWritingIn() throws Exception {
        try (ResultFolder other = ResultFolder.open(folder.resolve("out"), new ResultNames(List.of("any")))) {
            // Given
            Path log = Files.writeString(other.path().resolve("wanderscope.log"), "of the other run");

            // When
            int exit = typed.execute("classify", "any.csv", "--out", other.path());

            // Then
            assertThat(exit).isEqualTo(1);
            assertThat(typed.err())
                    .contains("--out: another run is writing its results in the folder " + other.path())
                    .hasLineCount(1);
            assertThat(log).hasContent("of the other run");
        }
    }

    @Test
    void aFullDiskHasAnExitCodeOfItsOwn() throws Exception {
        // Given a file on a device that is always full
        Path full = Path.of("/dev/full");
        assumeThat(full).as("skipped: this system has no such device").exists();
        Path csv = Files.writeString(folder.resolve("cell.csv"), "track,frame,x,y\n1,0,1,2\n");
        Path results = Files.createDirectory(folder.resolve("out"));
        Files.createSymbolicLink(results.resolve("labels.csv.part"), full);

        // When
        int exit = typed.execute("classify", csv, "--quiet", "--out", results);

        // Then
        assertThat(exit).isEqualTo(ThreadDeaths.DISK_FAILED);
        assertThat(typed.err())
                .contains("No space left on device", "make room on its disk")
                .hasLineCount(1);
    }

    @Test
    @Tag("broker")
    void classifySurvivesExtremeFrameNumbersAndKeepsALog() throws Exception {
        // Given
        Path csv = Files.writeString(
                folder.resolve("cell.csv"), "track,frame,x,y\n1,0,1,2\n1,9000000000000000000,3,4\n2,-5,1,1\n");
        Path results = folder.resolve("out");

        // When
        int exit = typed.execute("classify", csv, "--out", results);

        // Then
        assertThat(exit).isZero();
        assertThat(Files.readAllLines(results.resolve("labels.csv"))).hasSize(3);
        assertThat(typed.out())
                .contains("1 position of " + csv + " with a negative frame was left out (track 2, frame -5)");
        assertThat(results.resolve("wanderscope.log")).content().contains("event=embedded_broker_started");
    }

    @Test
    @Tag("broker")
    void classifySaysThatItReplacesWhatAnInterruptedRunLeft() throws Exception {
        // Given
        Path csv = Files.writeString(folder.resolve("cell.csv"), "track,frame,x,y\n1,0,1,2\n");
        Path results = Files.createDirectory(folder.resolve("out"));
        Path left = Files.writeString(results.resolve("labels.csv.part"), "of an interrupted run");

        // When
        int exit = typed.execute("classify", csv, "--out", results);

        // Then
        assertThat(exit).isZero();
        assertThat(typed.err()).contains("replacing " + left + ", which an interrupted run left");
        assertThat(left).doesNotExist();
    }

    @Test
    void classifyOfAHeaderWithoutPositionsFails() throws Exception {
        // Given
        Path csv = Files.writeString(folder.resolve("cell.csv"), "track,frame,x,y\n");

        // When
        int exit = typed.execute("classify", csv, "--out", folder.resolve("out"));

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(typed.err())
                .contains(
                        csv + ": has a header but no positions, so no tracks in it; a row for each position is needed")
                .contains("no file could be read, so nothing was classified")
                .hasLineCount(2);
    }

    @Test
    void demoDoesNotReplayAHeaderWithoutPositions() throws Exception {
        // Given
        Path csv = Files.writeString(folder.resolve("cell.csv"), "track,frame,x,y\n");

        // When
        int exit = typed.execute("demo", "--port", 0, "--replay", csv);

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(typed.err())
                .isEqualTo("wanderscope demo: " + csv
                        + ": has a header but no positions, so no tracks in it; a row for each position is" + " needed"
                        + System.lineSeparator());
    }

    @Test
    void dashboardSaysInOneLineThatNoClusterAnswers() throws Exception {
        // Given
        Path config =
                Files.writeString(folder.resolve("a.properties"), "bootstrap.servers=127.0.0.1:1\ndashboard.port=0\n");

        // When
        try (StartedCommand dashboard = new StartedCommand("dashboard", "--config", config)) {
            dashboard.await("a line about the cluster", () -> !dashboard.err().isEmpty());

            // Then
            assertThat(dashboard.err())
                    .isEqualTo(
                            "wanderscope dashboard: " + config + ": no Kafka cluster answers at 127.0.0.1:1 within 5 s;"
                                    + " check bootstrap.servers, the security settings and that the cluster runs; the dashboard"
                                    + " keeps trying" + System.lineSeparator());
        }
    }

    @Test
    void anUnknownCommandIsReportedWithTheOneThatWasMeant() {
        // When
        int exit = typed.execute("clasify");

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(typed.err()).contains("'clasify'; did you mean classify").hasLineCount(1);
    }

    @Test
    void simulateRequiresACluster() {
        // When
        int exit = typed.execute("simulate");

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(typed.err())
                .contains("--config")
                .contains("--bootstrap-servers")
                .hasLineCount(1);
    }

    @Test
    @Tag("broker")
    void simulateNeedsNoFileForAClusterThatIsOpen() {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            // When
            int exit = typed.execute(
                    "simulate",
                    "--bootstrap-servers",
                    broker.bootstrapServers(),
                    "--create-topic",
                    "--tracks",
                    3,
                    "--points",
                    "4-4",
                    "--speed",
                    0);

            // Then
            assertThat(exit).as(typed.err()).isZero();
            assertThat(typed.out())
                    .startsWith("3 tracks, 12 positions published to particle-positions as acquisition simulated-");
        }
    }

    @Test
    @Tag("broker")
    void simulateNamesTheTopicThatIsMissing() {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            // When
            int exit = typed.execute("simulate", "--bootstrap-servers", broker.bootstrapServers());

            // Then
            assertThat(exit).isEqualTo(1);
            assertThat(typed.err()).contains("particle-positions").hasLineCount(1);
        }
    }
}
