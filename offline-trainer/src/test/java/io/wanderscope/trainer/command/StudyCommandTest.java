package io.wanderscope.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.TrajectorySimulator;
import io.wanderscope.trainer.study.StudyExcerpt;
import io.wanderscope.trainer.testing.ShippedModel;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class StudyCommandTest {
    private static final int MAXIMUM_BYTES = 300_000;

    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    private int study(String name, String tracks, Path out, String... more) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("study", name, new ShippedModel().file().toString()));
        arguments.addAll(List.of("--seed", "5", "--tracks", tracks, "--out", out.toString()));
        arguments.addAll(List.of(more));
        return OfflineTrainer.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"planted, 3", "erasing, 6", "sanity, 2", "statistics, 3", "augmentation, 3", "scales, 7"})
    void writesTableFiguresAndAPageThatSaysHowToRepeatIt(String name, int figures) throws Exception {
        // When
        int exit = study(name, "8", folder);

        // Then
        assertThat(exit).isZero();
        String page = Files.readString(folder.resolve(name + ".html"));
        Document parsed = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(page.replace("<!DOCTYPE html>", ""))));
        assertThat(parsed.getElementsByTagName("svg").getLength()).isEqualTo(figures);
        assertThat(folder.toFile().list((ignored, file) -> file.endsWith(".svg")))
                .hasSize(figures);
        assertThat(page)
                .hasSizeLessThan(MAXIMUM_BYTES)
                .contains("offline-trainer/study " + name + " ", " --seed 5 --tracks 8 ")
                .contains("What was done", "What the paper found", "What we find")
                .doesNotContain("NaN")
                .doesNotContain("<script")
                .doesNotContain("href=");
        assertThat(Files.readString(folder.resolve(name + ".csv"))).doesNotContain("NaN");
        assertThat(StudyExcerpt.of(page))
                .hasValueSatisfying(excerpt -> assertThat(excerpt.findings()).isNotEmpty());
    }

    @Test
    void runsSeveralStudiesOneAfterTheOther() throws Exception {
        // When
        int exit = study("scales,statistics", "8", folder);

        // Then each says how to repeat it alone
        assertThat(exit).isZero();
        assertThat(folder.resolve("scales.html")).content().contains("offline-trainer/study scales ");
        assertThat(folder.resolve("statistics.html")).content().contains("offline-trainer/study statistics ");
    }

    @Test
    void runsNoStudyIfOneIsUnknown() throws Exception {
        // When
        int exit = study("scales,planting", "8", folder);

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"erasing", "statistics"})
    void runsOnTheTracksOfAFile(String name) throws Exception {
        // Given eight tracks of 120 points, and one of 20
        Path tracks = folder.resolve("cell <1>.csv");
        Files.write(tracks, rows(8, 120, 20));

        // When
        int exit = study(name, "8", folder, "--file", tracks.toString());

        // Then
        assertThat(exit).isZero();
        assertThat(Files.readString(folder.resolve(name + "-of-cell <1>.csv.html")))
                .contains("8 of the 9 tracks of cell &lt;1&gt;.csv. Left out: 1 with fewer than ")
                .contains("Nobody knows the truth of these tracks.")
                .contains(" --file cell &lt;1&gt;.csv --seed 5 --tracks 8 ")
                .contains("8 tracks. To repeat this study")
                .doesNotContain("simulator")
                .doesNotContain(folder + "/cell")
                .doesNotContain("NaN");
    }

    @Test
    void theTracksOfAFileLeaveTheStudyOfTheModelAlone() throws Exception {
        // Given a folder with the files of the study of the model
        Path out = Files.createDirectory(folder.resolve("out"));
        List<String> files = List.of("statistics.csv", "statistics.html", "statistics-pooled.svg");
        for (String file : files) {
            Files.writeString(out.resolve(file), "of the model");
        }
        Path tracks = folder.resolve("cell.csv");
        Files.write(tracks, rows(8, 120, 20));

        // When
        int exit = study("statistics", "8", out, "--file", tracks.toString());

        // Then
        assertThat(exit).isZero();
        assertThat(files).allSatisfy(file -> assertThat(out.resolve(file)).hasContent("of the model"));
        assertThat(out.toFile().list((ignored, file) -> !file.contains("-of-cell.csv.")))
                .containsExactlyInAnyOrderElementsOf(files);
        Path page = out.resolve("statistics-of-cell.csv.html");
        assertThat(StudyExcerpt.of(Files.readString(page)))
                .hasValueSatisfying(
                        excerpt -> assertThat(excerpt.isOfRecordedTracks()).isTrue());
    }

    private static List<String> rows(int tracks, int points, int lastPoints) {
        TrajectorySimulator simulator = TrajectorySimulator.withSeed(4);
        List<String> rows = new ArrayList<>(List.of("track,frame,x,y"));
        for (int track = 0; track <= tracks; track++) {
            Trajectory path = simulator.simulate(DiffusionModel.BROWNIAN, 1, track < tracks ? points : lastPoints);
            for (int point = 0; point < path.size(); point++) {
                rows.add(track + "," + point + "," + path.x(point) + "," + path.y(point));
            }
        }
        return rows;
    }

    @Test
    void refusesAFileForAStudyThatNeedsTheTruth() throws Exception {
        // When
        int exit = study("planted", "8", folder, "--file", "cell.csv");

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString())
                .contains("--file: the study 'planted' needs tracks of which the truth is known; those that do not are"
                        + " erasing, sanity, statistics");
    }

    /** A table without a header, and one with many positions of a track in a frame. */
    @ParameterizedTest
    @ValueSource(strings = {"1,%d,3.5,4.5\n", "1,7,%d,4.5\n"})
    void saysWhatToDoWhereTheReaderAdvisesOptionsOfAnotherCommand(String row) throws Exception {
        // Given
        StringBuilder table = new StringBuilder(row.startsWith("1,7") ? "track,frame,x,y\n" : "");
        for (int line = 0; line < 200; line++) {
            table.append(String.format(Locale.ROOT, row, line));
        }
        Path tracks = Files.writeString(folder.resolve("cell.csv"), table);

        // When
        int exit = study("erasing", "8", folder, "--file", tracks.toString());

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("study: " + tracks + ":")
                .contains(". Only 'wanderscope classify' has the options --columns and --force: for a study, name the"
                        + " columns track,frame,x,y in the header of the file")
                .hasLineCount(1);
    }

    @Test
    void saysWhatIsWrongWithAFile() throws Exception {
        // When
        int exit = study(
                "erasing", "8", folder, "--file", folder.resolve("none.csv").toString());

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("study: " + folder.resolve("none.csv") + ": no such file; name a tracking file that exists")
                .doesNotContain("--columns")
                .hasLineCount(1);
    }

    @Test
    void namesTheStudiesWhenItDoesNotKnowOne() throws Exception {
        // When
        int exit = study("planting", "8", folder);

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "no study is called 'planting'; the studies are planted, erasing, sanity, statistics, augmentation, scales")
                .hasLineCount(1);
    }

    @Test
    void rejectsFewerTracksThanClasses() throws Exception {
        // When
        int exit = study("planted", "7", folder);

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("--tracks must be at least 8, one per class, got 7");
    }
}
