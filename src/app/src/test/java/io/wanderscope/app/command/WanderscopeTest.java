package io.wanderscope.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wanderscope.cluster.EmbeddedBroker;
import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.TrajectorySimulator;
import io.wanderscope.inference.ShippedModelFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands as typed, with the shipped model, on a broker inside the process. */
class WanderscopeTest {
    @TempDir
    private Path folder;

    private final TypedCommands typed = new TypedCommands();

    /**
     * A plain CSV with y before x: tracks of 40 and of 3 points, and one with a gap, disorder, a duplicate frame and
     * NaN.
     */
    private Path tracks(String name) throws IOException {
        StringBuilder csv = new StringBuilder("y,x,frame,trajectory\n");
        addTrack(csv, 1, 40, false);
        addTrack(csv, 2, 3, false);
        addTrack(csv, 3, 30, true);
        return Files.writeString(folder.resolve(name), csv);
    }

    private static void addTrack(StringBuilder csv, int track, int points, boolean damaged) {
        Trajectory path = TrajectorySimulator.withSeed(track).simulate(DiffusionModel.BROWNIAN, 1, points);
        for (int index = 0; index < points; index++) {
            int point = damaged ? points - 1 - index : index;
            if (damaged && (point == 7 || point == 8)) {
                continue;
            }
            String y = damaged && point == 12 ? "NaN" : Double.toString(path.y(point));
            csv.append(String.format(Locale.ROOT, "%s,%s,%d,%d%n", y, path.x(point), point, track));
            if (damaged && point == 20) {
                csv.append(String.format(Locale.ROOT, "99,99,%d,%d%n", point, track));
            }
        }
    }

