package io.wanderscope.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.trainer.evaluation.Share;
import io.wanderscope.trainer.limit.Limit;
import io.wanderscope.trainer.limit.LimitFile;
import io.wanderscope.trainer.testing.ShippedModel;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReportCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    private int report(Path out, String... more) throws Exception {
        String[] arguments = {
            "report",
            new ShippedModel().file().toString(),
            "--seed",
            "5",
            "--trajectories",
            "160",
            "--out",
            out.toString()
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
        assertThat(parsed.getElementsByTagName("section").getLength()).isEqualTo(16);
        assertThat(page)
                .contains("Confusion matrix")
                .contains("Reliability diagram")
                .contains("Precision against coverage")
                .contains("160 trajectories per test")
                .contains("Figures to reach", "multiply-adds at 256 points")
                .contains("Calibration error, imaging unknown", "Calibration error, imaging known")
                .contains("Brownian motion under full exposure, exposure known")
                .contains("a fifth of the frames missing", "A noise that is wrong")
                .doesNotContain("Beside the best possible")
                .doesNotContain("NaN")
                .doesNotContain("<script")
                .doesNotContain("href=");
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
        assertThat(err.toString()).contains(file.toString()).hasLineCount(1);
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
