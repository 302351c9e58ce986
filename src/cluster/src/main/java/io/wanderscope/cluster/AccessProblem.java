package io.wanderscope.cluster;

import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;

/** Describes a failed authorisation or authentication in a sentence that says what to grant or to check. */
final class AccessProblem {
    private AccessProblem() {}

    /**
     * The sentence for a failed call.
     *
     * @param failure why the call to the cluster failed
     * @param operation what the call needs to be allowed
     * @return empty when the failure is of another kind
     */
    static Optional<String> sentence(Throwable failure, AclOperation operation) {
        if (failure instanceof TopicAuthorizationException denied) {
            return Optional.of(ofTopics(operation, denied.unauthorizedTopics()));
        }
        if (failure instanceof GroupAuthorizationException denied) {
            return Optional.of(ofGroup(operation, denied.groupId()));
        }
        if (failure instanceof TransactionalIdAuthorizationException) {
            return Optional.of(lacks(AclOperation.WRITE, "transactional ids that begin with the application.id"));
        }
        if (failure instanceof ClusterAuthorizationException) {
            return Optional.of(lacks(operation, "the cluster"));
        }
        if (failure instanceof SaslAuthenticationException) {
            return Optional.of("the cluster rejects the credentials of this client (" + failure.getMessage()
                    + "); check sasl.mechanism and sasl.jaas.config");
        }
        if (failure instanceof SslAuthenticationException) {
            return Optional.of("the TLS handshake with the cluster failed (" + failure.getMessage()
                    + "); check ssl.truststore.*, ssl.keystore.* and the names in the certificates");
        }
        return Optional.empty();
    }

    static String ofTopics(AclOperation operation, Collection<String> topics) {
        return lacks(
                operation,
                (topics.size() == 1 ? "the topic " : "the topics ") + String.join(", ", new TreeSet<>(topics)));
    }

    static String ofGroup(AclOperation operation, String group) {
        return lacks(operation, "the group " + group);
    }

    private static String lacks(AclOperation operation, String resource) {
        return "no authorisation: the principal of this client lacks " + operation + " on " + resource;
    }
}
