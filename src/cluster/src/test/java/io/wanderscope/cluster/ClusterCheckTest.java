package io.wanderscope.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TopologyNames;
import io.wanderscope.streaming.TriggerRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("broker")
class ClusterCheckTest {
    private static final StreamTopics TOPICS = StreamTopics.defaults();
    private static final int PARTITIONS = 3;

    private static EmbeddedBroker broker;
    private static Map<String, Object> client;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start();
        client = Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void beginWithNothing() throws Exception {
        try (Admin admin = Admin.create(client)) {
            admin.deleteTopics(List.copyOf(admin.listTopics().names().get()))
                    .all()
                    .get();
            awaitTrue(() -> admin.listTopics().names().get().isEmpty());
        }
    }

    @Test
    void findsNothingWrongWithAHealthyClusterAndLeavesNoTrace() throws Exception {
        // When
        List<String> problems = problems(client, Map.of());

        // Then
        assertThat(problems).isEmpty();
        try (Admin admin = Admin.create(client)) {
            assertThat(admin.listTopics().names().get()).containsExactlyInAnyOrderElementsOf(RequiredTopics.of(TOPICS));
            assertThat(admin.listConsumerGroupOffsets("wanderscope")
                            .partitionsToOffsetAndMetadata()
                            .get())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void findsNothingWrongBesideARunningInstance(String protocol, @TempDir Path state) throws Exception {
        // Given
        RequiredTopics.ensure(client, TOPICS, TopicCreation.onOneBroker(PARTITIONS));
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(TOPICS.positions());
        Properties configuration = new Properties();
        Map<String, Object> common = Map.of("group.protocol", protocol, "application.id", "by-" + protocol);
        configuration.putAll(streams(common));
        configuration.put("state.dir", state.toString());
        createInternalTopics("by-" + protocol);
        try (KafkaStreams instance = new KafkaStreams(builder.build(), configuration)) {
            instance.start();
            awaitTrue(() -> instance.state() == KafkaStreams.State.RUNNING);

            // When
            List<String> problems = problems(client, common);

            // Then
            assertThat(problems).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void namesWhatARunningInstanceOfAnotherVersionLacks(String protocol, @TempDir Path state) throws Exception {
        // Given
        RequiredTopics.ensure(client, RequiredTopics.of(TOPICS), TopicCreation.onOneBroker(PARTITIONS));
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(TOPICS.positions());
        String application = "earlier-" + protocol;
        Properties configuration = new Properties();
        Map<String, Object> common = Map.of("group.protocol", protocol, "application.id", application);
        configuration.putAll(streams(common));
        configuration.put("state.dir", state.toString());
        createInternalTopics(application);
        try (Admin admin = Admin.create(client);
                KafkaStreams instance = new KafkaStreams(builder.build(), configuration)) {
            admin.deleteTopics(List.of(application + "-population-changelog"))
                    .all()
                    .get();
            instance.start();
            awaitTrue(() -> isStable(application));

            // When
            List<String> problems = problems(client, common);

            // Then
            assertThat(problems)
                    .singleElement()
                    .asString()
                    .startsWith("the group " + application
                            + " is that of an earlier version, or of a configuration without rules (" + application)
                    .contains("lacks what needs the topics " + application
                            + "-population-changelog; stop all its instances");
        }
    }

    @Test
    void saysThatARunningInstanceLinksNoLocalisations(@TempDir Path state) throws Exception {
        // Given
        RequiredTopics.ensure(client, TOPICS, TopicCreation.onOneBroker(PARTITIONS));
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(TOPICS.positions());
        Properties configuration = new Properties();
        configuration.putAll(streams(Map.of("application.id", "tracks")));
        configuration.put("state.dir", state.toString());
        createInternalTopics("tracks");
        try (ClusterAdmin admin = ClusterAdmin.open(client);
                KafkaStreams instance = new KafkaStreams(builder.build(), configuration)) {
            instance.start();
            awaitTrue(() -> isStable("tracks"));

            // When
            Optional<String> problem = TopologyCheck.problem(
                    admin, "tracks", TOPICS.withLocalisations("localisations"), TriggerRules.none());

            // Then
            assertThat(problem.orElseThrow())
                    .startsWith("the group tracks is that of an earlier version, or of a configuration without"
                            + " topics.localisations (tracks");
        }
    }

    private static boolean isStable(String application) {
        try (ClusterAdmin admin = ClusterAdmin.open(client)) {
            return ApplicationGroup.find(admin, application)
                    .filter(ApplicationGroup::stable)
                    .isPresent();
        }
    }

    private static void createInternalTopics(String application) {
        RequiredTopics.ensure(
                client,
                List.copyOf(TopologyNames.internalTopics(application, TOPICS, TriggerRules.none())
                        .keySet()),
                TopicCreation.onOneBroker(PARTITIONS));
    }

    @Test
    void createsADeadLetterTopicThatTakesTheLargestPosition() throws Exception {
        // Given
        create(new NewTopic(TOPICS.positions(), 1, (short) 1).configs(Map.of("max.message.bytes", "3000000")));

        // When
        problems(client, Map.of());

        // Then
        assertThat(setting(TOPICS.deadLetters(), "max.message.bytes")).isEqualTo(Integer.toString(3000000 + 65536));
    }

    @Test
    void createsTopicsThatKeepTheLatestCompositionsAndPopulationsAndAllElse() throws Exception {
        // When
        problems(client, Map.of());

        // Then
        Map<String, String> policies = new HashMap<>();
        for (String topic : RequiredTopics.of(TOPICS)) {
            policies.put(topic, setting(topic, "cleanup.policy"));
        }
        assertThat(policies)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        TOPICS.positions(), "delete",
                        TOPICS.labels(), "delete",
                        TOPICS.saliency(), "delete",
                        TOPICS.composition(), "compact,delete",
                        TOPICS.population(), "compact,delete",
                        TOPICS.deadLetters(), "delete"));
        assertThat(warnings()).isEmpty();
    }

    @Test
    void warnsOfTopicsThatKeepTooLittle() throws Exception {
        // Given
        for (String topic : List.of(TOPICS.positions(), TOPICS.labels(), TOPICS.deadLetters())) {
            create(new NewTopic(topic, 1, (short) 1).configs(Map.of("cleanup.policy", "compact,delete")));
        }
        problems(client, Map.of());

        // When
        List<String> warnings = warnings();

        // Then
        assertThat(warnings)
                .containsExactly(
                        "the topic particle-positions has cleanup.policy=compact,delete, so all positions of a track but"
                                + " the latest are lost, unread ones too; set it to delete",
                        "the topic trajectory-labels has cleanup.policy=compact,delete, so only the latest result of a"
                                + " track is kept; set it to delete",
                        "the topic particle-positions-dlq has cleanup.policy=compact,delete, so a dead letter replaces"
                                + " the earlier ones of its key, and the stream waits at one without a key, which is"
                                + " refused; set it to delete");
    }

    @Test
    void warnsOfTopicsThatKeepTooMuchAndOfNoneThatKeepTheLatestForEver() throws Exception {
        // Given
        create(new NewTopic(TOPICS.composition(), 1, (short) 1).configs(Map.of("cleanup.policy", "delete")));
        create(new NewTopic(TOPICS.population(), 1, (short) 1).configs(Map.of("cleanup.policy", "compact")));
        problems(client, Map.of());

        // When
        List<String> warnings = warnings();

        // Then
        assertThat(warnings)
                .containsExactly(
                        "the topic acquisition-composition has cleanup.policy=delete, so it keeps every earlier"
                                + " version of a result beside the latest; set it to compact,delete");
    }

    @Test
    void saysThatALargePositionCouldNotBecomeADeadLetter() throws Exception {
        // Given
        create(new NewTopic(TOPICS.deadLetters(), 1, (short) 1).configs(Map.of("max.message.bytes", "1000")));

        // When
        List<String> problems = problems(client, Map.of());

        // Then
        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("the topic particle-positions-dlq accepts messages of at most 1000 bytes, but"
                        + " particle-positions accepts 1048588,")
                .endsWith("set max.message.bytes of particle-positions-dlq to 1114124");
    }

    @ParameterizedTest
    @CsvSource({"3000000, true", "3004095, true", "3004096, false"})
    void needsSpaceForTheHeadersOfADeadLetterWhereTheProducerSendsThatMuch(int bytes, boolean tooSmall)
            throws Exception {
        // Given
        create(new NewTopic(TOPICS.positions(), 1, (short) 1).configs(Map.of("max.message.bytes", "3000000")));
        create(new NewTopic(TOPICS.deadLetters(), 1, (short) 1)
                .configs(Map.of("max.message.bytes", Integer.toString(bytes))));

        // When
        List<String> problems = problems(client, Map.of("producer.max.request.size", "4000000"));

        // Then
        assertThat(problems)
                .filteredOn(problem -> problem.endsWith("set max.message.bytes of particle-positions-dlq to 3065536"))
                .hasSize(tooSmall ? 1 : 0)
                .hasSameSizeAs(problems);
    }

    @Test
    void needsNoSpaceForADeadLetterThatTheProducerSendsWithoutItsValue() throws Exception {
        // Given two topics of the cluster's default size, which is that of the largest request
        create(new NewTopic(TOPICS.positions(), 1, (short) 1));
        create(new NewTopic(TOPICS.deadLetters(), 1, (short) 1));

        // When
        List<String> problems = problems(client, Map.of());

        // Then
        assertThat(problems).isEmpty();
    }

    @Test
    void saysWhichStateNoLongerFitsThePartitions() throws Exception {
        // Given
        RequiredTopics.ensure(client, TOPICS, TopicCreation.onOneBroker(PARTITIONS));
        for (String internal : TopologyNames.internalTopics("wanderscope", TOPICS, TriggerRules.none())
                .keySet()) {
            create(new NewTopic(internal, PARTITIONS, (short) 1));
        }
        try (Admin admin = Admin.create(client)) {
            admin.createPartitions(Map.of(TOPICS.labels(), NewPartitions.increaseTo(PARTITIONS + 1)))
                    .all()
                    .get();
            awaitTrue(() -> partitions(admin, TOPICS.labels()) == PARTITIONS + 1);
        }

        // When
        List<String> problems = problems(client, Map.of());

        // Then
        assertThat(problems)
                .satisfiesExactly(
                        changelog -> assertThat(changelog)
                                .startsWith("the topic wanderscope-composition-changelog has 3 partitions, but"
                                        + " trajectory-labels has 4:")
                                .contains("`wanderscope reset`"),
                        repartition -> assertThat(repartition)
                                .startsWith(
                                        "the topic wanderscope-finals-by-acquisition-repartition has 3 partitions,"));
    }

    @Test
    void namesTheTopicsThatAreMissing() {
        // When
        assertThatThrownBy(() -> ClusterCheck.problems(
                        TOPICS,
                        TriggerRules.none(),
                        TopicCreation.none(),
                        new ClientConfigurations(streams(Map.of()), client, client, client)))
                // Then
                .isInstanceOf(ClusterException.class)
                .hasMessageStartingWith("missing on the cluster: the topics particle-positions, trajectory-labels,");
    }

    @Test
    void saysThatThereAreTooFewBrokersForExactlyOnceOnly() {
        try (EmbeddedBroker alone = EmbeddedBroker.start(Map.of("transaction.state.log.replication.factor", "3"))) {
            // Given
            Map<String, Object> itsClient = Map.of("bootstrap.servers", alone.bootstrapServers());

            // When
            List<String> exactlyOnce = problems(itsClient, Map.of());
            List<String> atLeastOnce = problems(itsClient, Map.of("processing.guarantee", "at_least_once"));

            // Then
            assertThat(exactlyOnce)
                    .containsExactly("exactly_once_v2 needs transaction.state.log.replication.factor=3 brokers, but the"
                            + " cluster has 1; start more, or lower it on the brokers");
            assertThat(atLeastOnce).isEmpty();
        }
    }

    @Test
    void saysThatTheBrokersDoNotReachThemselves() {
        // Given a broker that clients reach, but neither other brokers nor itself: nothing listens at port 9
        String forClients = "127.0.0.1:" + EmbeddedBroker.freePort();
        String controller = "127.0.0.1:" + EmbeddedBroker.freePort();
        Map<String, String> overrides = Map.of(
                "listeners", "BROKER://" + forClients + ",INTERNAL://127.0.0.1:0,CONTROLLER://" + controller,
                "advertised.listeners", "BROKER://" + forClients + ",INTERNAL://127.0.0.1:9",
                "controller.quorum.voters", "1@" + controller,
                "listener.security.protocol.map", "BROKER:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name", "INTERNAL");
        try (EmbeddedBroker unreachable = EmbeddedBroker.start(overrides)) {
            assertThat(unreachable.directory()).isNotEmptyDirectory();
            Map<String, Object> itsClient = Map.of("bootstrap.servers", forClients);

            // When
            List<String> problems = problems(itsClient, Map.of());

            // Then
            assertThat(problems)
                    .singleElement()
                    .asString()
                    .startsWith("transactions do not end within 15 s")
                    .contains("advertised.listeners");
        }
    }

    private static List<String> warnings() {
        try (ClusterAdmin admin = ClusterAdmin.open(client)) {
            return CleanupPolicies.warnings(admin, TOPICS, TriggerRules.none());
        }
    }

    private static String setting(String topic, String key) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(client)) {
            return admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get(key)
                    .value();
        }
    }

