package io.wanderscope.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.inference.ExecutionProvider;
import io.wanderscope.inference.Faithfulness.Figure;
import io.wanderscope.inference.Faithfulness.Measure;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.inference.ShippedModelFile;
import io.wanderscope.trainer.evaluation.Share;
import io.wanderscope.trainer.export.MeasuredModel;
import io.wanderscope.trainer.limit.Limit;
import io.wanderscope.trainer.limit.LimitFile;
import io.wanderscope.trainer.study.Study;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReportCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();
    private Path model = ShippedModelFile.path();

    private int report(Path out, String... more) throws Exception {
        String[] arguments = {
            "report", model.toString(), "--seed", "5", "--trajectories", "160", "--out", out.toString()
        };
        String[] all = new String[arguments.length + more.length];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return OfflineTrainer.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err))
                .execute(all);
    }

    @Test
    void writesOneReproduciblePageWithEveryFigure() throws Exception {
        // When
        int first = report(folder.resolve("first"));
        int second = report(folder.resolve("second"));

        // Then
        assertThat(first).isZero();
        assertThat(second).isZero();
        String page = Files.readString(folder.resolve("first/index.html"));
        assertThat(page).isEqualTo(Files.readString(folder.resolve("second/index.html")));
        Document parsed = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(page.replace("<!DOCTYPE html>", ""))));
        assertThat(parsed.getElementsByTagName("svg").getLength()).isEqualTo(11);
        assertThat(parsed.getElementsByTagName("section").getLength()).isEqualTo(17);
        assertThat(page)
                .contains("Confusion matrix")
                .contains("Reliability diagram")
                .contains("Precision against coverage")
                .contains("160 trajectories per test")
                .contains("Figures to reach", "multiply-adds at 256 points")
                .contains("Calibration error, imaging unknown", "Calibration error, imaging known")
                .contains("Brownian motion under full exposure, exposure known")
                .contains("a fifth of the frames missing", "A noise that is wrong")
                .contains("Studies that were not run")
                .doesNotContain("Beside the best possible")
                .doesNotContain("NaN")
                .doesNotContain("<script")
                .doesNotContain("href=");
    }

    private void scales(Path out) throws Exception {
        int exit = OfflineTrainer.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .execute(
                        "study",
                        "scales",
                        model.toString(),
                        "--seed",
                        "5",
                        "--tracks",
                        "8",
                        "--out",
                        out.resolve("studies").toString());
        assertThat(exit).isZero();
    }

    /** The end of an evaluation that would take long. */
    private Path evaluation(String sha256) throws Exception {
        return Files.writeString(folder.resolve("index.html"), "<p>Evaluated, " + sha256 + "</p>\n</body>\n</html>\n");
    }

    /** The hash by which studies and reports name the model. */
    private String sha256() {
        try (OnnxTrajectoryClassifier classifier = OnnxTrajectoryClassifier.open(model, ExecutionProvider.CPU, 1)) {
            return classifier.model().studiedSha256();
        }
    }

    @Test
    void addsTheStudiesToAnEvaluationWithoutRepeatingIt() throws Exception {
        // Given
        scales(folder);
        Path page = evaluation(sha256());
        String before = Files.readString(page);

        // When
        int exit = report(folder, "--keep-evaluation");

        // Then
        assertThat(exit).isZero();
        String after = Files.readString(page);
        assertThat(after)
                .startsWith(before.substring(0, before.indexOf("</body>")))
                .endsWith("</body>\n</html>\n")
                .contains("Which classes does each stage tell apart?", "study scales", "On all eight classes, accuracy")
                .contains("<a href=\"studies/scales.html\">", " --seed 5 --tracks 8 ")
                .contains("<p>" + others(", ") + ". To run them")
                .contains("offline-trainer/study " + others(",") + " MODEL.onnx --seed 5")
                .containsOnlyOnce("<svg ");
    }

    @Test
    void findsTheStudiesAndTheEvaluationOfAModelWhoseFiguresWereRecordedSince() throws Exception {
        // Given a model that has other bytes than when it was studied and evaluated
        model = Files.copy(model, folder.resolve("model.onnx"));
        scales(folder);
        Path page = evaluation(sha256());
        MeasuredModel.write(model, List.of(new Figure(Measure.FOUND, "stage3", "a rest", 0.5, 0.01)));

        // When
        int exit = report(folder, "--keep-evaluation");

        // Then
        assertThat(err.toString()).isEmpty();
        assertThat(exit).isZero();
        assertThat(page).content().contains("<a href=\"studies/scales.html\">");
    }

    private static String others(String delimiter) {
        return StudyCommand.known().stream()
                .map(Study::name)
                .filter(name -> !name.equals("scales"))
                .collect(Collectors.joining(delimiter));
    }

    @Test
    void replacesTheSectionsOfStudiesWhenTheyAreWrittenAgain() throws Exception {
        // Given a report that has the study
        scales(folder);
        Path page = evaluation(sha256());
        report(folder, "--keep-evaluation");
        String with = Files.readString(page);

        // When
        report(folder, "--keep-evaluation");

        // Then
        assertThat(page).content().isEqualTo(with);
    }

    @Test
    void aStudyOfAnotherModelCountsAsNotRun() throws Exception {
        // Given
        Path studies = Files.createDirectories(folder.resolve("studies"));
        Files.writeString(studies.resolve("planted.html"), "SHA-256 0123");
        Path page = evaluation(sha256());

        // When
        int exit = report(folder, "--keep-evaluation");

        // Then
        assertThat(exit).isZero();
        assertThat(page).content().contains("<p>planted, erasing, ").doesNotContain("href=");
    }

    @Test
    void aStudyOfTheTracksOfAFileCountsAsNotRun() throws Exception {
        // Given
        Path studies = Files.createDirectories(folder.resolve("studies"));
        Files.writeString(
                studies.resolve("erasing.html"),
                "<h1>Erasing</h1>\n<p>SHA-256 " + sha256() + "</p>\n<p>study erasing --file cell.csv --seed 1</p>\n"
                        + "<section><h2>What we find</h2>\n<svg ></svg><p class=\"caption\">It.</p>\n</section>");
        Path page = evaluation(sha256());

        // When
        int exit = report(folder, "--keep-evaluation");

        // Then
        assertThat(err.toString()).isEmpty();
        assertThat(exit).isZero();
        assertThat(page).content().contains("<p>planted, erasing, ").doesNotContain("href=");
    }

    @Test
    void namesAPageThatIsNotThatOfAStudy() throws Exception {
        // Given
        Path studies = Files.createDirectories(folder.resolve("studies"));
        Files.writeString(studies.resolve("planted.html"), "SHA-256 " + sha256());

        // When
        int exit = report(folder);

        // Then, before any test has run
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString())
                .contains("planted.html is not the page of a study; write it again with offline-trainer/study planted")
                .hasLineCount(1);
    }

    @Test
    void namesAPageThatIsNoText() throws Exception {
        // Given
        Path studies = Files.createDirectories(folder.resolve("studies"));
        Path page = Files.write(studies.resolve("planted.html"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0});

        // When
        int exit = report(folder);

        // Then, before any test has run
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("report: " + page + " cannot be read (it is not text in UTF-8); write it again with"
                        + " offline-trainer/study planted, or delete it")
                .hasLineCount(1);
    }

    @Test
    void keepsOnlyAnEvaluationOfTheSameModel() throws Exception {
        // Given
        evaluation("SHA-256 0123");

        // When
        int exit = report(folder, "--keep-evaluation");

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString())
                .contains("index.html is about another model; leave out --keep-evaluation to evaluate this one");
    }

    @Test
    void keepsNothingWhereNothingIs() throws Exception {
        // When
        int exit = report(folder, "--keep-evaluation");

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString()).contains("index.html does not exist; leave out --keep-evaluation");
    }

    @Test
    void keepsNoPageThatIsCutOff() throws Exception {
        // Given
        Files.writeString(folder.resolve("index.html"), "<p>Evaluated, " + sha256() + "</p>");

        // When
        int exit = report(folder, "--keep-evaluation");

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString()).contains("the page has no end and cannot be kept; evaluate the model again");
    }

    @Test
    void showsTheModelBesideTheLimit() throws Exception {
        // Given
        Path limits = Files.writeString(
                folder.resolve("limit.csv"),
                LimitFile.text(List.of(new Limit(
                        50,
                        0.5,
                        new Share(0.75, 0.01),
                        new Share(0.74, 0.01),
                        null,
                        new Share(0.7, 0.01),
                        new Limit.NetworkAccuracy(
                                new Share(0.72, 0.01),
                                new Share(0.03, 0.004),
                                new Share(0.02, 0.004),
                                new Share(0.69, 0.01),
                                new Share(0.01, 0.004))))));

        // When
        int exit = report(folder, "--limit", limits.toString());

        // Then
        assertThat(exit).isZero();
        assertThat(folder.resolve("index.html"))
                .content()
                .contains("Beside the best possible")
                .contains("<td>50, 0.50</td><td>75.0 ± 1.0</td><td>72.0 ± 1.0</td><td>3.0 ± 0.4</td>"
                        + "<td>74.0 ± 1.0</td><td>2.0 ± 0.4</td><td>–</td>");
    }

    @Test
    void namesTheLineOfALimitThatIsWrong() throws Exception {
        // Given
        Path limits = Files.writeString(folder.resolve("limit.csv"), "points\n");

        // When
        int exit = report(folder, "--limit", limits.toString());

        // Then, before any test has run
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString()).contains("limit.csv: line 1 must be").hasLineCount(1);
    }

    @Test
    void reportsAPageThatCannotBeWritten() throws Exception {
        // Given a file where the folder should be
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        // When
        int exit = report(file);

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("report: --out: the folder " + file
                        + " cannot be created (a file is where a folder should be); name another one")
                .hasLineCount(1);
    }

    @Test
    void rejectsAThresholdThatIsNotAProbability() throws Exception {
        // When
        int exit = report(folder, "--threshold", "35");

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("--threshold must be from 0 to 1, got 35.0");
    }
}
