package io.wanderscope.cluster;

import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TopologyNames;
import io.wanderscope.streaming.TriggerRules;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Time;

/**
 * Checks that the instances which run already have the parts that this one has. Kafka Streams lets any member of a group assign
 * the tasks of all, by its own topology, and another version may lack some of them.
 */
final class TopologyCheck {
    /** For brokers that do not yet know what was created a moment ago. */
    private static final Polling POLLING = new Polling(Time.SYSTEM, Duration.ofSeconds(2), Duration.ofMillis(250));

    private TopologyCheck() {}

    /** The problem; empty when there is none, or when no other instance runs. */
    static Optional<String> problem(ClusterAdmin admin, String application, StreamTopics topics, TriggerRules rules) {
        // The group is asked first, because its topics exist once it is stable.
        return ApplicationGroup.find(admin, application)
                .filter(group -> group.stable() && !group.members().isEmpty())
                .flatMap(group -> POLLING.until(Optional::isEmpty, () -> problem(admin, group, topics, rules)));
    }

    private static Optional<String> problem(
            ClusterAdmin admin, ApplicationGroup group, StreamTopics topics, TriggerRules rules) {
        SortedSet<String> missing = new TreeSet<>(
                TopologyNames.internalTopics(group.id(), topics, rules).keySet());
        missing.removeAll(admin.described(missing).keySet());
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("the group " + group.id()
                        + " is that of an earlier version, or of a configuration without "
                        + (isOfLinking(missing, group.id()) ? "topics.localisations" : "rules") + " ("
                        + String.join(", ", group.members()) + "), which lacks what needs the topics "
                        + String.join(", ", missing)
                        + "; stop all its instances, then start those of this version, which go on from there. One that was"
                        + " killed or has a group.instance.id counts until its session.timeout.ms is over");
    }

    private static boolean isOfLinking(Collection<String> missing, String application) {
        return TopologyNames.linkingTopics(application).stream().anyMatch(missing::contains);
    }
}
