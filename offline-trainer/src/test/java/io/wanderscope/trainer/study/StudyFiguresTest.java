package io.wanderscope.trainer.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.inference.Faithfulness;
import io.wanderscope.inference.Faithfulness.Figure;
import io.wanderscope.inference.Faithfulness.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures of a classifier that counts rests, with one map that shows them and one that shows the start of every track. */
class StudyFiguresTest {
    private static final int TRACKS = 8;
    /** By which the classifier calls itself. */
    private static final String SHA256 =
            new ScriptedClassifier(DiffusionModel.CTRW, track -> 0).model().sha256();

    @TempDir
    private Path folder;

    private static boolean rests(Trajectory trajectory, int point) {
        return point > 0
                && Math.hypot(
                                trajectory.x(point) - trajectory.x(point - 1),
                                trajectory.y(point) - trajectory.y(point - 1))
                        < 1e-9;
    }

    private static float[] rests(Trajectory trajectory) {
        float[] map = new float[trajectory.size()];
        for (int point = 0; point < map.length; point++) {
            map[point] = rests(trajectory, point) ? 1 : 0;
        }
        return map;
    }

    private static float[] start(Trajectory trajectory) {
        float[] map = new float[trajectory.size()];
        map[0] = 1;
        return map;
    }

    private static double count(Trajectory trajectory) {
        double count = 0;
        for (float rest : rests(trajectory)) {
            count += rest;
        }
        return count;
    }

    /** Writes the tables of both studies. */
    private void study() throws IOException {
        ScriptedClassifier classifier = new ScriptedClassifier(DiffusionModel.CTRW, track -> 8 + 0.1 * count(track))
                .stage("right", StudyFiguresTest::rests)
                .stage("wrong", StudyFiguresTest::start)
                .absolute(StudyFiguresTest::rests);
        StudyRun run = new StudyRun(classifier, 1, TRACKS, "study", (test, before, done, total) -> {});
        for (Study study : List.of(new PlantedStudy(List.of(Feature.REST)), new ErasingStudy())) {
            StudyResult result = study.run(run);
            Files.writeString(folder.resolve(study.name() + ".csv"), result.csv());
            Files.writeString(folder.resolve(study.name() + ".html"), result.page());
        }
    }

    private List<Figure> read() throws IOException {
        return StudyFigures.read(folder, SHA256);
    }

    @Test
    void aMapThatShowsAFeatureFindsItAndOneThatDoesNotFindsNone() throws IOException {
        // Given
        study();

        // When
        List<Figure> figures = read();

        // Then
        assertThat(figures)
                .contains(
                        new Figure(Measure.CHANCE, Faithfulness.ANY, "any feature", 0.201, 0),
                        new Figure(Measure.FOUND, "right", "a rest", 1, 0),
                        new Figure(Measure.FOUND, "wrong", "a rest", 0, 0),
                        new Figure(Measure.FOUND, "absolute", "a rest", 1, 0),
                        new Figure(Measure.FOUND, Faithfulness.OCCLUSION, "a rest", 1, 0));
    }

    @Test
    void everyMapHasTheAnswersWithoutEitherHalf() throws IOException {
        // Given
        study();

        // When
        List<Figure> figures = read();

        // Then a classifier that always says CTRW is right in one track of eight, whatever is cut out
        assertThat(figures)
                .filteredOn(each -> each.measure() == Measure.RIGHT_WITHOUT || each.measure() == Measure.RIGHT)
                .extracting(each -> each.map() + " " + each.subject())
                .containsExactly(
                        "right the most salient half",
                        "right the least salient half",
                        "wrong the most salient half",
                        "wrong the least salient half",
                        "absolute the most salient half",
                        "absolute the least salient half",
                        "any a random half",
                        "any whole tracks");
        assertThat(figures)
                .filteredOn(each -> each.measure() == Measure.RIGHT)
                .allSatisfy(each -> assertThat(each.share()).isCloseTo(0.125, within(1e-9)));
    }

    @Test
    void aTableFromBeforeSegmentsHadLengthsHasTheAnswersToo() throws IOException {
        // Given a table without the last column, and without the rows that have something in it
        study();
        Path table = folder.resolve("erasing.csv");
        List<Figure> now = read();
        Files.write(
                table,
                Files.readAllLines(table).stream()
                        .filter(line -> line.endsWith(",") || line.endsWith(ErasingReport.SEGMENT_POINTS))
                        .map(line -> line.substring(0, line.lastIndexOf(',')))
                        .toList());

        // When
        List<Figure> earlier = read();

        // Then
        assertThat(earlier).isEqualTo(now);
    }

