package io.wanderscope.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.diffusion.ClassPriors;
import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.inference.Provider;
import io.wanderscope.inference.ShippedModelFile;
import io.wanderscope.streaming.Setting;
import io.wanderscope.streaming.TriggerRules;
import io.wanderscope.wire.SchemaRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of docs/configuration.md, and the example beside it, match the program. */
class ConfigurationTableTest {
    /** The one default of Kafka's keys that depends on the machine, and is given in words. */
    private static final String STREAM_THREADS = "| `num.stream.threads` | half as many as cores, 1 to 8 |";

    private static final Path DOCUMENTS = ShippedModelFile.path().getParent().resolveSibling("docs");
    private static final Path SHIPPED = Path.of("models", "shipped.onnx");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `[a-z].*\\|$");
    private static final Pattern IN_EXAMPLE = Pattern.compile("(?m)^(#?)([a-z][a-z.]*)=(.*)$");
    private static final String BROKERS = "bootstrap.servers=a:1";

    /** Entries that keep another setting from narrowing a range. */
    private static final Map<String, String> COMPANIONS = Map.of(
            "window.min.points", "window.max.points=10000",
            "window.max.points", "window.min.points=2",
            "inactivity.stream.ms", "ended.retention.ms=315360000000",
            "ended.retention.ms", "inactivity.stream.ms=1",
            "http.ingest.request.bytes", "http.ingest=true\nhttp.ingest.bytes=2000000000",
            "http.ingest.request.rows", "http.ingest=true",
            "http.ingest.bytes", "http.ingest=true\nhttp.ingest.request.bytes=1000");

    @TempDir
    private Path folder;

    static Stream<SettingRow> table() throws IOException {
        return rows("## Wanderscope's own keys").map(SettingRow::of);
    }

    static Stream<SettingRow> literalDefaults() throws IOException {
        return table().filter(setting -> setting.literalDefault().isPresent());
    }

    static Stream<SettingRow> ranges() throws IOException {
        return table().filter(setting -> !setting.ends().isEmpty());
    }

    static Stream<Arguments> ends() throws IOException {
        return table().flatMap(setting -> setting.ends().stream().map(end -> Arguments.of(setting.key(), end)));
    }

    static Stream<Arguments> beyond() throws IOException {
        return table().flatMap(setting -> setting.beyond().stream().map(value -> Arguments.of(setting.key(), value)));
    }

    static Stream<Arguments> documents() {
        return Stream.of(
                Arguments.of("configuration.md", RunConfiguration.allSettings()),
                Arguments.of("triggers.md", TriggerRules.settings("NAME")));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void isGeneratedFromTheSettings(String name, List<Setting<?>> settings) throws Exception {
        // Given
        Path document = DOCUMENTS.resolve(name);
        String generated = SettingsTable.updated(Files.readString(document), settings);

        // When
        if (SettingsTable.isToBeWritten()) {
            Files.writeString(document, generated);
        }

        // Then
        assertThat(Files.readString(document))
                .as("docs/" + name + "; to write its table again: " + SettingsTable.COMMAND)
                .isEqualTo(generated);
    }

    @Test
    void hasNoKeyTwiceAndNoneOfKafkas() {
        // When
        List<String> keys =
                RunConfiguration.allSettings().stream().map(Setting::key).toList();

        // Then
        assertThat(keys).doesNotHaveDuplicates().noneMatch(KafkaKeys::contains);
    }

    @Test
    void hasEveryKeyOfWanderscopesOwn() throws Exception {
        // When
        List<String> keys = table().map(SettingRow::key).toList();

        // Then
        assertThat(keys)
                .containsExactlyInAnyOrderElementsOf(RunConfiguration.allSettings().stream()
                        .map(Setting::key)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("literalDefaults")
    void givingTheDefaultIsTheSameAsLeavingItOut(SettingRow setting) throws Exception {
        // When
        RunConfiguration given =
                read(setting.key() + "=" + setting.literalDefault().orElseThrow());

        // Then
        assertThat(given).isEqualTo(read());
    }

    @Test
    void theOtherDefaultsAreAsDescribedInWords() throws Exception {
        // When
        RunConfiguration defaults = read();

        // Then
        assertThat(table().filter(setting -> setting.literalDefault().isEmpty())
                        .collect(Collectors.toMap(SettingRow::key, SettingRow::documentedDefault)))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("topics.partitions", "the cluster's"),
                        Map.entry("topics.replication.factor", "the cluster's"),
                        Map.entry("topics.localisations", "none"),
                        Map.entry("linking.max.displacement", "none"),
                        Map.entry("linking.missed", "0.05 or 0.5"),
                        Map.entry("linking.started", "0.1 or 0.5"),
                        Map.entry("linking.bridged", "2 or 0.3"),
                        Map.entry("schema.registry.url", "none"),
                        Map.entry("model.path", "the shipped model"),
                        Map.entry("inference.threads", "one for each core, on a GPU at most 2"),
                        Map.entry("class.priors", "equal"),
                        Map.entry("imaging.localisation.noise", "unknown"),
                        Map.entry("imaging.exposure", "unknown"),
                        Map.entry("population.focal.depth", "unknown"),
                        Map.entry("metrics.port", "none"),
                        Map.entry("http.token", "none"),
                        Map.entry("http.hosts", "none")));
        assertThat(defaults.topics().localisations()).isEmpty();
        assertThat(defaults.settings().linking(defaults.topics())).isEmpty();
        assertThat(defaults.topicCreation().partitions()).isEmpty();
        assertThat(defaults.topicCreation().replicationFactor()).isEmpty();
        assertThat(defaults.registry()).isEmpty();
        assertThat(defaults.model()).isEqualTo(SHIPPED);
        int cores = Runtime.getRuntime().availableProcessors();
        assertThat(defaults.inferenceThreads(new Provider(Provider.Kind.CPU, ""))
                        .number())
                .isEqualTo(cores);
        assertThat(defaults.inferenceThreads(new Provider(Provider.Kind.CUDA, ""))
                        .number())
                .isEqualTo(Math.min(2, cores));
        assertThat(defaults.settings().classPriors()).isEqualTo(ClassPriors.EQUAL);
        assertThat(defaults.settings().imaging()).isEqualTo(ImagingConditions.UNKNOWN);
        assertThat(defaults.settings().focalDepth()).isEmpty();
        assertThat(defaults.servers().metrics()).isEmpty();
        assertThat(defaults.servers().dashboard().token()).isEmpty();
        assertThat(defaults.servers().dashboard().hosts()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void acceptsAndDistinguishesBothEndsOfARange(SettingRow setting) throws Exception {
        // When
        List<RunConfiguration> configurations = new ArrayList<>();
        for (String end : setting.ends()) {
            configurations.add(readWithCompanion(setting.key(), end));
        }

        // Then
        assertThat(configurations).hasSizeGreaterThan(1).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("beyond")
    void refusesWhatIsOutOfTheRangeAndNamesTheKey(String key, String value) {
        // When
        assertThatThrownBy(() -> readWithCompanion(key, value))
                // Then
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(key);
    }

    @Test
    void theExampleHasEveryKeyWithItsDefault() throws Exception {
        // Given
        Map<String, String> defaults = literalDefaults()
                .collect(Collectors.toMap(
                        SettingRow::key, setting -> setting.literalDefault().orElseThrow()));

        // When
        Map<String, String> given = new TreeMap<>();
        Map<String, String> commentedOut = new TreeMap<>();
        IN_EXAMPLE
                .matcher(Files.readString(example()))
                .results()
                .forEach(line -> (line.group(1).isEmpty() ? given : commentedOut).put(line.group(2), line.group(3)));

        // Then
        assertThat(given).containsOnlyKeys("bootstrap.servers", "application.id", "topics.create");
        assertThat(table().map(SettingRow::key))
                .filteredOn(key -> !given.containsKey(key))
                .containsExactlyInAnyOrderElementsOf(commentedOut.keySet());
        assertThat(commentedOut)
                .allSatisfy((key, value) -> assertThat(value).as(key).isEqualTo(defaults.getOrDefault(key, value)));
    }

    @Test
    void theExampleIsValidAsWrittenAndWithEveryKeyInUse() throws Exception {
        // Given
        Path inUse = Files.writeString(
                file(),
                IN_EXAMPLE
                        .matcher(Files.readString(example()))
                        .results()
                        // The example does not contain a real token.
                        .filter(line -> !line.group(2).equals("http.token"))
                        .map(line -> line.group(2) + "=" + line.group(3))
                        .collect(Collectors.joining("\n")));

        // When
        List<RunConfiguration> read =
                List.of(RunConfiguration.read(example(), SHIPPED), RunConfiguration.read(inUse, SHIPPED));

        // Then
        assertThat(read)
                .allSatisfy(configuration ->
                        assertThat(configuration.kafka()).containsOnlyKeys("bootstrap.servers", "application.id"));
    }

    @Test
    void namesTheDefaultsThatAreNotKafkas() throws Exception {
        // When
        Map<String, String> defaults = rows("## Kafka's keys")
                .filter(row -> !row.contains(STREAM_THREADS))
                .map(row -> SettingRow.codes(row).toList())
                .collect(Collectors.toMap(cells -> cells.get(0), cells -> cells.get(1)));

        // Then
        Map<String, String> streams = new TreeMap<>();
        read().streams()
                .forEach((key, value) -> streams.put(key, value instanceof Class<?> c ? c.getName() : "" + value));
        streams.remove("bootstrap.servers");
        int cores = Runtime.getRuntime().availableProcessors();
        assertThat(streams.remove("num.stream.threads")).isEqualTo("" + Math.max(1, Math.min(8, cores / 2)));
        assertThat(rows("## Kafka's keys").filter(row -> row.contains(STREAM_THREADS)))
                .hasSize(1);
        assertThat(defaults).containsExactlyInAnyOrderEntriesOf(streams);
    }

    @Test
    void namesEveryKeyOfTheRegistrysClient() throws Exception {
        // When
        List<String> keys = SettingRow.codes(section("## Keys of the registry's client"))
                .filter(key -> key.startsWith("schema.registry.") && !key.equals(SchemaRegistry.URL))
                .toList();

        // Then
        assertThat(keys).containsExactlyInAnyOrderElementsOf(SchemaRegistry.CLIENT_KEYS);
    }

    private RunConfiguration readWithCompanion(String key, String value) throws Exception {
        return read(key + "=" + value, COMPANIONS.getOrDefault(key, ""));
    }

    private RunConfiguration read(String... lines) throws Exception {
        return RunConfiguration.read(Files.writeString(file(), BROKERS + "\n" + String.join("\n", lines)), SHIPPED);
    }

    private Path file() {
        return folder.resolve("a.properties");
    }

    private static Path example() {
        return DOCUMENTS.resolve("wanderscope.properties");
    }

    private static Stream<String> rows(String heading) throws IOException {
        return ROW.matcher(section(heading)).results().map(row -> row.group());
    }

    private static String section(String heading) throws IOException {
        String document = Files.readString(DOCUMENTS.resolve("configuration.md"));
        int start = document.indexOf(heading + "\n");
        assertThat(start).as(heading).isNotNegative();
        int end = document.indexOf("\n## ", start + 1);
        return document.substring(start, end < 0 ? document.length() : end);
    }
}
