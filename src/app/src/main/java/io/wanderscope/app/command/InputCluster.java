package io.wanderscope.app.command;

import io.wanderscope.app.configuration.ConfigurationException;
import io.wanderscope.app.configuration.RunConfiguration;
import io.wanderscope.app.terminal.ShippedModel;
import io.wanderscope.cluster.TopicCreation;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.wire.WireFormat;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The cluster to publish to, given in one of two ways. */
final class InputCluster {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Configuration of the cluster, as for run: bootstrap.servers, topics, schema registry, security.")
    private @Nullable Path config;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "Brokers of a cluster that needs no further configuration.")
    private @Nullable String bootstrapServers;

    /** Where records go, and whether a missing topic may be created. */
    record Target(
            Map<String, Object> admin,
            Map<String, Object> producer,
            StreamTopics topics,
            WireFormat format,
            TopicCreation creation) {}

    /**
     * What the options say.
     *
     * @param createTopic whether a missing topic is created even if the configuration does not say so
     */
    Target target(boolean createTopic) throws ConfigurationException {
        if (config == null) {
            // The group of options requires one of the two.
            Map<String, Object> client =
                    Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, Objects.requireNonNull(bootstrapServers));
            return new Target(
                    client,
                    client,
                    StreamTopics.defaults(),
                    WireFormat.singleObject(),
                    creation(TopicCreation.none(), createTopic));
        }
        RunConfiguration configuration = RunConfiguration.read(config, ShippedModel.path());
        return new Target(
                configuration.admin(),
                configuration.producer(),
                configuration.topics(),
                configuration.wireFormat(),
                creation(configuration.topicCreation(), createTopic));
    }

    private static TopicCreation creation(TopicCreation configured, boolean createTopic) {
        return new TopicCreation(
                configured.create() || createTopic, configured.partitions(), configured.replicationFactor());
    }
}
