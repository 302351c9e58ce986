package io.wanderscope.app.command;

import io.wanderscope.app.configuration.ConfigurationException;
import io.wanderscope.app.configuration.RunConfiguration;
import io.wanderscope.app.terminal.ShippedModel;
import io.wanderscope.dashboard.IngestSettings;
import io.wanderscope.streaming.LinkerSettings;
import io.wanderscope.streaming.TimeSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/** The configurations of demos, of which Kafka's entries do not count: their broker is in the same process. */
final class DemoConfiguration {
    /** Any broker, because a configuration names one. */
    private static final Map.Entry<String, String> BROKER =
            Map.entry(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");

    /** Windows of ten seconds, so that the first minute has several. */
    private static final Map.Entry<String, String> WINDOW = Map.entry(TimeSettings.COMPOSITION_WINDOW.key(), "10000");

    private static final Map.Entry<String, String> INGEST = Map.entry(IngestSettings.INGEST.key(), "true");

    /**
     * As in docs/camera.md: no link is longer than nearly seven standard deviations of a simulated displacement, a third of the
     * way to the next particle; and what a laboratory that looks for motors would wait for.
     */
    private static final Map<String, String> LOOP = Map.of(
            "topics.localisations",
            "particle-localisations",
            LinkerSettings.MAXIMUM_DISPLACEMENT.key(),
            "0.8",
            "trigger.motors.class",
            "DIRECTED,LEVY_WALK,SUPER_FBM",
            "trigger.motors.confidence.min",
            "0.8",
            "trigger.motors.points.min",
            "30",
            "trigger.motors.every.ms",
            "5000");

    private DemoConfiguration() {}

    /** Of a demo with tracks. */
    static RunConfiguration ofTracks() throws ConfigurationException {
        return of(Map.ofEntries(BROKER, WINDOW));
    }

    /** Of a demo with localisations of a simulated camera. */
    static RunConfiguration ofCamera() throws ConfigurationException {
        return of(linking(Map.ofEntries(BROKER, WINDOW)));
    }

    /** Of a demo that takes in what is sent to it. */
    static RunConfiguration ofIngest() throws ConfigurationException {
        return of(linking(Map.ofEntries(BROKER, WINDOW, INGEST)));
    }

    /**
     * The same, with a file.
     *
     * @throws ConfigurationException when the file cannot be read or anything is wrong in it
     */
    static RunConfiguration ofIngest(Path file) throws ConfigurationException {
        return RunConfiguration.read(file, Map.ofEntries(BROKER, INGEST), ShippedModel.path());
    }

    private static RunConfiguration of(Map<String, String> entries) throws ConfigurationException {
        return RunConfiguration.of(Path.of("demo"), entries, ShippedModel.path());
    }

    private static Map<String, String> linking(Map<String, String> entries) {
        Map<String, String> all = new HashMap<>(LOOP);
        all.putAll(entries);
        return all;
    }

    /**
     * Lines for a shell, which send a particle that is carried along.
     *
     * @param address of the dashboard, with a slash at its end
     * @param localisations whether they are linked, or belong to a track
     * @param start when the first frame was exposed
     */
    static List<String> example(String address, boolean localisations, Instant start) {
        String more = localisations ? "\\\"frame_localisations\\\": 1" : "\\\"track\\\": \\\"1\\\"";
        return List.of(
                "awk 'BEGIN { x = 5; y = 7.5; for (f = 0; f < 60; f++) printf \"{\\\"frame\\\": %d, \\\"x\\\": %.3f, \\\"y\\\": %.3f, "
                        + more + "}\\n\", f, x += 0.1 + 0.1 * sin(f * f), y += 0.1 * cos(f * f) }' |",
                "curl --fail-with-body --data-binary @- -H 'Content-Type: application/x-ndjson' \\",
                "  '" + address + "api/acquisitions/cell-1/" + (localisations ? "localisations" : "positions")
                        + "?start=" + start.truncatedTo(ChronoUnit.SECONDS) + "&frame_interval=0.02&length_unit=um'");
    }
}
