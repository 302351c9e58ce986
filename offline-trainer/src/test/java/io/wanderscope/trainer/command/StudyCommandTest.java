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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class StudyCommandTest {
    private static final int MAXIMUM_BYTES = 300_000;

    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    private int study(String name, String tracks, Path out) throws Exception {
        return OfflineTrainer.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err))
                .execute(
                        "study",
                        name,
                        new ShippedModel().file().toString(),
                        "--seed",
                        "5",
                        "--tracks",
                        tracks,
                        "--out",
                        out.toString());
    }

    @ParameterizedTest
    @CsvSource({"planted, 3", "erasing, 4", "sanity, 2", "statistics, 2"})
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
    }

    @Test
    void namesTheStudiesWhenItDoesNotKnowOne() throws Exception {
        // When
        int exit = study("planting", "8", folder);

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString())
                .contains("no study is called 'planting'; the studies are planted, erasing, sanity, statistics")
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
