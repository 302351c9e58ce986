package io.wanderscope.cluster;

import java.util.Map;

/**
 * The configurations with which a program's clients reach its cluster.
 *
 * @param streams configuration of Kafka Streams
 * @param admin configuration of an admin client
 * @param producer configuration of a producer, without serializers
 * @param consumer configuration of a consumer that is in no group, without deserializers
 */
public record ClientConfigurations(
        Map<String, Object> streams,
        Map<String, Object> admin,
        Map<String, Object> producer,
        Map<String, Object> consumer) {
    /** Copies the maps. */
    public ClientConfigurations {
        streams = Map.copyOf(streams);
        admin = Map.copyOf(admin);
        producer = Map.copyOf(producer);
        consumer = Map.copyOf(consumer);
    }

    /** Only the keys: some values are secret. */
    @Override
    public String toString() {
        return "ClientConfigurations[streams=" + streams.keySet() + ", admin=" + admin.keySet() + ", producer="
                + producer.keySet() + ", consumer=" + consumer.keySet() + "]";
    }
}
