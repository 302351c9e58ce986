package io.wanderscope.app.bench;

import io.wanderscope.app.configuration.RunConfiguration;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;

/** What figures were measured on, and how: without that they say nothing. */
public final class Machine {
    private Machine() {}

    /**
     * This machine and this program, by name.
     *
     * @param version of the program
     * @param provider where the model runs
     */
    public static Map<String, Object> describe(String version, ModelDescription model, String provider) {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        machine.put("heap_bytes", Runtime.getRuntime().maxMemory());
        machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        machine.put("java", System.getProperty("java.version"));
        machine.put("kafka", kafkaVersion());
        machine.put("program", version);
        machine.put("model", model.name());
        machine.put("model_hash", model.sha256());
        machine.put("provider", provider);
        return machine;
    }

    private static String kafkaVersion() {
        Properties version = new Properties();
        try (InputStream file = Machine.class.getResourceAsStream("/kafka/kafka-version.properties")) {
            if (file != null) {
                version.load(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return version.getProperty("version", "unknown");
    }

    /** The machine in one line. */
    public static String summary(Map<String, Object> machine) {
        return machine.get("program") + " on " + machine.get("cores") + " cores, Java " + machine.get("java")
                + ", Kafka " + machine.get("kafka") + ", model " + machine.get("model") + " on "
                + machine.get("provider");
    }

    /**
     * How the figures are measured, by name.
     *
     * @param provider where the model runs
     * @param changed entries of the configuration that were given
     */
    public static Map<String, Object> settings(
            BenchCluster cluster, BenchLoad load, Provider provider, Map<String, String> changed) {
        RunConfiguration configuration = cluster.configuration();
        StreamsConfig streams = new StreamsConfig(configuration.streams());
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("cluster", cluster.isEmbedded() ? "embedded" : "configured");
        settings.put("points", load.points());
        settings.put("open_tracks", load.openTracks());
        settings.put("rates", load.rates());
        settings.put("seconds", load.part().toSeconds());
        settings.put("seed", load.seed());
        settings.put("live_every_points", configuration.settings().liveEvery());
        settings.put("partitions", configuration.topicCreation().partitions().orElse(0));
        settings.put("stream_threads", streams.getInt(StreamsConfig.NUM_STREAM_THREADS_CONFIG));
        settings.put(
                "inference_threads", configuration.inferenceThreads(provider).number());
        settings.put("processing_guarantee", streams.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
        settings.put("changed", changed);
        return settings;
    }
}
