package io.wanderscope.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees before a static member joins whether another running instance has its {@code group.instance.id}. The brokers would let it
 * join and end the other one, for good.
 *
 * <p>A member that has stopped stays in the group until its session ends, so that it may come back; the brokers do not tell it from a
 * running one. But Kafka Streams keeps an id of the process in its state folder, and names its clients by it: a member with the id of
 * this folder is this instance's earlier run. Any other has to leave the group within a session.
 */
final class StaticMemberCheck {
    /** Beyond the session, for brokers that notice its end late. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);
    /** In the folder of the application; a member of the same JSON as a UUID. */
    private static final String PROCESS_FILE = "kafka-streams-process-metadata";

    private static final Pattern PROCESS_ID = Pattern.compile("\"processId\"\\s*:\\s*\"([0-9a-fA-F-]{36})\"");
    private static final Logger LOG = LoggerFactory.getLogger(StaticMemberCheck.class);

    private final ClusterAdmin admin;
    private final StreamsConfig streams;
    private final String application;

    private StaticMemberCheck(ClusterAdmin admin, StreamsConfig streams) {
        this.admin = admin;
        this.streams = streams;
        this.application = streams.getString(StreamsConfig.APPLICATION_ID_CONFIG);
    }

    /** A sentence on the instance that runs under the same name; empty if there is none, or this is no static member. */
    static Optional<String> problem(ClusterAdmin admin, StreamsConfig streams) {
        StaticMemberCheck check = new StaticMemberCheck(admin, streams);
        return check.isStatic() ? check.problem() : Optional.empty();
    }

    private Optional<String> problem() {
        Optional<String> other = other();
        if (other.isEmpty()) {
            return Optional.empty();
        }
        Duration session = session();
        LOG.warn(
                "event=static_member_present member=\"{}\" reason=\"if it has stopped, the brokers remove it\" wait_s={}",
                other.get(),
                session.toSeconds());
        return new Polling(Time.SYSTEM, session.plus(MARGIN), POLL_INTERVAL)
                .<Optional<String>, RuntimeException>until(Optional::isEmpty, this::other)
                .map(member ->
                        "another instance with this " + ConsumerConfig.GROUP_INSTANCE_ID_CONFIG + " runs in the group "
                                + application + " (" + member + "); it goes on, and this one does not start; give each"
                                + " instance a " + ConsumerConfig.GROUP_INSTANCE_ID_CONFIG + " of its own");
    }

    /** A member that has the name of one of this instance's threads, and is not left from its earlier run. */
    private Optional<String> other() {
        Optional<Map<String, String>> members =
                ApplicationGroup.find(admin, application).map(ApplicationGroup::staticMembers);
        Optional<String> earlier = processId().map(id -> application + "-" + id + "-");
        return members.flatMap(found -> IntStream.rangeClosed(
                        1, streams.getInt(StreamsConfig.NUM_STREAM_THREADS_CONFIG))
                .mapToObj(this::consumer)
                .map(consumer -> found.get(String.valueOf(consumer.get(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG))))
                .filter(member ->
                        member != null && earlier.filter(member::startsWith).isEmpty())
                .findFirst());
    }

    private boolean isStatic() {
        return consumer(1).containsKey(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    }

    private Map<String, Object> consumer(int thread) {
        return streams.getMainConsumerConfigs(application, application, thread);
    }

    private Duration session() {
        Object own = consumer(1).get(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG);
        Object timeout = own == null
                ? ConsumerConfig.configDef().defaultValues().get(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG)
                : own;
        return Duration.ofMillis(Long.parseLong(String.valueOf(timeout)));
    }

    /** That of the process which last used this instance's state folder; empty if there is none. */
    private Optional<String> processId() {
        Path file = Path.of(streams.getString(StreamsConfig.STATE_DIR_CONFIG), application, PROCESS_FILE);
        try {
            Matcher id = PROCESS_ID.matcher(Files.readString(file, StandardCharsets.UTF_8));
            return id.find() ? Optional.of(id.group(1)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
