package io.wanderscope.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.TrajectorySimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code classify} says about each position of its files, and in which form. */
class ClassifyResultsTest {
    @TempDir
    private Path folder;

    private final TypedCommands typed = new TypedCommands();

    /** Rows with every fate that a position can have, in an order that says nothing. */
    private Path nastyFile() throws IOException {
        List<String> rows = new ArrayList<>();
        addWalk(rows, "whole", LongStream.range(0, 30));
        addWalk(rows, "short", LongStream.range(0, 4));
        addWalk(rows, "gap", LongStream.concat(LongStream.range(0, 20), LongStream.range(40, 45)));
        addWalk(rows, "early", LongStream.range(-3, 15));
        addWalk(rows, "long", LongStream.range(0, 1010));
        addWalk(rows, "doubled", LongStream.range(0, 15));
        addWalk(rows, "doubled", LongStream.of(3, 3));
        addWalk(rows, "invalid", LongStream.range(0, 15));
        rows.addAll(List.of("invalid,15,NaN,1", "invalid,16,1e150,1", "invalid,15,1,-Infinity"));
        rows.addAll(List.of("nothing,0,NaN,1", "before,-1,0,1", "x".repeat(1100) + ",1,0,1", ",1,0,1"));
        Collections.shuffle(rows, new Random(7));
        return Files.writeString(folder.resolve("nasty.csv"), "track,frame,x,y\n" + String.join("\n", rows) + "\n");
    }

    private static void addWalk(List<String> rows, String track, LongStream frames) {
        long[] all = frames.toArray();
        Trajectory path =
                TrajectorySimulator.withSeed(3).simulate(DiffusionModel.BROWNIAN, 1, Math.max(10, all.length));
        for (int index = 0; index < all.length; index++) {
            rows.add(track + "," + all[index] + "," + path.x(index) + "," + path.y(index));
        }
    }

