package io.wanderscope.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.app.acquisition.Acquisition;
import io.wanderscope.app.acquisition.PacedPublisher;
import io.wanderscope.app.acquisition.PositionSequence;
import io.wanderscope.app.acquisition.SimulatedAcquisition;
import io.wanderscope.app.configuration.RunConfiguration;
import io.wanderscope.cluster.ClassificationStreams;
import io.wanderscope.cluster.EmbeddedBroker;
import io.wanderscope.cluster.RequiredTopics;
import io.wanderscope.cluster.TopicCreation;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.ingest.RecordType;
import io.wanderscope.schema.ParticleLocalisation;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.streaming.ClassificationTopology;
import io.wanderscope.streaming.LiveWhenBehind;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TopologyNames;
import io.wanderscope.verification.guarantees.Deterministic;
import io.wanderscope.verification.guarantees.Guarantee;
import io.wanderscope.verification.guarantees.GuaranteeTable;
import io.wanderscope.verification.guarantees.Observed;
import io.wanderscope.verification.guarantees.Truth;
import io.wanderscope.wire.WireFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code reset} and {@code clean} after the real topology has run, with rules and with linking, under both group protocols. */
@Tag("broker")
class ResetTest {
    private static final StreamTopics TOPICS = StreamTopics.defaults();
    private static final int TRACKS = 12;
    private static final String LOCALISATIONS = "particle-localisations";
    private static final int PARTICLES = 3;
    private static final String[] OTHERS = {"wanderscope-2-positions-changelog", "unrelated"};
    /** Of a configuration in which topics.localisations is set; where it no longer is, they are still there. */
    private static final String[] LINKING = {
        "wanderscope-localisations-changelog",
        "wanderscope-fields-changelog",
        "wanderscope-open-tracks-changelog",
        "wanderscope-ended-fields-changelog",
        "wanderscope-linking-clock-changelog"
    };

    @TempDir
    private Path folder;

