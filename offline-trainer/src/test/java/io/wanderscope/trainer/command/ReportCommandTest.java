package io.wanderscope.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.trainer.testing.ShippedModel;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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
        assertThat(parsed.getElementsByTagName("svg").getLength()).isEqualTo(9);
        assertThat(parsed.getElementsByTagName("section").getLength()).isEqualTo(10);
        assertThat(page)
                .contains("Confusion matrix")
                .contains("Reliability diagram")
                .contains("Precision against coverage")
                .contains("160 trajectories per test")
                .doesNotContain("NaN")
                .doesNotContain("<script")
                .doesNotContain("href=");
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