    private List<CSVRecord> labels(Path results) throws IOException {
        try (CSVParser parser = CSVParser.parse(
                Files.newBufferedReader(results.resolve("labels.csv")),
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            assertThat(parser.getHeaderNames())
                    .containsExactly(
                            ("acquisition,track,status,revision,first_frame,last_frame,points,label,confidence,reason,"
                                            + "p_ATTM,p_CTRW,p_SUB_FBM,p_SUB_SBM,p_SUPER_FBM,p_LEVY_WALK,p_SUPER_SBM,"
                                            + "p_BROWNIAN,alpha,alpha_sd,family_DIFFUSION_MODEL,family_IMMOBILE,"
                                            + "family_CONFINED,family_DIRECTED,family_SWITCHING,family_ARTEFACT,"
                                            + "novelty,noise,noise_sd,class_set,observed_points,"
                                            + "diffusion_coefficient,diffusion_coefficient_sd,diffusion_unit,"
                                            + "localisation_error,msd_1,msd_2,msd_3,msd_4,radius_of_gyration,duration,"
                                            + "motion,motion_confidence,meaning,positions,duplicates,unused")
                                    .split(",", -1));
            return parser.getRecords();
        }
    }

    @Test
    @Tag("broker")
    void classifiesGoodFilesBesideBadOnesAndSaysWhatIsWrongWithThese() throws IOException {
        // Given
        Path good = tracks("cell.csv");
        Path empty = Files.createFile(folder.resolve("empty.csv"));
        Path unknown = Files.writeString(folder.resolve("notes.txt"), "these are notes\n");
        Path cut = Files.writeString(folder.resolve("cut.csv"), "frame,x,y,track\n0,1,2,1\n1,2");
        Path wrong = Files.writeString(folder.resolve("wrong.csv"), "frame,x,y,track\n0,1,2,1\n1,two,2,1\n");
        Path results = folder.resolve("out");

        // When
        int exit = typed.execute(
                "classify", good, empty, unknown, cut, wrong, folder.resolve("none.csv"), "--out", results);

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(typed.err())
                .contains("empty.csv: ")
                .contains("notes.txt:1: ")
                .contains("cut.csv:3: ")
                .contains("wrong.csv:3: ")
                .contains("none.csv: ")
                .doesNotContain("\tat ");
        assertThat(labels(results))
                .extracting(row -> row.get("acquisition") + " " + row.get("track") + " " + row.get("status"))
                .containsExactly("cell 1 FINAL", "cell 2 FINAL", "cell 3 FINAL");
        assertThat(typed.out())
                .contains("BROWNIAN")
                .contains("1 position of " + good + " without valid coordinates was left out (track 3, frame 12)")
                .doesNotContain("dead letter");
        assertThat(results.resolve("cell.png")).isNotEmptyFile();
    }

    @Test
    @Tag("broker")
    void writesProbabilitiesAndSaliencyOfEveryClassifiedTrack() throws IOException {
        // Given
        Path results = folder.resolve("out");

        // When
        int exit = typed.execute("classify", tracks("cell.csv"), "--out", results, "--minimum-confidence", "0");

        // Then
        assertThat(exit).isZero();
        List<CSVRecord> rows = labels(results);
        assertThat(rows.get(0).get("points")).isEqualTo("40");
        assertThat(rows.get(1).get("reason")).isEqualTo("TOO_SHORT");
        assertThat(rows.get(1).get("label")).isEqualTo("UNDETERMINED");
        assertThat(rows.get(1).get("meaning")).isEqualTo("no answer: too few points");
        assertThat(rows.get(2).get("first_frame")).isEqualTo("0");
        assertThat(rows.get(2).get("last_frame")).isEqualTo("29");
        assertThat(rows.get(2).get("points")).isEqualTo("30");
        for (CSVRecord row : List.of(rows.get(0), rows.get(2))) {
            double sum = 0;
            for (DiffusionModel model : DiffusionModel.values()) {
                sum += Double.parseDouble(row.get("p_" + model));
            }
            assertThat(sum).isCloseTo(1, within(1e-6));
        }
        List<String> lines = Files.readAllLines(results.resolve("saliency.jsonl"));
        assertThat(lines).hasSize(2);
        JsonNode damaged = new ObjectMapper().readTree(lines.get(1));
        assertThat(damaged.get("track").asText()).isEqualTo("3");
        assertThat(damaged.get("explained").asText()).isEqualTo(rows.get(2).get("label"));
        assertThat(damaged.get("frames")).hasSize(30);
        assertThat(damaged.get("interpolated_frames").toString()).isEqualTo("[7,8,12]");
        assertThat(damaged.get("x").get(20).asDouble()).isNotEqualTo(99);
        assertThat(damaged.get("stages")).hasSize(4).allSatisfy(stage -> {
            assertThat(stage.get("name").asText()).startsWith("stage");
            assertThat(stage.get("weights")).hasSize(30);
        });
    }

    @Test
    @Tag("broker")
    void showsWhatPriorsDoToShortTracksWhereTheModelSaysIt() throws IOException {
        // Given a model whose file says it: an entry of metadata, field 14 of an ONNX model
        Path model = Files.copy(ShippedModelFile.path(), folder.resolve("described.onnx"));
        Files.write(
                model,
                "r-\n\030wanderscope.short_tracks\022\021BROWNIAN 4.9 31.2".getBytes(StandardCharsets.US_ASCII),
                StandardOpenOption.APPEND);
        Path results = folder.resolve("out");

        // When
        int exit =
                typed.execute("classify", tracks("cell.csv"), "--out", results, "--model", model, "--priors", "equal");

        // Then
        assertThat(exit).isZero();
        assertThat(typed.out()).contains("\nBROWNIAN 4.9 31.2\n");
    }

    @Test
    @Tag("broker")
    void leavesTracksOfLowConfidenceUndeterminedAndStillGivesTheirSaliency() throws IOException {
        // Given
        Path results = folder.resolve("out");

        // When no track can be confident enough
        int exit = typed.execute("classify", tracks("cell.csv"), "--out", results, "--minimum-confidence", "1");

        // Then
        assertThat(exit).isZero();
        assertThat(labels(results))
                .extracting(row -> row.get("label") + " " + row.get("reason"))
                .containsExactly(
                        "UNDETERMINED LOW_CONFIDENCE", "UNDETERMINED TOO_SHORT", "UNDETERMINED LOW_CONFIDENCE");
        assertThat(labels(results).get(0).get("alpha")).isNotEmpty();
        assertThat(Files.readAllLines(results.resolve("saliency.jsonl"))).hasSize(2);
        assertThat(typed.out()).contains("LOW_CONFIDENCE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--priors | BROWNIAN | --priors must be equal, or classes with their prior probabilities, such as BROWNIAN=0.5",
                "--priors | WALK=0.5 | --priors must name classes among ATTM, CTRW",
                "--priors | ATTM=0.7,CTRW=0.7 | --priors must add up to less than 1",
                "--localisation-noise | -0.1 | --localisation-noise must be 0 or more, got -0.1",
                "--localisation-noise | NaN | --localisation-noise must be 0 or more, got NaN",
                "--exposure | 1.5 | --exposure must be from 0 to 1, got 1.5",
            })
    void refusesWhatCannotBeKnownAboutAnExperiment(String option, String value, String problem) throws IOException {
        // When
        int exit = typed.execute("classify", tracks("cell.csv"), "--out", folder.resolve("out"), option, value);

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(typed.err()).contains(problem);
    }

    @Test
    void refusesAConfidenceThatIsNoProbability() throws IOException {
        // When
        int exit = typed.execute(
                "classify", tracks("cell.csv"), "--out", folder.resolve("out"), "--minimum-confidence", "50");

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(typed.err()).contains("--minimum-confidence must be from 0 to 1, got 50.0");
    }

    @Test
    @Tag("broker")
    void doubtsANoiseInTheWrongUnitAndSaysWhichLengthsAreInPixelsForWantOfAUnit() throws IOException {
        // Given a file without units, whose displacements are of the order of 1
        Path file = tracks("cell.csv");

        // When
        int exit = typed.execute(
                "classify",
                file,
                "--out",
                folder.resolve("out"),
                "--localisation-noise",
                "0.0001",
                "--priors",
                "ATTM=0.2");

        // Then
        assertThat(exit).isZero();
        assertThat(typed.err())
                .containsOnlyOnce(file + ": no unit of length but px, so lengths are taken for px")
                .containsOnlyOnce(file + ": --localisation-noise 0.0001 px is more than 100 times smaller")
                .contains("; is it in px, the unit of the file?");
    }

    @Test
    @Tag("broker")
    void writesLiveRevisionsWhenAsked() throws IOException {
        // Given
        Path results = folder.resolve("out");

        // When
        int exit = typed.execute("classify", tracks("cell.csv"), "--out", results, "--revisions");

        // Then a track of 40 points is classified after 20 and 40, and at its end
        assertThat(exit).isZero();
        assertThat(labels(results))
                .filteredOn(row -> row.get("track").equals("1"))
                .extracting(row -> row.get("revision") + " " + row.get("status") + " " + row.get("points"))
                .last()
                .asString()
                .endsWith("FINAL 40");
    }

    @Test
    @Tag("broker")
    void writesARowPerTrackInTheOrderOfTheFilesAndTheirTracks() throws IOException {
        // Given tracks whose names, frames and lengths say nothing about their order, in two files
        Path one = shortTracks("one.csv", 400);
        Path two = shortTracks("two.csv", 300);
        Path results = folder.resolve("out");

        // When
        int exit = typed.execute("classify", two, one, "--out", results);

        // Then
        assertThat(exit).isZero();
        List<String> expected = new ArrayList<>(tracksOf("two", 300));
        expected.addAll(tracksOf("one", 400));
        assertThat(labels(results))
                .extracting(row -> row.get("acquisition") + " " + row.get("track"))
                .containsExactlyElementsOf(expected);
        assertThat(typed.err()).contains("classified 700 of 700");
        assertThat(results.toFile().list())
                .containsExactlyInAnyOrder(
                        "labels.csv",
                        "saliency.jsonl",
                        "population.csv",
                        "one.png",
                        "one-population.png",
                        "one.summary.json",
                        "two.png",
                        "two-population.png",
                        "two.summary.json",
                        "wanderscope.log");
    }

    private Path shortTracks(String name, int tracks) throws IOException {
        StringBuilder csv = new StringBuilder("track,frame,x,y\n");
        for (int index = 0; index < tracks; index++) {
            for (int point = 0; point <= index % 4; point++) {
                csv.append(String.format(
                        Locale.ROOT, "%d,%d,%d,%d%n", index * 37 % tracks, 1000 - index + point, index, point));
            }
        }
        return Files.writeString(folder.resolve(name), csv);
    }

    private static List<String> tracksOf(String acquisition, int tracks) {
        return IntStream.range(0, tracks)
                .mapToObj(index -> acquisition + " " + index * 37 % tracks)
                .toList();
    }

    @Test
    @Tag("broker")
    void computesNoLiveResultsUnlessTheyAreWanted() throws IOException {
        // Given a track of 40 points, which is long enough for them
        Path results = folder.resolve("out");

        // When
        int exit = typed.execute("classify", tracks("cell.csv"), "--out", results);

        // Then its final result is the first one
        assertThat(exit).isZero();
        assertThat(labels(results).get(0).get("revision")).isEqualTo("1");
    }

    @Test
    void refusesAFileThatIsNoModel() throws IOException {
        // Given
        Path model = Files.writeString(folder.resolve("model.onnx"), "no model");

        // When
        int exit = typed.execute("classify", tracks("cell.csv"), "--out", folder.resolve("out"), "--model", model);

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(typed.err()).contains("model.onnx: not an ONNX model").hasLineCount(1);
    }

    @Test
    void reportsWrongUsageInOneLine() {
        // When
        int exit = typed.execute("classify", "--out", folder);

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(typed.err())
                .contains("FILE")
                .contains("wanderscope classify --help")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "classify cell.csv --out out, --noise, --localisation-noise",
        "classify cell.csv --out out, --noise=1, --localisation-noise",
        "demo, --localisation-noise, --noise",
        "demo, --speeed, --speed",
    })
    void namesTheOptionThatWasMeantByAnUnknownOne(String command, String unknown, String meant) {
        // When
        int exit = typed.execute((Object[]) (command + " " + unknown).split(" "));

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(typed.err())
                .contains("Unknown option: '" + unknown + "'; did you mean " + meant + "? (try")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--xyz", "--", "-", ""})
    void suggestsNothingWhereNoOptionIsClose(String unknown) {
        // When
        int exit = typed.execute("demo", unknown, "x");

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(typed.err()).doesNotContain("did you mean").hasLineCount(1);
    }

    @Test
    void runNamesAnUnknownKeyAndTheOneThatWasMeant() throws IOException {
        // Given
        Path config = Files.writeString(folder.resolve("a.properties"), "bootstrap.servers=x:1\nwindow.min.point=12\n");

        // When
        int exit = typed.execute("run", "--config", config);

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(typed.err())
                .contains("unknown key window.min.point; did you mean window.min.points?")
                .hasLineCount(1);
    }

    @Test
    void runNamesEveryProblemOfTheConfigurationOnALineOfItsOwn() throws IOException {
        // Given
        Path config = Files.writeString(folder.resolve("a.properties"), "window.min.point=12\ntopics.partitions=0\n");

        // When
        int exit = typed.execute("run", "--config", config);

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(typed.err().lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("wanderscope run: " + config + ": "))
                .anyMatch(line -> line.contains("unknown key window.min.point"))
                .anyMatch(line -> line.contains("bootstrap.servers is missing"))
                .anyMatch(line -> line.contains("topics.partitions must be"));
    }

    @Test
    @Tag("broker")
    void runNamesTheTopicsThatAreMissing() throws IOException {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            // Given
            Path config = Files.writeString(
                    folder.resolve("a.properties"), "bootstrap.servers=" + broker.bootstrapServers() + "\n");

            // When
            int exit = typed.execute("run", "--config", config);

            // Then
            assertThat(exit).isEqualTo(1);
            assertThat(typed.err())
                    .contains("particle-positions, trajectory-labels, trajectory-saliency, acquisition-composition,"
                            + " acquisition-population, particle-positions-dlq")
                    .contains("topics.create=true")
                    .hasLineCount(1);
        }
    }