    private EmbeddedBroker broker;
    private Map<String, Object> client;
    private ClusterContents cluster;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(Map.of(
                "group.streams.initial.rebalance.delay.ms", "0",
                "group.streams.min.heartbeat.interval.ms", "500",
                "group.streams.heartbeat.interval.ms", "500"));
        client = Map.of("bootstrap.servers", broker.bootstrapServers());
        cluster = new ClusterContents(client, TOPICS);
        RequiredTopics.ensure(client, List.of(TOPICS.positions()), TopicCreation.onOneBroker(3));
        // One partition of labels, so that they are read in the order in which they were written.
        RequiredTopics.ensure(client, TOPICS, TopicCreation.onOneBroker(1));
        RequiredTopics.ensure(client, List.of(TOPICS.triggers()), TopicCreation.onOneBroker(1));
        RequiredTopics.ensure(client, List.of(OTHERS), TopicCreation.onOneBroker(1));
        RequiredTopics.ensure(client, List.of(LINKING), TopicCreation.onOneBroker(1));
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void writesEveryResultAgainUnderItsIdentityAndCountsItOnce(String protocol) throws Exception {
        // Given
        Path config = configuration(protocol);
        run(
                config,
                () -> publish("cell", TRACKS),
                () -> cluster.finals().size() == TRACKS && cluster.completePopulations("cell", TRACKS) == 1);
        List<TrajectoryLabel> before = cluster.labels();
        Observed once = Observed.read(client, TOPICS, WireFormat.singleObject());

        // When
        TypedCommands typed = new TypedCommands();
        int exit = typed.execute("reset", "--config", config, "--yes");

        // Then
        assertThat(exit).as(typed.err()).isZero();
        assertThat(cluster.topics())
                .contains(OTHERS)
                .contains(LINKING)
                .containsAll(RequiredTopics.of(TOPICS))
                .doesNotContainAnyElementsOf(internalTopics(config).keySet());
        assertThat(folder.resolve("state/wanderscope")).doesNotExist();
        run(
                config,
                () -> {},
                () -> cluster.finals().size() == 2 * TRACKS && cluster.completePopulations("cell", TRACKS) == 2);
        assertThat(cluster.labels()).hasSize(2 * before.size());
        assertThat(withoutClockTimes(cluster.labels()))
                .containsExactlyInAnyOrderElementsOf(twice(withoutClockTimes(before)));
        assertKept(once, Guarantee.all(LiveWhenBehind.ALL));
        Observed again = since(once);
        assertKept(again, Guarantee.all(LiveWhenBehind.ALL));
        assertKept(
                again,
                List.of(new Deterministic(once, StreamSettings.defaults().minimumConfidence(), LiveWhenBehind.ALL)));
        run(config, () -> publish("after", 1), () -> cluster.compositions().containsKey("after"));
        assertThat(cluster.compositions()).containsExactlyInAnyOrderEntriesOf(Map.of("cell", TRACKS, "after", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void sendsEachTriggerAgainUnderItsIdAndLinksNothingAgain(String protocol) throws Exception {
        // Given
        Path config = configuration(protocol);
        Files.writeString(
                config,
                "topics.localisations=" + LOCALISATIONS + "\nlinking.max.displacement=1\n",
                StandardOpenOption.APPEND);
        RequiredTopics.ensure(client, List.of(LOCALISATIONS), TopicCreation.onOneBroker(1));
        run(
                config,
                () -> publishLocalisations("linked"),
                () -> cluster.triggers().size() == PARTICLES);
        List<String> triggers = cluster.triggers();
        int positions = CommittedRecords.of(client, TOPICS.positions()).size();

        // When
        TypedCommands typed = new TypedCommands();
        int exit = typed.execute("reset", "--config", config, "--yes");

        // Then
        assertThat(exit).as(typed.err()).isZero();
        assertThat(cluster.topics()).contains(LINKING);
        run(config, () -> {}, () -> cluster.triggers().size() == 2 * PARTICLES);
        assertThat(cluster.triggers()).containsExactlyInAnyOrderElementsOf(twice(triggers));
        assertThat(CommittedRecords.of(client, TOPICS.positions())).hasSize(positions);
        run(
                config,
                () -> publishLocalisations("after"),
                () -> cluster.triggers().size() == 3 * PARTICLES);
        assertThat(CommittedRecords.of(client, TOPICS.positions())).hasSize(2 * positions);
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void cleanKeepsOnlyThePositions(String protocol) throws Exception {
        // Given
        Path config = configuration(protocol);
        run(config, () -> publish("cell", TRACKS), () -> cluster.finals().size() == TRACKS);
        int positions = CommittedRecords.of(client, TOPICS.positions()).size();

        // When
        TypedCommands typed = new TypedCommands();
        int exit = typed.execute("clean", "--config", config, "--yes");

        // Then
        assertThat(exit).as(typed.err()).isZero();
        assertThat(cluster.topics()).containsExactlyInAnyOrder(TOPICS.positions(), OTHERS[0], OTHERS[1]);
        assertThat(CommittedRecords.of(client, TOPICS.positions())).hasSize(positions);
        assertThat(cluster.groups()).isEmpty();
        assertThat(folder.resolve("state/wanderscope")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void refusesWhileAnInstanceRuns(String protocol) throws Exception {
        // Given
        Path config = configuration(protocol);
        TypedCommands typed = new TypedCommands();

        // When
        Map<String, Integer> exits = new HashMap<>();
        run(config, () -> publish("cell", 1), () -> cluster.finals().size() == 1, () -> {
            exits.put("reset", typed.execute("reset", "--config", config, "--yes"));
            exits.put("clean", typed.execute("clean", "--config", config, "--yes"));
        });

        // Then
        assertThat(exits).containsOnly(Map.entry("reset", 1), Map.entry("clean", 1));
        assertThat(typed.err().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .contains("the group wanderscope has members: ")
                        .contains("127.0.0.1")
                        .contains("stop all instances"));
        assertThat(cluster.topics()).containsAll(internalTopics(config).keySet());
    }

    @Test
    void printsItsPlanAndChangesNothingWithoutYes() throws Exception {
        // Given
        Path config = configuration("classic");
        run(config, () -> publish("cell", 1), () -> cluster.finals().size() == 1);
        Set<String> before = cluster.topics();

        // When
        TypedCommands typed = new TypedCommands();
        int exit = typed.execute("clean", "--config", config);

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(typed.out().lines())
                .contains(
                        "would delete the group wanderscope",
                        "would delete the internal topic wanderscope-finals-by-acquisition-repartition",
                        "would delete the state directory " + folder.resolve("state/wanderscope"),
                        "would delete the topic trajectory-labels and everything in it")
                .endsWith("nothing was changed; add --yes to do it")
                .noneMatch(line -> line.contains("particle-positions ") || line.contains("wanderscope-2"));
        assertThat(cluster.topics()).isEqualTo(before);
        assertThat(cluster.groups()).containsExactly("wanderscope");
        assertThat(folder.resolve("state/wanderscope")).exists();
    }

    @Test
    void namesTheInternalTopicsAndPartitionsThatKafkaStreamsCreates() throws Exception {
        // Given
        Path config = configuration("classic");

        // When
        run(config, () -> publish("cell", 1), () -> cluster.compositions().containsKey("cell"));

        // Then
        assertThat(cluster.topics())
                .filteredOn(topic -> topic.startsWith("wanderscope-") && !topic.equals(OTHERS[0]))
                .filteredOn(topic -> !List.of(LINKING).contains(topic))
                .containsExactlyInAnyOrderElementsOf(internalTopics(config).keySet());
        Map<String, Integer> partitions = cluster.partitions();
        internalTopics(config)
                .forEach((internal, source) ->
                        assertThat(partitions.get(internal)).as(internal).isEqualTo(partitions.get(source)));
    }

    @Test
    void refusesAnApplicationIdThatIsNoDirectoryName() throws Exception {
        // Given
        Path config = configuration("classic");
        Files.writeString(config, "application.id=..\n", StandardOpenOption.APPEND);
        TypedCommands typed = new TypedCommands();

        // When
        int exit = typed.execute("reset", "--config", config, "--yes");

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(typed.err())
                .contains("application.id must consist of letters")
                .hasLineCount(1);
        assertThat(folder).exists();
    }

    private Observed since(Observed earlier) {
        Observed all = Observed.read(client, TOPICS, WireFormat.singleObject());
        return new Observed(
                all.results().subList(earlier.results().size(), all.results().size()),
                all.deadLetters()
                        .subList(earlier.deadLetters().size(), all.deadLetters().size()),
                all.populations());
    }

    private void assertKept(Observed observed, List<Guarantee> guarantees) {
        Truth truth = PublishedTruth.of(client, TOPICS.positions());
        GuaranteeTable table = new GuaranteeTable(guarantees, truth, observed);
        assertThat(table.isKept()).as(table.toString()).isTrue();
    }

    private Path configuration(String protocol) throws Exception {
        return Files.writeString(
                folder.resolve("a.properties"),
                "bootstrap.servers=" + broker.bootstrapServers() + "\ngroup.protocol=" + protocol + "\nstate.dir="
                        + folder.resolve("state") + "\nlive.when.behind=all\ntrigger.ended.status=final\n");
    }

    private void run(Path config, Runnable before, BooleanSupplier until) throws Exception {
        run(config, before, until, () -> {});
    }

    private void run(Path config, Runnable before, BooleanSupplier until, Runnable then) throws Exception {
        RunConfiguration configuration = RunConfiguration.read(config, config);
        try (FakeTrajectoryClassifier classifier = FakeTrajectoryClassifier.create();
                ClassificationStreams streams = ClassificationStreams.start(
                        ClassificationTopology.build(
                                configuration.topics(),
                                configuration.settings(),
                                WireFormat.singleObject(),
                                classifier,
                                new SimpleMeterRegistry()),
                        configuration.streams())) {
            before.run();
            await("results")
                    .atMost(Duration.ofMinutes(2))
                    .failFast(() -> assertThat(streams.failure()).isEmpty())
                    .until(until::getAsBoolean);
            then.run();
        }
    }

    private void publish(String name, int tracks) {
        Acquisition acquisition = SimulatedAcquisition.of(
                        new SimulatedAcquisition.Plan(name, tracks, 20, 60, 0.1, 0, 0.02), 3)
                .acquisition();
        try (PacedPublisher<ParticlePosition> publisher = PacedPublisher.open(
                client, RecordType.POSITIONS, TOPICS.positions(), WireFormat.singleObject(), System::nanoTime)) {
            publisher.publish(
                    PositionSequence.playing(acquisition, Double.POSITIVE_INFINITY, Instant.now()),
                    Double.POSITIVE_INFINITY,
                    published -> {});
        }
    }

    /** Particles that move in step, ten micrometres from each other, and the end of their acquisition. */
    private void publishLocalisations(String name) {
        Instant start = Instant.now();
        List<ParticleLocalisation> localisations = new ArrayList<>();
        for (int frame = 0; frame < 30; frame++) {
            for (int particle = 0; particle < PARTICLES; particle++) {
                localisations.add(localisation(name, start, frame)
                        .setX(10.0 * particle + 0.3 * (frame % 3))
                        .setY(0.1 * frame)
                        .setFrameLocalisations(PARTICLES)
                        .build());
            }
        }
        localisations.add(
                localisation(name, start, 29).setEndOfAcquisition(true).build());
        try (PacedPublisher<ParticleLocalisation> publisher = PacedPublisher.open(
                client, RecordType.LOCALISATIONS, LOCALISATIONS, WireFormat.singleObject(), System::nanoTime)) {
            publisher.publish(localisations);
            publisher.flush();
        }
    }

    private static ParticleLocalisation.Builder localisation(String name, Instant start, int frame) {
        return ParticleLocalisation.newBuilder()
                .setAcquisition(name)
                .setFrame(frame)
                .setTime(start.plusMillis(20L * frame))
                .setLengthUnit("um");
    }

    private static List<TrajectoryLabel> withoutClockTimes(List<TrajectoryLabel> labels) {
        labels.forEach(label -> label.put("classified_time", Instant.EPOCH));
        return labels;
    }

    private static <T> List<T> twice(List<T> records) {
        return records.stream().flatMap(each -> List.of(each, each).stream()).toList();
    }

    private static Map<String, String> internalTopics(Path config) throws Exception {
        RunConfiguration configuration = RunConfiguration.read(config, config);
        return TopologyNames.internalTopics(
                "wanderscope", TOPICS, configuration.settings().rules());
    }
}