    private Path goodFile(String name) throws IOException {
        List<String> rows = new ArrayList<>();
        addWalk(rows, "1", LongStream.range(0, 12));
        return Files.writeString(folder.resolve(name), "track,frame,x,y\n" + String.join("\n", rows) + "\n");
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    private static List<CSVRecord> labels(Path results) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = CSVParser.parse(Files.newBufferedReader(results.resolve("labels.csv")), format)) {
            return parser.getRecords();
        }
    }

    @Test
    @Tag("broker")
    void accountsForEveryPositionOfANastyFile() throws IOException {
        // Given
        Path file = nastyFile();
        Path out = folder.resolve("out");
        int rows = Files.readAllLines(file).size() - 1;

        // When
        int exit = typed.execute("classify", file, "--out", out);

        // Then
        assertThat(exit).isZero();
        JsonNode positions = json(out.resolve("nasty.summary.json")).get("positions");
        assertThat(positions.toString())
                .isEqualTo(
                        "{\"all\":" + rows + ",\"used\":1095,\"too_short\":4,\"network_failed\":0,\"outside_run\":15,"
                                + "\"shared_frame\":2,\"no_track\":1,\"invalid_coordinates\":4,\"negative_frame\":4,"
                                + "\"refused_track\":1,\"rejected\":0}");
        assertThat(rows).isEqualTo(1095 + 4 + 15 + 2 + 1 + 4 + 4 + 1);
        assertThat(typed.out().lines().map(line -> line.replaceAll(" +", " ").strip()))
                .contains(
                        "tracks positions used too short outside same frame no track invalid before 0 refused",
                        "nasty 9 1126 1095 4 15 2 1 4 4 1",
                        "too short points of tracks of fewer than 10 points",
                        "no track linked to no track");
        assertThat(out.resolve("wanderscope.log"))
                .content()
                .contains("event=file_classified file=\"" + file
                        + "\" positions=1126 used=1095 too_short=4 outside_run=15"
                        + " shared_frame=2 no_track=1 invalid_coordinates=4 negative_frame=4 refused_track=1");
    }

    @Test
    @Tag("broker")
    void labelsSayHowManyPositionsOfATrackAreDuplicatesOrUnused() throws IOException {
        // Given
        Path out = folder.resolve("out");

        // When
        typed.execute("classify", nastyFile(), "--out", out);

        // Then positions are observed points, duplicates and unused ones together
        assertThat(labels(out))
                .extracting(row -> String.join(
                        " ",
                        row.get("track"),
                        row.get("positions"),
                        row.get("observed_points"),
                        row.get("duplicates"),
                        row.get("unused")))
                .containsExactlyInAnyOrder(
                        "whole 30 30 0 0",
                        "short 4 4 0 0",
                        "gap 25 20 0 5",
                        "early 18 15 0 3",
                        "long 1010 1000 0 10",
                        "doubled 17 15 2 0",
                        "invalid 18 15 0 3",
                        "nothing 1 0 0 1",
                        "before 1 0 0 1");
    }

    @Test
    @Tag("broker")
    void coordinatesOutOfAnyRangeAreRejectedInsteadOfFailingInTheNetwork() throws IOException {
        // Given a walk with steps of 1e150
        StringBuilder csv = new StringBuilder("track,frame,x,y\n");
        IntStream.range(0, 30)
                .forEach(frame -> csv.append("1,")
                        .append(frame)
                        .append(",")
                        .append(frame % 7)
                        .append("e150,1\n"));
        Path file = Files.writeString(folder.resolve("far.csv"), csv);
        Path out = folder.resolve("out");

        // When
        int exit = typed.execute("classify", file, "--out", out);

        // Then those at 0 stay
        assertThat(exit).isZero();
        assertThat(typed.out())
                .doesNotContain("INFERENCE_FAILED")
                .contains("25 positions of " + file
                        + " without valid coordinates were left out (first: track 1, frame 1)");
    }

    @Test
    @Tag("broker")
    void manyFilesGetARowEachAndOneLineForWhatIsWrongWithThem() throws IOException {
        // Given
        List<Object> arguments = new ArrayList<>(List.of("classify", "--out", folder.resolve("out")));
        for (int number = 1; number <= 20; number++) {
            arguments.add(Files.writeString(
                    folder.resolve("2021-04-05_live-cell_recording_" + number + ".csv"),
                    "track,frame,x,y\n1,0,1,2\n1,1,NaN,3\n"));
        }

        // When
        int exit = typed.execute(arguments.toArray());

        // Then
        assertThat(exit).isZero();
        List<String> lines = typed.out()
                .lines()
                .filter(line -> !line.contains(folder.toString()))
                .toList();
        assertThat(lines).allMatch(line -> line.length() <= 120);
        assertThat(lines.stream().map(line -> line.replaceAll(" +", " ").strip()))
                .contains(
                        "tracks positions used too short invalid",
                        "2021-04-0…-cell_recording_20 1 2 - 1 1",
                        "all 20 40 - 20 20")
                .contains("counts tracks TOO_SHORT", "2021-04-0…-cell_recording_20 1 1");
        assertThat(typed.out().lines().filter(line -> line.contains("without valid coordinates")))
                .singleElement()
                .asString()
                .endsWith("(track 1, frame 1); likewise in 19 other files");
    }

    @Test
    @Tag("broker")
    void saysHowManyPointsAreNeededWhereNoTrackHasThem() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("cell.csv"), "track,frame,x,y\n1,0,1,2\n1,1,1,2\n2,0,1,2\n");

        // When
        int exit = typed.execute("classify", file, "--out", folder.resolve("out"));

        // Then
        assertThat(exit).isZero();
        assertThat(typed.out())
                .contains(file + ": all 2 tracks are too short: the longest has 2 points, and 10 are needed"
                        + " (--min-points, 5 or more)");
    }

    @Test
    @Tag("broker")
    void fewerPointsAreEnoughWhenToldSo() throws IOException {
        // Given
        List<String> rows = new ArrayList<>();
        addWalk(rows, "1", LongStream.range(0, 6));
        Path file = Files.writeString(folder.resolve("cell.csv"), "track,frame,x,y\n" + String.join("\n", rows) + "\n");
        Path out = folder.resolve("out");

        // When
        int exit = typed.execute("classify", file, "--out", out, "--min-points", 6);

        // Then
        assertThat(exit).isZero();
        assertThat(labels(out).get(0).get("p_BROWNIAN")).isNotEmpty();
        assertThat(json(out.resolve("cell.summary.json"))
                        .at("/settings")
                        .get("window.min.points")
                        .asInt())
                .isEqualTo(6);
    }

    @ParameterizedTest
    @Tag("broker")
    @CsvSource({
        "--min-points=10, px^2/frame, 3, 1",
        "--pixel-size=0.1, um^2/frame, 3, 0.01",
        "--frame-interval=0.02, px^2/s, 0.06, 50"
    })
    void aTrackTooShortForALabelHasADiffusionCoefficientInTheUnitsThatAreKnown(
            String option, String unit, double duration, double factor) throws IOException {
        // Given displacements (1, 0), (1, 0) and (0, 1) in px
        Path file =
                Files.writeString(folder.resolve("cell.csv"), "track,frame,x,y\n1,0,0,0\n1,1,1,0\n1,2,2,0\n1,3,2,1\n");
        Path out = folder.resolve("out");

        // When
        typed.execute("classify", file, "--out", out, option);

        // Then D = 3 / 6 / 2 + 1 / 4 per frame
        CSVRecord row = labels(out).get(0);
        assertThat(row.get("reason")).isEqualTo("TOO_SHORT");
        assertThat(row.get("diffusion_unit")).isEqualTo(unit);
        assertThat(Double.parseDouble(row.get("diffusion_coefficient"))).isCloseTo(0.5 * factor, within(1e-6 * factor));
        assertThat(Double.parseDouble(row.get("duration"))).isCloseTo(duration, within(1e-6));
    }

    @ParameterizedTest
    @Tag("broker")
    @CsvSource({"--min-points=10, px^2/frame", "--frame-interval=0.02, px^2/s"})
    void thePopulationRestsOnEveryTrackWithThreePointsAlsoWithoutALabel(String option, String unit) throws IOException {
        // Given tracks of 3, 4 and 40 points, and of 2
        List<String> rows = new ArrayList<>();
        addWalk(rows, "a", LongStream.range(0, 3));
        addWalk(rows, "b", LongStream.range(0, 4));
        addWalk(rows, "c", LongStream.range(0, 40));
        addWalk(rows, "d", LongStream.range(0, 2));
        Path file = Files.writeString(folder.resolve("cell.csv"), "track,frame,x,y\n" + String.join("\n", rows) + "\n");
        Path out = folder.resolve("out");

        // When
        int exit = typed.execute("classify", file, "--out", out, option);

        // Then
        assertThat(exit).isZero();
        assertThat(Files.readAllLines(out.resolve("population.csv")))
                .startsWith("acquisition,quantity,name,value,low,high,tracks", "cell,unit," + unit + ",,,,3");
        assertThat(json(out.resolve("cell.summary.json"))
                        .at("/population/tracks")
                        .asInt())
                .isEqualTo(3);
        assertThat(out.resolve("cell-population.png")).isNotEmptyFile();
        assertThat(typed.out()).containsPattern("(?m)^cell: .*3 tracks");
        assertThat(typed.err()).doesNotContain("did not come in time");
    }

    @ParameterizedTest
    @CsvSource({"--min-points=10, true", "--exposure=1, false"})
    @Tag("broker")
    void saysWhichExposureItAssumes(String option, boolean isSaid) throws IOException {
        // Given
        List<String> rows = new ArrayList<>();
        for (int track = 0; track < 40; track++) {
            addWalk(rows, "t" + track, LongStream.range(0, 5));
        }
        Path file = Files.writeString(folder.resolve("cell.csv"), "track,frame,x,y\n" + String.join("\n", rows) + "\n");

        // When
        int exit = typed.execute("classify", file, "--out", folder.resolve("out"), option);

        // Then
        assertThat(exit).isZero();
        assertThat(typed.out().contains("D as if exposed over the whole frame interval"))
                .isEqualTo(isSaid);
    }

    @Test
    @Tag("broker")
    void aFileWithoutATrackOfThreePointsHasNoPopulation() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("cell.csv"), "track,frame,x,y\n1,0,0,0\n1,1,1,0\n");
        Path out = folder.resolve("out");

        // When
        int exit = typed.execute("classify", file, "--out", out);

        // Then
        assertThat(exit).isZero();
        assertThat(Files.readAllLines(out.resolve("population.csv"))).hasSize(1);
        assertThat(json(out.resolve("cell.summary.json")).has("population")).isFalse();
        assertThat(out.resolve("cell-population.png")).doesNotExist();
    }

    @Test
    @Tag("broker")
    void jsonIsOneDocumentWithTheSummariesOfAllFilesAndWhatFailed() throws IOException {
        // Given
        Path good = goodFile("cell.csv");
        Path bad = Files.writeString(folder.resolve("bad.csv"), "something else\n");
        Path out = folder.resolve("out");

        // When
        int exit = typed.execute(
                "classify", good, bad, "--out", out, "--json", "--pixel-size", "100nm", "--frame-interval", "0.02");

        // Then
        assertThat(exit).isEqualTo(1);
        JsonNode document = new ObjectMapper().readTree(typed.out());
        assertThat(document.get("labels").asText())
                .isEqualTo(out.resolve("labels.csv").toString());
        assertThat(document.get("files")).hasSize(1);
        assertThat(document.get("failures").get(0).asText()).startsWith(bad + ":1: no known format");
        JsonNode summary = document.get("files").get(0);
        assertThat(summary).isEqualTo(json(out.resolve("cell.summary.json")));
        assertThat(summary.get("acquisition").asText()).isEqualTo("cell");
        assertThat(summary.get("file").asText()).isEqualTo(good.toString());
        assertThat(summary.get("format").asText()).isEqualTo("PLAIN_CSV");
        assertThat(summary.get("length_unit").asText()).isEqualTo("µm");
        assertThat(summary.get("pixel_size_um").asDouble()).isEqualTo(0.1);
        assertThat(summary.get("frame_interval_s").asDouble()).isEqualTo(0.02);
        assertThat(summary.get("frame_interval_source").asText()).isEqualTo("option");
        assertThat(summary.get("tracks").asInt()).isEqualTo(1);
        assertThat(summary.at("/model/sha256").asText()).hasSize(64);
        assertThat(summary.get("version").asText()).startsWith("wanderscope ");
        int labelled = 0;
        for (JsonNode count : summary.get("labels")) {
            labelled += count.asInt();
        }
        assertThat(labelled).isEqualTo(1);
        assertThat(Files.readString(out.resolve("saliency.jsonl"))).contains("\"length_unit\":\"µm\"");
    }

    @Test
    void jsonAlsoSaysThatNoFileCouldBeRead() throws IOException {
        // Given
        Path bad = Files.writeString(folder.resolve("bad.csv"), "something else\n");

        // When
        int exit = typed.execute("classify", bad, "--out", folder.resolve("out"), "--json");

        // Then
        assertThat(exit).isEqualTo(1);
        JsonNode document = new ObjectMapper().readTree(typed.out());
        assertThat(document.get("files")).isEmpty();
        assertThat(document.get("failures")).hasSize(1);
        assertThat(document.get("failures").get(0).asText()).startsWith(bad + ":1: no known format");
        assertThat(document.has("labels")).isFalse();
        assertThat(typed.err()).contains("no file could be read, so nothing was classified");
    }

    @Test
    @Tag("broker")
    void quietPrintsNothingButWhatGoesWrong() throws IOException {
        // Given
        Path bad = Files.writeString(folder.resolve("bad.csv"), "something else\n");
        Path out = folder.resolve("out");

        // When
        int exit = typed.execute("classify", goodFile("cell.csv"), bad, "--out", out, "--quiet", "--priors", "equal");

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err()).startsWith(bad + ":1: no known format").hasLineCount(1);
        assertThat(out.resolve("labels.csv")).isNotEmptyFile();
    }

    @Test
    void replacesNothingUnlessToldTo() throws IOException {
        // Given a table that may be anybody's, and a picture of an earlier run
        Path out = Files.createDirectory(folder.resolve("out"));
        Path foreign = Files.writeString(out.resolve("labels.csv"), "labels of my own");
        Files.writeString(out.resolve("cell.png"), "a picture");
        Path log = Files.writeString(out.resolve("wanderscope.log"), "of the earlier run");

        // When
        int exit = typed.execute("classify", goodFile("cell.csv"), "--out", out);

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(typed.err())
                .startsWith("--out: " + foreign + " and 1 other result exist already; choose another folder, or replace"
                        + " them with --force")
                .hasLineCount(1);
        assertThat(foreign).hasContent("labels of my own");
        assertThat(log).hasContent("of the earlier run");
    }

    @Test
    @Tag("broker")
    void replacesResultsWhenToldTo() throws IOException {
        // Given
        Path out = Files.createDirectory(folder.resolve("out"));
        Files.writeString(out.resolve("labels.csv"), "of an earlier run");

        // When
        int exit = typed.execute("classify", goodFile("cell.csv"), "--out", out, "--force");

        // Then
        assertThat(exit).isZero();
        assertThat(labels(out)).hasSize(1);
    }

    @Test
    @Tag("broker")
    void aFileWithALongOrStrangeNameGetsItsResultsAndBreaksNoLine() throws IOException {
        // Given
        Path longest = goodFile("ä".repeat(125) + ".csv");
        Path strange = goodFile("a\n\u001b[31mb.csv");
        Path out = folder.resolve("out");

        // When
        int exit = typed.execute("classify", longest, strange, "--out", out);

        // Then
        assertThat(exit).isZero();
        assertThat(out.toFile().list((directory, name) -> name.endsWith(".png")))
                .hasSize(4);
        assertThat(out.toFile().list((directory, name) -> name.endsWith(".summary.json")))
                .hasSize(2);
        assertThat(typed.out() + typed.err()).doesNotContain("\u001b", "a\n");
        assertThat(labels(out)).extracting(row -> row.get("acquisition")).contains("a\n\u001b[31mb");
    }

    @Test
    void refusesColumnsThatItCannotUnderstand() throws IOException {
        // When
        int exit = typed.execute(
                "classify", goodFile("cell.csv"), "--out", folder.resolve("out"), "--columns", "track=id,when=t");

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(typed.err())
                .contains("--columns has 'when=t'; it should be like track=id,frame=t,x=xnm,y=ynm")
                .hasLineCount(1);
    }

    @Test
    void refusesAPixelSizeThatIsNoLength() throws IOException {
        // When
        int exit =
                typed.execute("classify", goodFile("cell.csv"), "--out", folder.resolve("out"), "--pixel-size", "1px");

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(typed.err())
                .contains(
                        "--pixel-size must be a length above 0 in µm, or with its unit, such as 0.1 or 100nm, got '1px'")
                .hasLineCount(1);
    }

    @Test
    void refusesAMinimumOfPointsBelowThatOfTheModelBeforeItReadsAnything() throws IOException {
        // When
        int exit = typed.execute("classify", "none.csv", "--out", folder.resolve("out"), "--min-points", 3);

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(typed.err())
                .startsWith("--min-points must be 5 or more with the model ")
                .hasLineCount(1);
    }

    @Test
    void demoTakesOptionsAboutAFileOnlyWithOne() {
        // When
        int exit = typed.execute("demo", "--pixel-size", "0.1");

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(typed.err())
                .contains("--columns, --pixel-size and --force are about a file; name it with --replay")
                .hasLineCount(1);
    }
}