    @Test
    @Tag("broker")
    void simulatePublishesWhatItsTruthFileSays() throws IOException {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            // Given
            Path config = Files.writeString(
                    folder.resolve("a.properties"),
                    "bootstrap.servers=" + broker.bootstrapServers()
                            + "\ntopics.create=true\ntopics.partitions=2\ntopics.replication.factor=1\n");
            Path truth = folder.resolve("truth.csv");

            // When
            int exit = typed.execute(
                    "simulate",
                    "--config",
                    config,
                    "--acquisition",
                    "test",
                    "--tracks",
                    20,
                    "--points",
                    "10-30",
                    "--seed",
                    4,
                    "--speed",
                    0,
                    "--truth",
                    truth);

            // Then
            assertThat(typed.err()).contains("published");
            assertThat(exit).isZero();
            assertThat(Files.readAllLines(truth)).hasSize(21).first().isEqualTo("track,model,exponent,noise");
        }
    }

    @Test
    @Tag("broker")
    void simulateNamesTheFamilyOfOtherMotionInItsTruthFile() throws IOException {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            // Given
            Path truth = folder.resolve("truth.csv");

            // When
            int exit = typed.execute(
                    "simulate",
                    "--bootstrap-servers",
                    broker.bootstrapServers(),
                    "--create-topic",
                    "--tracks",
                    20,
                    "--points",
                    "10-30",
                    "--other-motion",
                    1,
                    "--speed",
                    0,
                    "--truth",
                    truth);

            // Then
            assertThat(typed.err()).contains("published");
            assertThat(exit).isZero();
            assertThat(Files.readAllLines(truth))
                    .hasSize(21)
                    .startsWith("track,model,exponent,noise")
                    .filteredOn(line -> !line.startsWith("track"))
                    .allMatch(line -> line.matches("\\d+,(IMMOBILE|CONFINED|DIRECTED|SWITCHING),,0.1"));
        }
    }
}
