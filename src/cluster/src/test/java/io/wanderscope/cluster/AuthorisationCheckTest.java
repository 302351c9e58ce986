package io.wanderscope.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TopologyNames;
import io.wanderscope.streaming.TriggerRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the check says when the principal lacks a permission that the topology needs. */
@Tag("broker")
class AuthorisationCheckTest {
    private static final StreamTopics TOPICS = StreamTopics.defaults();
    private static final String LACKS = "no authorisation: the principal of this client lacks ";

    private static EmbeddedBroker broker;
    private static Admin admin;

    @BeforeAll
    static void start() {
        broker = SecuredBroker.start();
        Map<String, Object> all = SecuredBroker.client(broker, "admin", "admin-secret");
        RequiredTopics.ensure(all, TOPICS, TopicCreation.onOneBroker(1));
        admin = Admin.create(all);
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    @BeforeEach
    void grantWhatIsNeeded() throws Exception {
        admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
        grant(ResourceType.TOPIC, TOPICS.positions(), AclOperation.READ);
        grant(ResourceType.TOPIC, TOPICS.labels(), AclOperation.READ);
        for (String topic : List.of(
                TOPICS.labels(), TOPICS.saliency(), TOPICS.composition(), TOPICS.population(), TOPICS.deadLetters())) {
            grant(ResourceType.TOPIC, topic, AclOperation.WRITE);
        }
        grant(ResourceType.TOPIC, "wanderscope-", AclOperation.ALL);
        grant(ResourceType.GROUP, "wanderscope", AclOperation.READ);
        grant(ResourceType.TRANSACTIONAL_ID, "wanderscope-", AclOperation.WRITE);
    }

    @Test
    void findsNothingWrongWhenAllThatIsNeededIsGranted() {
        // When
        List<String> problems = problems();

        // Then
        assertThat(problems).isEmpty();
    }

    @Test
    void namesEachOperationThatIsMissingOnATopic() throws Exception {
        // Given
        revoke(ResourceType.TOPIC, TOPICS.labels(), AclOperation.WRITE);
        revoke(ResourceType.TOPIC, TOPICS.saliency(), AclOperation.WRITE);
        grant(ResourceType.TOPIC, TOPICS.saliency(), AclOperation.DESCRIBE);

        // When
        List<String> problems = problems();

        // Then
        assertThat(problems)
                .containsExactly(
                        LACKS + "WRITE on the topic trajectory-labels",
                        LACKS + "WRITE on the topic trajectory-saliency");
    }

    @Test
    void namesTheTopicsThatItMayNotEvenDescribe() throws Exception {
        // Given
        revoke(ResourceType.TOPIC, TOPICS.positions(), AclOperation.READ);
        revoke(ResourceType.TOPIC, TOPICS.deadLetters(), AclOperation.WRITE);

        // When
        assertThatThrownBy(AuthorisationCheckTest::problems)
                // Then
                .isInstanceOf(ClusterException.class)
                .hasMessage(LACKS + "DESCRIBE on the topics particle-positions, particle-positions-dlq");
    }

    @Test
    void namesTheTopicsThatItMayNotCreate() throws Exception {
        // Given
        revoke(ResourceType.TOPIC, "wanderscope-", AclOperation.ALL);
        grant(ResourceType.TOPIC, "wanderscope-", AclOperation.DESCRIBE);

        // When
        List<String> problems = problems();

        // Then
        assertThat(problems)
                .hasSameSizeAs(TopologyNames.internalTopics("wanderscope", StreamTopics.defaults(), TriggerRules.none())
                        .keySet())
                .contains(LACKS + "CREATE on the topic wanderscope-finals-by-acquisition-repartition");
    }

    @Test
    void namesTheGroup() throws Exception {
        // Given
        revoke(ResourceType.GROUP, "wanderscope", AclOperation.READ);

        // When
        List<String> problems = problems();

        // Then
        assertThat(problems).containsExactly(LACKS + "READ on the group wanderscope");
    }

    @Test
    void namesTheTransactionalIds() throws Exception {
        // Given
        revoke(ResourceType.TRANSACTIONAL_ID, "wanderscope-", AclOperation.WRITE);

        // When
        List<String> problems = problems();

        // Then
        assertThat(problems).containsExactly(LACKS + "WRITE on transactional ids that begin with the application.id");
    }

    @Test
    void saysThatThePasswordIsWrong() {
        // Given
        Map<String, Object> stranger = SecuredBroker.client(broker, "operator", "guessed");

        // When
        assertThatThrownBy(() -> problems(stranger))
                // Then
                .isInstanceOf(ClusterException.class)
                .hasMessageStartingWith("the cluster rejects the credentials of this client (")
                .hasMessageContaining("sasl.jaas.config");
    }

    private static List<String> problems() {
        return problems(SecuredBroker.client(broker, "operator", "operator-secret"));
    }

    private static List<String> problems(Map<String, Object> client) {
        Map<String, Object> streams = new HashMap<>(client);
        streams.put("application.id", "wanderscope");
        streams.put("processing.guarantee", "exactly_once_v2");
        return ClusterCheck.problems(
                TOPICS,
                TriggerRules.none(),
                TopicCreation.none(),
                new ClientConfigurations(streams, client, client, client));
    }

    private static void grant(ResourceType type, String name, AclOperation operation) throws Exception {
        admin.createAcls(List.of(binding(type, name, operation))).all().get();
    }

    private static void revoke(ResourceType type, String name, AclOperation operation) throws Exception {
        admin.deleteAcls(List.of(binding(type, name, operation).toFilter()))
                .all()
                .get();
    }

    private static AclBinding binding(ResourceType type, String name, AclOperation operation) {
        PatternType pattern = name.endsWith("-") ? PatternType.PREFIXED : PatternType.LITERAL;
        return new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry("User:operator", "*", operation, AclPermissionType.ALLOW));
    }
}
