package io.wanderscope.app.configuration;

import io.wanderscope.dashboard.HttpSettings;
import io.wanderscope.streaming.Setting;
import io.wanderscope.streaming.SettingGroup;
import io.wanderscope.streaming.SettingType;
import io.wanderscope.streaming.SettingValues;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The servers of the commands: a port for each, with the settings of HTTP that they share.
 *
 * @param dashboard where {@code dashboard} listens
 * @param history how much of the past a dashboard reads when it starts
 * @param metrics where {@code run} listens for requests for its health and metrics, if it does
 */
public record ServerPorts(HttpSettings dashboard, Duration history, Optional<HttpSettings> metrics) {
    private static final SettingGroup SETTINGS = new SettingGroup();

    /** Port of {@code dashboard}. */
    public static final Setting<Integer> DASHBOARD_PORT =
            SETTINGS.define("dashboard.port", HttpSettings.PORT, 8090, "Port of `dashboard`; 0 picks a free one.");

    private static final Setting<Duration> DASHBOARD_HISTORY = SETTINGS.define(
            "dashboard.history.ms",
            SettingType.milliseconds(Duration.ZERO),
            Duration.ofMinutes(5),
            "How much of the past a dashboard reads when it starts.");

    /** Port of the health and metrics of {@code run}. */
    public static final Setting<Optional<Integer>> METRICS_PORT = SETTINGS.defineOptional(
            "metrics.port",
            HttpSettings.PORT,
            "none",
            "Port of the health and metrics of `run`; 0 picks a free one. Without it, `run` does not listen.");

    /** Checks the range of the history. */
    public ServerPorts {
        DASHBOARD_HISTORY.require(history);
    }

    static List<Setting<?>> settings() {
        return Stream.concat(SETTINGS.all().stream(), HttpSettings.settings().stream())
                .toList();
    }

    static ServerPorts of(SettingValues values) {
        return new ServerPorts(
                HttpSettings.of(values, values.get(DASHBOARD_PORT)),
                values.get(DASHBOARD_HISTORY),
                values.get(METRICS_PORT).map(port -> HttpSettings.of(values, port)));
    }
}
