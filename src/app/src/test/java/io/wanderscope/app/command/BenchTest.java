package io.wanderscope.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wanderscope.app.bench.Figures;
import io.wanderscope.cluster.EmbeddedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The measurement from its command line to its figures; no figure is compared with a time. */
class BenchTest {
    private static final List<String> FIGURES = List.of(
            "load.positions",
            "load.labels",
            "load.seconds",
            "load.cpu",
            "load.cpu.stream",
            "load.cpu.broker",
            "load.cpu.rest",
            "load.cpu.population",
            "load.population",
            "load.cpu.measurement",
            "load.bytes.input",
            "load.bytes.output",
            "load.bytes.internal",
            "bytes.positions",
            "bytes.labels",
            "rate.200.median",
            "rate.200.p90",
            "rate.200.p99",
            "rate.200.maximum",
            "rate.200.labels",
            "rate.200.waiting",
            "rate.200.cores",
            "rate.200.bytes.internal",
            "restore.seconds",
            "restore.reading",
            "restore.bytes",
            "restore.rate",
            "length.short",
            "length.long",
            "length.ratio",
            "check.sent",
            "check.read",
            "check.tracks",
            "engine.labels",
            "engine.cpu",
            "engine.points",
            "bare.records",
            "bare.cpu",
            "ratio.engine",
            "ratio.bare",
            "plan.instances",
            "plan.partitions",
            "plan.brokers");

    @TempDir
    private Path folder;

    private final TypedCommands commands = new TypedCommands();

    @Test
    @Tag("broker")
    void everyPositionComesBackInLabelsAndEveryFigureHasItsUnit() throws Exception {
        // When
        int code = commands.execute(
                "bench",
                "--seconds",
                2,
                "--points",
                40,
                "--open",
                20,
                "--rate",
                200,
                "--every",
                10,
                "--set",
                "window.max.points=150",
                "--plan",
                1,
                "--json");

        // Then
        assertThat(code).as(commands.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(commands.out());
        JsonNode figures = json.path("figures");
        assertThat(figures.fieldNames()).toIterable().containsAll(FIGURES);
        assertThat(figures).allSatisfy(figure -> {
            assertThat(figure.path("value").isNumber()).isTrue();
            assertThat(figure.path("unit").isTextual()).isTrue();
        });
        long sent = value(figures, "check.sent");
        assertThat(sent).isPositive().isEqualTo(value(figures, "check.read"));
        assertThat(value(figures, "check.tracks")).isGreaterThanOrEqualTo(sent / 350);
        assertThat(value(figures, "rate.200.labels")).isPositive();
        assertThat(json.path("machine").fieldNames())
                .toIterable()
                .contains("cores", "heap_bytes", "java", "kafka", "model", "provider");
        assertThat(json.path("settings").path("live_every_points").asInt()).isEqualTo(10);
        assertThat(json.path("settings")
                        .path("changed")
                        .path("window.max.points")
                        .asText())
                .isEqualTo("150");
        assertThat(commands.err()).contains("warming up", "sending at 200/s", "engine alone", "bare topology");
    }

    @Test
    @Tag("broker")
    void nothingIsLeftOnACluster() throws Exception {
        // Given
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            Path config = Files.writeString(
                    folder.resolve("wanderscope.properties"),
                    "bootstrap.servers=" + broker.bootstrapServers()
                            + "\ntopics.partitions=2\ntopics.replication.factor=1\nwindow.max.points=100\n");

            // When
            int code = commands.execute(
                    "bench",
                    "--config",
                    config,
                    "--seconds",
                    1,
                    "--points",
                    30,
                    "--open",
                    20,
                    "--rate",
                    200,
                    "--every",
                    10);

            // Then
            assertThat(code).as(commands.err()).isZero();
            assertThat(commands.out())
                    .contains("Every position that was sent")
                    .contains("CPU a position, in all but the broker", "which is not in this process, is not measured")
                    .doesNotContain("of that the broker");
            assertThat(admin.listTopics().names().get()).isEmpty();
            assertThat(admin.listGroups().all().get()).isEmpty();
        }
    }