    private static List<String> problems(Map<String, Object> client, Map<String, Object> more) {
        Map<String, Object> entries = new HashMap<>(streams(more));
        entries.putAll(client);
        return ClusterCheck.problems(
                TOPICS,
                TriggerRules.none(),
                TopicCreation.onOneBroker(PARTITIONS),
                new ClientConfigurations(entries, client, client, client));
    }

    private static Map<String, Object> streams(Map<String, Object> more) {
        Map<String, Object> entries = new HashMap<>(Map.of(
                "application.id", "wanderscope",
                "processing.guarantee", "exactly_once_v2",
                "default.key.serde", "org.apache.kafka.common.serialization.Serdes$ByteArraySerde",
                "default.value.serde", "org.apache.kafka.common.serialization.Serdes$ByteArraySerde"));
        entries.putAll(client);
        entries.putAll(more);
        return entries;
    }

    private static int partitions(Admin admin, String topic) throws Exception {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .size();
    }

    /** A broker may learn only a moment later what the cluster has acknowledged. */
    private static void awaitTrue(Callable<Boolean> condition) {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(10))
                .until(condition);
    }

    private static void create(NewTopic topic) throws Exception {
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(List.of(topic)).all().get();
            awaitTrue(() -> admin.listTopics().names().get().contains(topic.name()));
        }
    }
}
