package io.wanderscope.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.app.terminal.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FiguresTest {
    @TempDir
    private Path folder;

    private final Figures figures = new Figures(Map.of("cores", 2), Map.of("points", 250));

    @Test
    void aShareIsInPercentAndARatioIsNot() {
        // Given
        figures.add("load.labels", "labels", 380, "labels/s");
        figures.add("engine.labels", "labels", 2_000, "labels/s");

        // When
        figures.addShare("ratio.engine", "of the engine", "load.labels", "engine.labels");
        figures.addRatio("ratio.inverse", "of the stream", "engine.labels", "load.labels");

        // Then
        assertThat(figures.value("ratio.engine")).isEqualTo(19);
        assertThat(figures.value("ratio.inverse")).isEqualTo(2_000 / 380.0);
    }

    @Test
    void whatIsWrittenAsJsonIsReadAgain() throws Exception {
        // Given
        figures.add("load.positions", "positions", 5_450.25, "positions/s");
        figures.add("rate.575.p99", "99 %", 510, "ms");
        Path file = Files.writeString(folder.resolve("figures.json"), figures.json());

        // When
        Figures read = Figures.read(file);

        // Then
        assertThat(read.json()).isEqualTo(figures.json());
        assertThat(read.value("load.positions")).isEqualTo(5_450.25);
        assertThat(figures.json()).contains("\"unit\" : \"positions/s\"", "\"cores\" : 2", "\"points\" : 250");
    }

    @Test
    void aSectionHasALineForEachOfItsFigures() {
        // Given
        figures.heading("load", "As much as the stream takes");
        figures.add("load.positions", "positions", 5_450.25, "positions/s");
        figures.add("load.cpu", "CPU a position", 348.6, "µs");
        figures.add("loader.cpu", "of another section", 1, "µs");

        // When
        String section = figures.section("load");

        // Then
        assertThat(section).hasLineCount(3).startsWith("As much as the stream takes");
        assertThat(section.lines().skip(1))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("  positions ").endsWith(" 5,450 positions/s"),
                        line -> assertThat(line).endsWith(" 349 µs"));
    }

    @Test
    void aSectionEndsWithItsNoteWhichJsonDoesNotHave() {
        // Given
        figures.heading("load", "As much as the stream takes");
        figures.add("load.cpu", "CPU a position", 348.6, "µs");
        figures.note("load", "That of the broker is not measured.");

        // When
        String section = figures.section("load");

        // Then
        assertThat(section.lines()).last().isEqualTo("  That of the broker is not measured.");
        assertThat(figures.json()).doesNotContain("not measured");
    }

    @ParameterizedTest
    @CsvSource({"0.01234, 0.012", "1.234, 1.23", "12.34, 12.3", "123.4, 123", "3, 3", "0, 0"})
    void aFigureIsShownWithAboutThreeDigits(double value, String expected) {
        // When
        String text = new Figure("key", "meaning", value, "").text();

        // Then
        assertThat(text).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void aFigureMustBeFinite(double value) {
        // When
        assertThatIllegalArgumentException()
                .isThrownBy(() -> figures.add("load.labels", "labels", value, "labels/s"))
                .withMessage("load.labels must be finite, got " + value);
    }

    @Test
    void aFigureThatIsMissingIsNamedWithItsFile() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("figures.json"), figures.json());
        Figures read = Figures.read(file);

        // When
        assertThatThrownBy(() -> read.value("load.cpu"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith(file + ": there is no figure load.cpu");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"figures\":|is not JSON",
                "[1]|has no figures",
                "''|has no figures",
                "{\"figures\":{\"load.cpu\":{\"value\":\"fast\"}}}|the value of load.cpu must be a number, got \"fast\""
            })
    void aFileThatHoldsNoFiguresIsRefused(String text, String message) throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("figures.json"), text);

        // When
        assertThatThrownBy(() -> Figures.read(file))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith(file + ": " + message);
    }

    @Test
    void aMissingFileIsNamed() {
        // Given
        Path file = folder.resolve("none.json");

        // When
        assertThatThrownBy(() -> Figures.read(file))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith(file + ": no such file");
    }
}