    private static long value(JsonNode figures, String key) {
        return figures.path(key).path("value").asLong();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--rate 0|each --rate must be from 1 to 100000, got 0",
                "--rate 575,x|Invalid value for option '--rate'",
                "--points 5|--points must be from 20 to 10000, got 5",
                "--open 0|--open must be from 1 to 100000, got 0",
                "--seconds 0|--seconds must be from 1 to 600, got 0",
                "--plan 0|--plan must be from 1 to 1000000 microscopes, got 0",
                "--plan 1 --retention 0|--retention must be above 0 and at most 3650 days, got 0.0",
                "--plan 1 --card 0|--card must be above 0 and below 1000000000 labels per second, got 0.0",
                "--figures f.json|--figures needs --plan; add --plan MICROSCOPES, or leave out --figures",
                "--retention 2|--retention needs --plan; add --plan MICROSCOPES, or leave out --retention",
                "--card 5000|--card needs --plan; add --plan MICROSCOPES, or leave out --card",
                "--every 0|--every must be from 1 to 1000000, got 0",
                "--plan 1 --figures f.json --config c|--figures and --config exclude each other",
                "--plan 1 --figures f.json --set inference.threads=1|--figures and --set exclude each other",
                "--plan 1 --figures f.json --seconds 30|--figures and --seconds exclude each other",
                "--plan 1 --figures f.json --points 250|--figures and --points exclude each other",
                "--plan 1 --figures f.json --open 400|--figures and --open exclude each other",
                "--plan 1 --figures f.json --every 10|--figures and --every exclude each other",
                "--plan 1 --figures f.json --rate 575|--figures and --rate exclude each other",
                "--plan 1 --figures f.json --seed 1|--figures and --seed exclude each other",
                "--set window|Value for option option '--set'"
            })
    void wrongOptionsAreReportedInOneLine(String options, String message) {
        // When
        int code = commands.execute((Object[]) ("bench " + options).split(" ", -1));

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(commands.err())
                .contains(message)
                .contains("(try 'wanderscope bench --help')")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--set window.max.point=5|--set: unknown key window.max.point; did you mean window.max.points?",
                "--config none.properties|none.properties: no such file",
                "--plan 1 --figures none.json|none.json: no such file"
            })
    void whatCannotBeUsedIsReportedInOneLine(String options, String message) {
        // When
        int code = commands.execute((Object[]) ("bench " + options).split(" ", -1));

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(commands.err()).startsWith("wanderscope bench: " + message).hasLineCount(1);
    }

    @Test
    void aPlanIsMadeFromTheFiguresOfAnEarlierRun() throws Exception {
        // Given
        Figures figures = new Figures(Map.of(), Map.of());
        List.of(
                        "load.positions",
                        "load.labels",
                        "load.cpu",
                        "load.cpu.stream",
                        "load.bytes.input",
                        "load.bytes.output",
                        "load.bytes.internal",
                        "engine.cpu",
                        "restore.rate")
                .forEach(key -> figures.add(key, "", 100, ""));
        Path file = Files.writeString(folder.resolve("figures.json"), figures.json());

        // When
        int code = commands.execute("bench", "--plan", 100, "--figures", file, "--retention", 2);

        // Then
        assertThat(code).as(commands.err()).isZero();
        assertThat(commands.out())
                .startsWith("100 microscopes of 2,300 positions/s")
                .contains("2 days, and changelogs", "breaks first");
    }

    @Test
    void theHelpHasExamplesThatCanBePasted() {
        // When
        int code = commands.execute("bench", "--help");

        // Then
        assertThat(code).isZero();
        assertThat(commands.out()).contains("  wanderscope bench --plan 100 --figures figures.json");
    }
}
