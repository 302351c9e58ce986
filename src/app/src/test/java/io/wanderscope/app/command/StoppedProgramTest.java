package io.wanderscope.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumingThat;

import io.wanderscope.app.terminal.ThreadDeaths;
import io.wanderscope.cluster.EmbeddedBroker;
import io.wanderscope.inference.ShippedModelFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program as a process of its own, stopped by SIGTERM: through its handle, since {@link Process#destroy} closes the
 * output that the test reads.
 */
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "skipped: the system has no SIGTERM")
@Tag("broker")
class StoppedProgramTest {
    /** Exit code of a process that SIGTERM ended: 128 plus its number. */
    private static final int ENDED_BY_SIGTERM = 143;

    private static final int TRACKS = 40_000;

    /** How long a program without a disk has to close what it can and to delete its folders, until it is halted. */
    private static final Duration CLOSING = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void classifyKeepsWhatItHadAndLeavesNoTemporaryDirectoryOfKafkas() throws Exception {
        // Given
        Path out = folder.resolve("out");
        Process program = start("classify", manyTracks(), "--out", out);
        awaitLine(program, "classified");

        // When
        program.toHandle().destroy();

        // Then
        List<String> rest = lines(program);
        assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).isEqualTo(ENDED_BY_SIGTERM);
        assertThat(temporary().toFile().list((directory, name) -> name.startsWith("wanderscope-")))
                .isEmpty();
        List<String> rows = firstTracksOf(out.resolve("labels.csv.part"));
        assertThat(rest)
                .anyMatch(line -> line.startsWith("wanderscope classify: interrupted; ")
                        && line.endsWith(" have the results of " + rows.size() + " of " + TRACKS + " tracks, "
                                + (TRACKS - rows.size()) + " are missing"));
        assertThat(out.toFile().list())
                .containsExactlyInAnyOrder("labels.csv.part", "saliency.jsonl.part", "wanderscope.log");
    }

    @Test
    void classifyThatIsKilledLeavesWholeLinesUnderTheNameOfAnUnfinishedFile() throws Exception {
        // Given
        Path out = folder.resolve("out");
        Process program = start("classify", manyTracks(), "--out", out);
        awaitLine(program, "classified");

        // When
        program.toHandle().destroyForcibly();

        // Then
        assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(firstTracksOf(out.resolve("labels.csv.part"))).isNotEmpty();
        assertThat(out.resolve("labels.csv")).doesNotExist();
    }

    @Test
    void classifyWhoseBrokerLosesItsFolderSaysSoAndKeepsWhatItHad() throws Exception {
        // Given
        Path out = folder.resolve("out");
        Process program = start("classify", manyTracks(), "--out", out);
        awaitLine(program, "classified");
        Path data = folderOfTheBroker();

        long begin = System.nanoTime();

        // When
        deleteWithAllFiles(data);

        // Then
        List<String> rest = lines(program);
        assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        boolean halted = Duration.ofNanos(System.nanoTime() - begin).compareTo(CLOSING) >= 0;
        assertThat(program.exitValue()).isEqualTo(ThreadDeaths.DISK_FAILED);
        assumingThat(
                !halted,
                () -> assertThat(temporary().toFile().list((directory, name) -> name.startsWith("wanderscope-")))
                        .isEmpty());
        List<String> rows = firstTracksOf(out.resolve("labels.csv.part"));
        assertThat(rest)
                .filteredOn(line -> line.startsWith("wanderscope classify: "))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith(
                                "wanderscope classify: the Kafka broker inside this process has stopped: its folder "
                                        + data + " was deleted while it ran; ")
                        .contains("-Djava.io.tmpdir=FOLDER")
                        .contains(" have the results of " + rows.size() + " of " + TRACKS + " tracks, "));
    }

    private Path folderOfTheBroker() throws IOException {
        try (Stream<Path> files = Files.find(temporary(), 2, (file, attributes) -> file.endsWith("meta.properties"))) {
            return files.findAny().orElseThrow().getParent();
        }
    }

    /** As a cleaner of temporary files does, while the broker goes on writing. */
    private static void deleteWithAllFiles(Path directory) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("rm", "-rf", directory.toString()).start().waitFor())
                .isZero();
    }

    private Path manyTracks() throws IOException {
        StringBuilder csv = new StringBuilder("track,frame,x,y\n");
        for (int track = 0; track < TRACKS; track++) {
            csv.append(track).append(",0,1,2\n").append(track).append(",1,2,3\n");
        }
        return Files.writeString(folder.resolve("cell.csv"), csv);
    }

    /** The rows of a table of labels, after a check that they are those of the file's first tracks, each complete. */
    private static List<String> firstTracksOf(Path labels) throws IOException {
        String table = Files.readString(labels);
        assertThat(table).endsWith("\n");
        List<String> rows = table.lines().skip(1).toList();
        for (int track = 0; track < rows.size(); track++) {
            assertThat(rows.get(track))
                    .matches(
                            "cell," + track
                                    + ",FINAL,1,0,1,2,UNDETERMINED,,TOO_SHORT,+2,+UNDETERMINED,,no answer: too few points,2,0,0");
        }
        return rows;
    }

    @Test
    void runStopsCleanly() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            // Given
            Path config = configuration(broker);
            Process program = start("run", "--config", config);
            awaitLine(program, "state=RUNNING");

            // When
            program.toHandle().destroy();

            // Then
            List<String> rest = lines(program);
            assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isEqualTo(ENDED_BY_SIGTERM);
            assertThat(rest).anyMatch(line -> line.contains("state=NOT_RUNNING"));
            assertThat(rest).noneMatch(line -> line.contains("Exception"));
        }
    }

    /** In a process of its own, since a broker and clients of other tests log in this one. */
    @Test
    void theFirstStartOfRunWarnsOfNothing() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            // Given
            Path config = configuration(broker);

            // When
            Process program = start("run", "--config", config);

            // Then
            assertThat(linesUntil(program, "state=RUNNING"))
                    // That the folder is one that the system may empty, as JUnit's are, is worth a warning.
                    .filteredOn(line -> line.contains("level=WARN") && !line.contains("logger=StateDirectory"))
                    .isEmpty();
            program.toHandle().destroy();
            assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Path configuration(EmbeddedBroker broker) throws IOException {
        return Files.writeString(
                folder.resolve("run.properties"),
                "bootstrap.servers=" + broker.bootstrapServers() + "\ntopics.create=true\nstate.dir="
                        + folder.resolve("state") + "\n");
    }

    private Path temporary() throws IOException {
        return Files.createDirectories(folder.resolve("tmp"));
    }

    private Process start(Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary(),
                "-Dwanderscope.home=" + ShippedModelFile.path().getParent().resolveSibling(""),
                "-cp",
                System.getProperty("java.class.path"),
                Wanderscope.class.getName()));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static void awaitLine(Process program, String part) throws IOException {
        var unused = linesUntil(program, part);
    }

    private static List<String> linesUntil(Process program, String part) throws IOException {
        List<String> before = new ArrayList<>();
        String line = reader(program).readLine();
        while (line != null && !line.contains(part)) {
            before.add(line);
            line = reader(program).readLine();
        }
        assertThat(line).as("output of the program before it ended: %s", before).isNotNull();
        return before;
    }

    private static List<String> lines(Process program) {
        return reader(program).lines().toList();
    }

    /** The same reader at every call. */
    private static BufferedReader reader(Process program) {
        return program.inputReader(StandardCharsets.UTF_8);
    }
}
