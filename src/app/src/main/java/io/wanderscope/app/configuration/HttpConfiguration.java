package io.wanderscope.app.configuration;

import io.wanderscope.dashboard.HttpSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a configuration file says of HTTP.
 *
 * @param dashboard where {@code dashboard} listens
 * @param history how far back a dashboard begins to read, 0 or more
 * @param metrics where {@code run} listens with health and metrics, if it does
 */
public record HttpConfiguration(HttpSettings dashboard, Duration history, Optional<HttpSettings> metrics) {
    /** Configuration key of the port of {@link #dashboard}. */
    public static final String DASHBOARD_PORT = "dashboard.port";

    static final String DASHBOARD_HISTORY = "dashboard.history.ms";
    /** Configuration key of the port of {@link #metrics}. */
    public static final String METRICS_PORT = "metrics.port";

    static final Set<String> KEYS = Set.of(
            HttpSettings.HOST,
            HttpSettings.TOKEN,
            HttpSettings.HOSTS,
            HttpSettings.BROWSERS,
            DASHBOARD_PORT,
            DASHBOARD_HISTORY,
            METRICS_PORT);

    /** Port of the dashboard where nothing else is said. */
    public static final int DEFAULT_DASHBOARD_PORT = 8090;

    private static final Duration DEFAULT_HISTORY = Duration.ofMinutes(5);

    /** Checks the range of the history. */
    public HttpConfiguration {
        if (history.isNegative()) {
            throw new IllegalArgumentException(DASHBOARD_HISTORY + " is 0 or more, got " + history.toMillis());
        }
    }

    static HttpConfiguration of(ConfigurationFile file) throws ConfigurationException {
        Optional<Integer> metricsPort = file.wholeNumber(METRICS_PORT);
        return new HttpConfiguration(
                settings(file, file.wholeNumber(DASHBOARD_PORT).orElse(DEFAULT_DASHBOARD_PORT)),
                file.longNumber(DASHBOARD_HISTORY).map(Duration::ofMillis).orElse(DEFAULT_HISTORY),
                metricsPort.isPresent() ? Optional.of(settings(file, metricsPort.get())) : Optional.empty());
    }

    private static HttpSettings settings(ConfigurationFile file, int port) throws ConfigurationException {
        return new HttpSettings(
                file.text(HttpSettings.HOST).orElse(HttpSettings.LOOPBACK),
                port,
                file.text(HttpSettings.TOKEN),
                file.text(HttpSettings.HOSTS).map(HttpConfiguration::names).orElse(Set.of()),
                file.wholeNumber(HttpSettings.BROWSERS).orElse(HttpSettings.DEFAULT_BROWSERS));
    }

    private static Set<String> names(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }
}