    @Test
    void aFileThatIsNoTableOfTheStudyIsRefused() throws IOException {
        // Given
        study();
        Files.writeString(folder.resolve("erasing.csv"), "track,x\n1,2\n");

        // When, Then
        assertThatThrownBy(() -> read())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(folder.resolve("erasing.csv") + " has no column quantity; give the folder in which"
                        + " offline-trainer/study wrote planted.csv and erasing.csv");
    }

    @Test
    void aStudyOfAnotherModelIsRefused() throws IOException {
        // Given
        study();

        // When, Then
        assertThatThrownBy(() -> StudyFigures.read(folder, "0123"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(folder.resolve("planted.html")
                        + " is about another model than this one, SHA-256 0123 without figures of studies; run"
                        + " offline-trainer/study planted on this model, or give the folder in which it wrote");
    }

    @Test
    void aTornTableIsRefusedWithItsLine() throws IOException {
        // Given
        study();
        Path table = folder.resolve("planted.csv");
        String whole = Files.readString(table);
        Files.writeString(table, whole.substring(0, whole.length() - 60));

        // When, Then
        assertThatThrownBy(() -> read())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(table + ": line ")
                .hasMessageContaining("must have 16 cells");
    }

    @ParameterizedTest
    @ValueSource(strings = {"planted.csv", "erasing.csv"})
    void aTableWithoutAnyFigureIsRefused(String name) throws IOException {
        // Given a table of which only the header is there
        study();
        Path table = folder.resolve(name);
        Files.write(table, Files.readAllLines(table).subList(0, 1));

        // When, Then
        assertThatThrownBy(() -> read())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(table + ": no figures in the table; run the study again");
    }

    @ParameterizedTest
    @CsvSource({
        "planted.csv, unsigned_hits, NaN",
        "planted.csv, unsigned_hits_error, -0.1",
        "planted.csv, unsigned_hits, ''",
        "erasing.csv, accuracy, 97.75",
        "erasing.csv, accuracy_error, Infinity",
        "erasing.csv, accuracy, many",
    })
    void aCellThatIsNoShareIsRefusedWithItsPlace(String name, String column, String cell) throws IOException {
        // Given
        study();
        Path table = folder.resolve(name);
        replaceInLine2(table, column, cell);

        // When, Then
        assertThatThrownBy(() -> read())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(table + ": line 2 must have a number from 0 to 1 in column " + column
                        + ", got \"" + cell + "\"; run the study again");
    }

    @Test
    void aFeatureThatNobodyKnowsIsRefusedWithItsPlace() throws IOException {
        // Given
        study();
        Path table = folder.resolve("planted.csv");
        replaceInLine2(table, "feature", "WOBBLE");

        // When, Then
        assertThatThrownBy(() -> read())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(table + ": line 2 must have a feature that can be planted in column feature,"
                        + " got \"WOBBLE\"; run the study again");
    }

    private static void replaceInLine2(Path table, String column, String cell) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(table));
        String[] cells = lines.get(1).split(",", -1);
        cells[List.of(lines.get(0).split(",")).indexOf(column)] = cell;
        lines.set(1, String.join(",", cells));
        Files.write(table, lines);
    }

    @Test
    void aMissingTableIsNamed() throws IOException {
        // Given
        study();
        Files.delete(folder.resolve("planted.csv"));

        // When, Then
        assertThatThrownBy(() -> read())
                .isInstanceOf(IOException.class)
                .hasMessage(
                        folder.resolve("planted.csv") + " cannot be read (no such file or folder); give the folder in"
                                + " which offline-trainer/study wrote planted.csv and erasing.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"erasing.csv", "planted.html"})
    void aFileThatIsNoTextIsNamed(String name) throws IOException {
        // Given
        study();
        Path file = Files.write(folder.resolve(name), new byte[] {(byte) 0xFF, (byte) 0xFE, 0});

        // When, Then
        assertThatThrownBy(() -> read())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + " cannot be read (it is not text in UTF-8); give the folder");
    }

    @Test
    void aStudyOfTheTracksOfAFileIsRefused() throws IOException {
        // Given a page that says how to repeat it
        study();
        Path page = folder.resolve("erasing.html");
        Files.writeString(
                page, Files.readString(page).replace("<p>study</p>", "<p>study erasing --file cell.csv --seed 1</p>"));

        // When, Then
        assertThatThrownBy(() -> read())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        page + " is about the tracks of a file; run offline-trainer/study erasing without --file, or"
                                + " give the folder in which it wrote");
    }
}
