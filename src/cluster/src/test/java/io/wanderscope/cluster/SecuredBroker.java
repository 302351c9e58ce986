package io.wanderscope.cluster;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** A broker that authenticates clients (SASL/PLAIN) and grants only what a test allows. */
public final class SecuredBroker {
    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required";

    private SecuredBroker() {}

    /** A broker that knows the principals {@code admin}, who may do everything, and {@code operator}. */
    public static EmbeddedBroker start() {
        return EmbeddedBroker.start(Map.of(
                "listener.security.protocol.map", "BROKER:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                "sasl.enabled.mechanisms", "PLAIN",
                "sasl.mechanism.inter.broker.protocol", "PLAIN",
                "listener.name.broker.plain.sasl.jaas.config",
                        LOGIN + " username=\"admin\" password=\"admin-secret\" user_admin=\"admin-secret\""
                                + " user_operator=\"operator-secret\";",
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users", "User:admin;User:ANONYMOUS"));
    }

    /** Configuration of a client that authenticates as this principal. */
    public static Map<String, Object> client(EmbeddedBroker broker, String principal, String password) {
        return new HashMap<>(Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                LOGIN + " username=\"" + principal + "\" password=\"" + password + "\";"));
    }

    /** Lets the operator describe the topics. */
    public static void letDescribe(Map<String, Object> admin, List<String> topics) throws Exception {
        try (Admin client = Admin.create(admin)) {
            client.createAcls(topics.stream()
                            .map(topic -> new AclBinding(
                                    new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                                    new AccessControlEntry(
                                            "User:operator", "*", AclOperation.DESCRIBE, AclPermissionType.ALLOW)))
                            .toList())
                    .all()
                    .get();
        }
    }
}
