package io.wanderscope.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.wanderscope.cluster.TopicCreation;
import io.wanderscope.dashboard.HttpSettings;
import io.wanderscope.dashboard.IngestSettings;
import io.wanderscope.inference.ExecutionProvider;
import io.wanderscope.streaming.BoundedRocksDbMemory;
import io.wanderscope.streaming.LinkerSettings;
import io.wanderscope.streaming.LinkingCostRule;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TimeSettings;
import io.wanderscope.wire.SchemaRegistry;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunConfigurationTest {
    private static final Path SHIPPED = Path.of("models", "shipped.onnx");

    @TempDir
    private Path folder;

    @Test
    void hasTheDefaultsWhereTheFileSaysNothing() throws Exception {
        // When
        RunConfiguration configuration = read("bootstrap.servers=localhost:9092");

        // Then
        assertThat(configuration.topics()).isEqualTo(StreamTopics.defaults());
        assertThat(configuration.settings()).isEqualTo(StreamSettings.defaults());
        assertThat(configuration.model()).isEqualTo(SHIPPED);
        assertThat(configuration.provider()).isEqualTo(ExecutionProvider.AUTO);
        assertThat(configuration.inferenceThreads()).isEmpty();
        assertThat(configuration.topicCreation()).isEqualTo(TopicCreation.none());
        assertThat(configuration.registry()).isEmpty();
        assertThat(configuration.servers())
                .isEqualTo(new ServerPorts(HttpSettings.onLoopback(8090), Duration.ofMinutes(5), Optional.empty()));
    }

    private static HttpSettings http(int port) {
        return new HttpSettings(
                "0.0.0.0",
                port,
                Optional.of("0123456789abcdef"),
                Set.of("one.example", "two.example"),
                7,
                5,
                Optional.of(new IngestSettings(1_000, 10, 3_000)));
    }

    @Test
    void hasTheValuesOfTheFile() throws Exception {
        // When
        RunConfiguration configuration = read(
                "bootstrap.servers=a:1,b:2",
                "topics.localisations=loc",
                "topics.positions=p",
                "topics.labels=l",
                "topics.saliency=s",
                "topics.composition=c",
                "topics.population=population",
                "topics.triggers=t",
                "topics.dead.letters=d",
                "linking.max.displacement=0.8",
                "linking.costs=displacement",
                "linking.missed=0.6",
                "linking.frames.waiting=4",
                "linking.max.localisations=500",
                "time.max.ahead.ms=1",
                "ended.retention.ms=86400000",
                "composition.window.ms=5000",
                "window.min.points=11",
                "window.max.points=500",
                "live.every.points=7",
                "gap.max.frames=0",
                "inactivity.stream.ms=1500",
                "inactivity.wall.ms=2500",
                "batch.max.trajectories=32",
                "batch.linger.ms=50",
                "confidence.minimum=0.6",
                "model.path=mine.onnx",
                "inference.provider=cpu",
                "inference.threads=3",
                "topics.create=true",
                "topics.partitions=6",
                "topics.replication.factor=3",
                "schema.registry.url=https://registry:8443",
                "schema.registry.basic.auth.user.info=me:secret",
                "http.host=0.0.0.0",
                "http.token=0123456789abcdef",
                "http.hosts=One.Example, two.example",
                "http.browsers=7",
                "http.connections.per.address=5",
                "http.ingest=true",
                "http.ingest.request.bytes=1000",
                "http.ingest.request.rows=10",
                "http.ingest.bytes=3000",
                "dashboard.port=1",
                "dashboard.history.ms=1000",
                "metrics.port=2");

        // Then
        assertThat(configuration)
                .isEqualTo(new RunConfiguration(
                        new StreamTopics(Optional.of("loc"), "p", "l", "s", "c", "population", "t", "d"),
                        StreamSettings.defaults()
                                .with(StreamSettings.MINIMUM_POINTS, 11)
                                .with(StreamSettings.MAXIMUM_POINTS, 500)
                                .with(StreamSettings.LIVE_EVERY, 7)
                                .with(StreamSettings.MAXIMUM_GAP, 0)
                                .with(StreamSettings.STREAM_TIME_INACTIVITY, Duration.ofMillis(1500))
                                .with(StreamSettings.WALL_CLOCK_INACTIVITY, Duration.ofMillis(2500))
                                .with(StreamSettings.BATCH_SIZE, 32)
                                .with(StreamSettings.BATCH_LINGER, Duration.ofMillis(50))
                                .with(StreamSettings.MINIMUM_CONFIDENCE, 0.6)
                                .with(LinkerSettings.MAXIMUM_DISPLACEMENT, Optional.of(0.8))
                                .with(LinkerSettings.COSTS, LinkingCostRule.DISPLACEMENT)
                                .with(LinkerSettings.MISSED, Optional.of(0.6))
                                .with(LinkerSettings.FRAMES_WAITING, 4)
                                .with(LinkerSettings.MAXIMUM_LOCALISATIONS, 500)
                                .with(TimeSettings.MAXIMUM_AHEAD, Duration.ofMillis(1))
                                .with(TimeSettings.ENDED_RETENTION, Duration.ofDays(1))
                                .with(TimeSettings.COMPOSITION_WINDOW, Duration.ofSeconds(5)),
                        folder.resolve("mine.onnx"),
                        ExecutionProvider.CPU,
                        Optional.of(3),
                        new TopicCreation(true, Optional.of(6), Optional.of((short) 3)),
                        Optional.of(new SchemaRegistry(
                                "https://registry:8443", Map.of("schema.registry.basic.auth.user.info", "me:secret"))),
                        new ServerPorts(http(1), Duration.ofSeconds(1), Optional.of(http(2))),
                        Map.of("bootstrap.servers", "a:1,b:2")));
        StreamSettings settings = configuration.settings();
        assertThat(settings.minimumPoints()).isEqualTo(11);
        assertThat(settings.maximumPoints()).isEqualTo(500);
        assertThat(settings.liveEvery()).isEqualTo(7);
        assertThat(settings.maximumGap()).isZero();
        assertThat(settings.streamTimeInactivity()).isEqualTo(Duration.ofMillis(1500));
        assertThat(settings.wallClockInactivity()).isEqualTo(Duration.ofMillis(2500));
        assertThat(settings.batchSize()).isEqualTo(32);
        assertThat(settings.batchLinger()).isEqualTo(Duration.ofMillis(50));
        assertThat(settings.minimumConfidence()).isEqualTo(0.6);
        assertThat(settings.time().maximumAhead()).isEqualTo(Duration.ofMillis(1));
        assertThat(settings.time().endedRetention()).isEqualTo(Duration.ofDays(1));
        assertThat(settings.time().compositionWindow()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void passesKafkasEntriesToTheRightClients() throws Exception {
        // When
        RunConfiguration configuration = read(
                "bootstrap.servers=a:1",
                "security.protocol=SASL_SSL",
                "retries=3",
                "producer.retries=5",
                "admin.retries=7",
                "consumer.max.poll.records=9",
                "group.protocol=streams",
                "consumer.group.instance.id=one",
                "num.stream.threads=2");

        // Then
        assertThat(configuration.producer())
                .containsOnly(
                        entry("bootstrap.servers", "a:1"),
                        entry("security.protocol", "SASL_SSL"),
                        entry("retries", "5"));
        assertThat(configuration.admin())
                .containsOnly(
                        entry("bootstrap.servers", "a:1"),
                        entry("security.protocol", "SASL_SSL"),
                        entry("retries", "7"));
        assertThat(configuration.consumer())
                .containsOnly(
                        entry("bootstrap.servers", "a:1"),
                        entry("security.protocol", "SASL_SSL"),
                        entry("max.poll.records", "9"));
        assertThat(configuration.streams())
                .containsEntry("num.stream.threads", "2")
                .containsEntry("group.protocol", "streams")
                .containsEntry("consumer.max.poll.records", "9")
                .containsEntry("security.protocol", "SASL_SSL");
    }

    @Test
    void runsExactlyOnceWithBoundedMemoryUnlessTheFileSaysOtherwise() throws Exception {
        // When
        Map<String, Object> streams =
                read("bootstrap.servers=a:1", "application.id=mine").streams();

        // Then
        assertThat(streams)
                .containsEntry("processing.guarantee", "exactly_once_v2")
                .containsEntry("rocksdb.config.setter", BoundedRocksDbMemory.class)
                .containsEntry("application.id", "mine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state.dir",
                "sasl.jaas.config",
                "ssl.truststore.location",
                "main.consumer.fetch.max.bytes",
                "restore.consumer.fetch.max.bytes",
                "topic.min.insync.replicas",
                "client.tag.rack",
            })
    void knowsTheKeysThatKafkaKnows(String key) throws Exception {
        // When
        RunConfiguration configuration = read("bootstrap.servers=a:1", key + "=1");

        // Then
        assertThat(configuration.kafka()).containsEntry(key, "1");
    }

    @Test
    void readsTheRules() throws Exception {
        // When
        RunConfiguration configuration =
                read("bootstrap.servers=a:1", "trigger.motors.class=DIRECTED", "trigger.arrest.class=IMMOBILE");

        // Then
        assertThat(configuration.settings().rules().names()).containsExactly("arrest", "motors");
        assertThat(configuration.kafka()).containsOnlyKeys("bootstrap.servers");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trigger.motors.clas=ATTM | unknown key trigger.motors.clas; did you mean trigger.motors.class?",
                "trigger.class=ATTM | unknown key trigger.class; a rule's keys are trigger.NAME.class and so on, with a name"
                        + " of 1 to 64 letters, digits, - and _",
                "trigger.motors.points.min=0 | trigger.motors.points.min must be from 1 to 1000000, got 0",
                "trigger.motors.every.ms=1 | trigger.motors.… says nothing about the tracks it waits for; give it a"
                        + " condition, such as trigger.motors.class",
                "live.every.point=20 | unknown key live.every.point; did you mean live.every.points?",
                "producer.ack=all | unknown key producer.ack; did you mean producer.acks?",
                "topic.positions=p | unknown key topic.positions; did you mean topics.positions?",
                "metrics.prot=1 | unknown key metrics.prot; did you mean metrics.port?",
                "colour=red | unknown key colour; the keys are those of docs/configuration.md and of Kafka's clients",
                "window.min.points=ten | window.min.points must be a whole number, got 'ten'",
                "window.min.points=1 | window.min.points must be from 2 to 10000, got 1",
                "batch.linger.ms=1.5 | batch.linger.ms must be a whole number, got '1.5'",
                "confidence.minimum=high | confidence.minimum must be a number, got 'high'",
                "confidence.minimum=50 | confidence.minimum must be from 0 to 1, got 50.0",
                "topics.localisations=loc | linking.max.displacement is missing; localisations are linked, so give the"
                        + " longest displacement from one frame to the next, in their unit of length",
                "linking.max.displacement=0 | linking.max.displacement must be above 0, got 0.0",
                "topics.create=yes | topics.create must be true or false, got 'yes'",
                "topics.partitions=0 | topics.partitions must be from 1 to 100000, got 0",
                "topics.replication.factor=40000 | topics.replication.factor must be from 1 to 32767, got 40000",
                "inference.provider=gpu | inference.provider must be auto, cpu or cuda, got 'gpu'",
                "inference.threads=0 | inference.threads must be from 1 to 1024, got 0",
                "num.stream.threads=0 | num.stream.threads must be 1 or more, got 0",
                "commit.interval.ms=soon | Invalid value soon for configuration commit.interval.ms: Not a number of"
                        + " type LONG",
                "num.stream.threads=-2 | num.stream.threads must be 1 or more, got -2",
                "schema.registry.ur=http://a | unknown key schema.registry.ur; did you mean schema.registry.url?",
                "schema.registry.url=a:8080 | schema.registry.url must be an http or https URL, such as"
                        + " http://localhost:8081, got 'a:8080'",
                "schema.registry.url=ftp://a | schema.registry.url must be an http or https URL, such as"
                        + " http://localhost:8081, got 'ftp://a'",
                "schema.registry.url=http://a b | schema.registry.url must be an http or https URL, such as"
                        + " http://localhost:8081, got 'http://a b'",
                "schema.registry.url= | schema.registry.url must be an http or https URL, such as"
                        + " http://localhost:8081, got ''",
                "schema.registry.url=http://a:8080/apis/registry/v3 | schema.registry.url is the address of Apicurio's"
                        + " own API, 'http://a:8080/apis/registry/v3'; Confluent's, which is needed, has the address"
                        + " http://a:8080/apis/ccompat/v7",
                "schema.registry.bearer.auth.tokne=me | unknown key schema.registry.bearer.auth.tokne; did you mean"
                        + " schema.registry.bearer.auth.token?",
                "schema.registry.bearer.auth.token=me | schema.registry.url is missing; without it there is no"
                        + " registry, and schema.registry.bearer.auth.token would have no effect",
                "apicurio.registry.auth.username=me | unknown key apicurio.registry.auth.username; the keys of any"
                        + " registry start with schema.registry, as docs/configuration.md lists them",
            })
    void namesTheBadKeyAndWhatWouldBeRight(String line, String problem) {
        // When
        assertThatThrownBy(() -> read("bootstrap.servers=a:1", line))
                // Then
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(file() + ": " + problem);
    }

    @Test
    void refusesAReferenceWhereNoProviderIsNamed() {
        // When
        assertThatThrownBy(() -> read("bootstrap.servers=a:1", "num.stream.threads=${env:THREADS}"))
                // Then
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(file() + ": num.stream.threads refers to ${env:THREADS}, and config.providers names no"
                        + " provider env");
    }

    @Test
    void holdsWhatAProviderKnowsToTheTypeOfItsKey() throws Exception {
        // Given
        Files.writeString(folder.resolve("threads"), "3\n");
        Files.writeString(folder.resolve("timeout"), "soon\n");

        // When
        assertThatThrownBy(() -> read(
                        "bootstrap.servers=a:1",
                        "config.providers=dir",
                        "config.providers.dir.class=org.apache.kafka.common.config.provider.DirectoryConfigProvider",
                        "num.stream.threads=${dir:" + folder + ":threads}",
                        "session.timeout.ms=${dir:" + folder + ":timeout}"))
                // Then
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(file() + ": ")
                .hasMessageContaining("soon for configuration session.timeout.ms")
                .hasMessageNotContaining("num.stream.threads");
    }

    @Test
    void namesTheKeysOfABadTopicName() {
        // When
        assertThatThrownBy(() -> read("bootstrap.servers=a:1", "topics.labels=not a name"))
                // Then
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("topics.labels")
                .hasMessageContaining("\"not a name\" is not a legal topic name");
    }

    @Test
    void overridesReplaceEntriesOfTheFile() throws Exception {
        // Given
        Files.writeString(file(), "bootstrap.servers=a:1\nlive.every.points=20\nwindow.min.points=12\n");

        // When
        RunConfiguration configuration =
                RunConfiguration.read(file(), Map.of("live.every.points", "7", "application.id", "mine"), SHIPPED);

        // Then
        assertThat(configuration.settings().liveEvery()).isEqualTo(7);
        assertThat(configuration.settings().minimumPoints()).isEqualTo(12);
        assertThat(configuration.streams()).containsEntry("application.id", "mine");
    }

    @Test
    void needsNoFile() throws Exception {
        // When
        RunConfiguration configuration = RunConfiguration.of(
                Path.of("--set"), Map.of("bootstrap.servers", "a:1", "model.path", "mine.onnx"), SHIPPED);

        // Then
        assertThat(configuration.model()).isEqualTo(Path.of("mine.onnx"));
        assertThat(configuration.producer()).containsEntry("bootstrap.servers", "a:1");
    }

    @Test
    void entriesThatComeFromElsewhereAreRefusedInTheNameOfTheirOrigin() {
        // When
        assertThatThrownBy(() -> RunConfiguration.of(
                        Path.of("--set"), Map.of("bootstrap.servers", "a:1", "live.every.points", "0"), SHIPPED))
                // Then
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("--set: live.every.points must be");
    }

    @Test
    void needsToKnowTheBrokers() {
        // When
        assertThatThrownBy(() -> read("topics.create=true"))
                // Then
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(file() + ": bootstrap.servers is missing; it names the brokers, as in localhost:9092");
    }

    @Test
    void namesAFileThatIsMissing() {
        // When
        assertThatThrownBy(() -> RunConfiguration.read(file(), SHIPPED))
                // Then
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(file() + ": no such file; name a file of Java properties");
    }

    @Test
    void refusesAFileThatIsNotText() throws Exception {
        // Given
        Files.write(file(), "é".getBytes(StandardCharsets.ISO_8859_1));

        // When
        assertThatThrownBy(() -> RunConfiguration.read(file(), SHIPPED))
                // Then
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(file() + ": is not a file of Java properties in UTF-8");
    }

    @Test
    void namesAllProblemsAtOnce() {
        // When
        assertThatThrownBy(() -> read(
                        "live.every.point=20",
                        "window.min.points=ten",
                        "colour=red",
                        "window.max.points=5",
                        "topics.partitions=0",
                        "topics.labels=same",
                        "topics.saliency=same",
                        "inactivity.stream.ms=90000",
                        "ended.retention.ms=60000",
                        "commit.interval.ms=soon",
                        "producer.acks=most",
                        "num.stream.threads=0",
                        "schema.registry.url=ftp://a",
                        "schema.registry.bearer.auth.token=secret with spaces"))
                // Then
                .isInstanceOf(ConfigurationException.class)
                .satisfies(e -> assertThat(e.getMessage().lines())
                        .allMatch(problem -> problem.startsWith(file() + ": "))
                        .satisfiesExactlyInAnyOrder(
                                problem -> assertThat(problem).contains("unknown key live.every.point;"),
                                problem -> assertThat(problem).contains("unknown key colour;"),
                                problem -> assertThat(problem).contains("bootstrap.servers is missing"),
                                problem -> assertThat(problem).contains("window.min.points must be"),
                                problem -> assertThat(problem).contains("topics.partitions must be"),
                                problem -> assertThat(problem).contains("must have different names"),
                                problem -> assertThat(problem).contains("ended.retention.ms must be at least"),
                                problem -> assertThat(problem).contains("soon for configuration commit.interval.ms"),
                                problem -> assertThat(problem).contains("most for configuration producer.acks"),
                                problem -> assertThat(problem).contains("num.stream.threads must be"),
                                problem -> assertThat(problem).contains("schema.registry.url must be"),
                                problem -> assertThat(problem).contains("schema.registry.bearer.auth.token must be")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http.host=0.0.0.0|http.ingest=true with http.host=0.0.0.0 needs http.token: without it, anyone"
                        + " who can reach this machine can publish positions",
                "http.hosts=one.example|http.ingest=true with http.hosts=one.example needs http.token: without it,"
                        + " anyone who can reach the proxy with that name can publish positions",
                "http.ingest.bytes=31999999|http.ingest.bytes=31999999 must be at least twice"
                        + " http.ingest.request.bytes=16000000: one address may hold half of it, so the largest request"
                        + " would never find room",
            })
    void refusesWaysInThatAreOpenToStrangersOrTooNarrow(String entry, String problem) {
        // When
        assertThatThrownBy(() -> read("bootstrap.servers=a:1", "http.ingest=true", entry))
                // Then
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void showsNoSecret() throws Exception {
        // Given
        RunConfiguration configuration = read(
                "bootstrap.servers=a:1",
                "sasl.jaas.config=a-module required password=hush-1;",
                "ssl.truststore.password=hush-2",
                "http.token=hush-3-hush-3-hush-3",
                "metrics.port=0",
                "schema.registry.url=http://a:8081",
                "schema.registry.basic.auth.user.info=me:hush-4");

        // When
        String shown = configuration.toString();

        // Then
        assertThat(shown)
                .contains("particle-positions", "http://a:8081", "sasl.jaas.config", "metrics=Optional[HttpSettings[")
                .doesNotContain("hush");
    }

    @Test
    void skipsTheByteOrderMarkOfUtf8() throws Exception {
        // When
        RunConfiguration configuration = read("\uFEFFbootstrap.servers=a:1", "application.id=mikroskop-\u00fc");

        // Then
        assertThat(configuration.kafka())
                .containsEntry("bootstrap.servers", "a:1")
                .containsEntry("application.id", "mikroskop-\u00fc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "x-UTF-16LE-BOM"})
    void saysOfAFileInUtf16WhatToDo(String encoding) throws Exception {
        // Given
        Files.write(file(), "bootstrap.servers=a:1".getBytes(Charset.forName(encoding)));

        // When
        assertThatThrownBy(() -> RunConfiguration.read(file(), SHIPPED))
                // Then
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(file() + ": is in UTF-16; save it as UTF-8");
    }

    @Test
    void takesSecretsFromFilesThatTheConfigurationNames() throws Exception {
        // Given
        Files.writeString(folder.resolve("http.token"), "0123456789abcdef\n");
        Files.writeString(folder.resolve("password"), "top secret");

        // When
        RunConfiguration configuration = read(
                "bootstrap.servers=a:1",
                "config.providers=dir",
                "config.providers.dir.class=org.apache.kafka.common.config.provider.DirectoryConfigProvider",
                "http.token=${dir:" + folder + ":http.token}",
                "sasl.jaas.config=Login required password=\"${dir:" + folder + ":password}\";");

        // Then
        assertThat(configuration.servers().dashboard().token()).contains("0123456789abcdef");
        assertThat(configuration.streams())
                .containsEntry("sasl.jaas.config", "Login required password=\"top secret\";");
    }

    @Test
    void aProviderThatFailsForOneEntryDoesNotHideTheProblemsOfOthers() {
        // Given
        String missing = file().resolveSibling("missing.properties").toString();

        // Then
        assertThatThrownBy(() -> read(
                        "config.providers=file,env",
                        "config.providers.file.class=org.apache.kafka.common.config.provider.FileConfigProvider",
                        "config.providers.env.class=org.apache.kafka.common.config.provider.EnvVarConfigProvider",
                        "ssl.truststore.password=${file:" + missing + ":password}",
                        "group.instance.id=${env:NO_SUCH_VARIABLE}"))
                .hasMessage(file() + ": group.instance.id refers to ${env:NO_SUCH_VARIABLE}, which does not exist\n"
                        + file() + ": ssl.truststore.password: Could not read properties from file " + missing);
    }

    @Test
    void namesEveryReferenceToWhatDoesNotExist() {
        // When
        assertThatThrownBy(() -> read(
                        "bootstrap.servers=a:1",
                        "config.providers=dir,env",
                        "config.providers.dir.class=org.apache.kafka.common.config.provider.DirectoryConfigProvider",
                        "config.providers.env.class=org.apache.kafka.common.config.provider.EnvVarConfigProvider",
                        "http.token=${dir:" + folder + ":http.token}",
                        "group.instance.id=${env:NO_SUCH_VARIABLE}"))
                // Then
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(file() + ": group.instance.id refers to ${env:NO_SUCH_VARIABLE}, which does not exist\n"
                        + file() + ": http.token refers to ${dir:" + folder + ":http.token}, which does not exist");
    }

    @Test
    void namesAProviderThatIsNotThere() {
        // When
        assertThatThrownBy(() -> read(
                        "bootstrap.servers=a:1",
                        "config.providers=env",
                        "config.providers.env.class=org.apache.kafka.common.config.provider.EnvVarConfigProvider",
                        "http.token=${dir:/run/secrets:http.token}",
                        "sasl.jaas.config=${vault:jaas}"))
                // Then
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        file() + ": http.token refers to ${dir:/run/secrets:http.token}, and config.providers names no"
                                + " provider dir\n" + file()
                                + ": sasl.jaas.config refers to ${vault:jaas}, and config.providers names no provider"
                                + " vault");
    }

    /** Counts how often providers of secrets are made. */
    public static final class CountedProvider implements ConfigProvider {
        static final AtomicInteger MADE = new AtomicInteger();
        static final AtomicInteger CLOSED = new AtomicInteger();

        private String suffix = "";

        @Override
        public void configure(Map<String, ?> parameters) {
            MADE.incrementAndGet();
            suffix = String.valueOf(parameters.get("suffix"));
        }

        @Override
        public ConfigData get(String path) {
            throw new UnsupportedOperationException("only single keys are asked for");
        }

        @Override
        public ConfigData get(String path, Set<String> keys) {
            return new ConfigData(keys.stream().collect(Collectors.toMap(key -> key, key -> key + suffix)));
        }

        @Override
        public void close() {
            CLOSED.incrementAndGet();
        }
    }

    @Test
    void makesEachProviderOnceForAllReferencesAndForNoClient() throws Exception {
        // Given
        CountedProvider.MADE.set(0);
        CountedProvider.CLOSED.set(0);

        // When
        RunConfiguration configuration = read(
                "bootstrap.servers=a:1",
                "config.providers=env, counted",
                "config.providers.env.class=org.apache.kafka.common.config.provider.EnvVarConfigProvider",
                "config.providers.counted.class=" + CountedProvider.class.getName(),
                "config.providers.counted.param.suffix=-${env:PATH}",
                "client.id=${counted:one}",
                "application.id=${counted:two} of ${counted:three}");

        // Then
        assertThat(configuration.kafka())
                .containsEntry("client.id", "one-${env:PATH}")
                .containsEntry("application.id", "two-${env:PATH} of three-${env:PATH}");
        assertThat(CountedProvider.MADE).hasValue(1);
        assertThat(CountedProvider.CLOSED).hasValue(1);
        assertThat(configuration.admin().keySet())
                .as("what a secret contains is not looked up again")
                .noneMatch(key -> key.startsWith("config.providers"));
    }

    @Test
    void namesBothLinesOfAKeyThatIsWrittenTwice() {
        // When
        assertThatThrownBy(() -> read(
                        "# the brokers",
                        "bootstrap.servers=a:1",
                        "sasl.jaas.config=Login required \\",
                        "  # is no comment here \\",
                        "  http.token=neither;",
                        "",
                        "http.token=0123456789abcdef",
                        "  bootstrap.servers : b:1",
                        "http\\.token=fedcba9876543210",
                        "! bootstrap.servers=c:1",
                        "bootstrap.servers=d:1"))
                // Then
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(file() + ": lines 2 and 8 both set bootstrap.servers; keep one of them\n" + file()
                        + ": lines 7 and 9 both set http.token; keep one of them\n" + file()
                        + ": lines 2 and 11 both set bootstrap.servers; keep one of them");
    }

    @Test
    void namesTheLineOfAnEscapeThatIsNone() {
        // When
        assertThatThrownBy(() -> read("bootstrap.servers=a:1", "client.id=\\u00g0"))
                // Then
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(file() + ": is not a file of Java properties in UTF-8 (line 2: ");
    }

    @Test
    void saysThatAProviderCannotBeAsked() {
        // When
        assertThatThrownBy(() -> read(
                        "bootstrap.servers=a:1",
                        "config.providers=vault",
                        "config.providers.vault.class=no.such.Provider",
                        "http.token=${vault:http.token}"))
                // Then
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(file() + ": config.providers: ")
                .hasMessageContaining("no.such.Provider");
    }

    private RunConfiguration read(String... lines) throws Exception {
        Files.write(file(), List.of(lines));
        return RunConfiguration.read(file(), SHIPPED);
    }

    private Path file() {
        return folder.resolve("wanderscope.properties");
    }
}
