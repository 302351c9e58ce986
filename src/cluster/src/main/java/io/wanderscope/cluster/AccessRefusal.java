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

/** Turns a cluster's refusal into a sentence that says what must be granted. */
final class AccessRefusal {
    private AccessRefusal() {}

    /**
     * The sentence for a failed call.
     *
     * @param failure why the call to the cluster failed
     * @param operation what the call needs to be allowed
     * @return empty when the failure is not a refusal
     */
    static Optional<String> sentence(Throwable failure, AclOperation operation) {
        if (failure instanceof TopicAuthorizationException refusal) {
            return Optional.of(ofTopics(operation, refusal.unauthorizedTopics()));
        }
        if (failure instanceof GroupAuthorizationException refusal) {
            return Optional.of(ofGroup(operation, refusal.groupId()));
        }
        if (failure instanceof TransactionalIdAuthorizationException) {
            return Optional.of(lacks(AclOperation.WRITE, "transactional ids that begin with the application.id"));
        }
        if (failure instanceof ClusterAuthorizationException) {
            return Optional.of(lacks(operation, "the cluster"));
        }
        if (failure instanceof SaslAuthenticationException) {
            return Optional.of("the cluster does not accept who this client says it is (" + failure.getMessage()
                    + "); check sasl.mechanism and sasl.jaas.config");
        }
        if (failure instanceof SslAuthenticationException) {
            return Optional.of("this client and the cluster do not agree on TLS (" + failure.getMessage()
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
