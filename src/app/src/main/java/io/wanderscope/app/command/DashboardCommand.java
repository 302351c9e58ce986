package io.wanderscope.app.command;

import io.wanderscope.app.configuration.ConfigurationException;
import io.wanderscope.app.configuration.RunConfiguration;
import io.wanderscope.app.configuration.ServerPorts;
import io.wanderscope.app.metrics.Metrics;
import io.wanderscope.app.terminal.CommandFailure;
import io.wanderscope.app.terminal.Logging;
import io.wanderscope.app.terminal.ShippedModel;
import io.wanderscope.app.terminal.ThreadDeaths;
import io.wanderscope.cluster.ClusterCheck;
import io.wanderscope.dashboard.Dashboard;
import io.wanderscope.dashboard.DashboardModel;
import io.wanderscope.dashboard.HttpSettings;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.streaming.Clocks;
import io.wanderscope.streaming.InferenceThreads;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves the dashboard of an existing cluster until it is stopped. */
@Command(
        name = "dashboard",
        mixinStandardHelpOptions = true,
        description = {"Serves the live dashboard of a Kafka cluster until it is stopped (Ctrl-C or SIGTERM).", ""},
        footer = {
            "",
            "docs/configuration.md explains every key; docs/wanderscope.properties is an example.",
            "",
            "Example:",
            "  wanderscope dashboard --config wanderscope.properties"
        })
final class DashboardCommand implements Callable<Integer> {
    private final Clocks clocks;
    private final ThreadDeaths deaths;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Logging logging;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "Configuration, Java properties.")
    private Path config;

    DashboardCommand(Clocks clocks, ThreadDeaths deaths) {
        this.clocks = clocks;
        this.deaths = deaths;
    }

    @Override
    public Integer call() throws ConfigurationException, InterruptedException {
        logging.showIfVerbose();
        RunConfiguration configuration = RunConfiguration.read(config, ShippedModel.path());
        HttpSettings http = configuration.servers().dashboard();
        try (Metrics metrics = new Metrics();
                LazyModel model = new LazyModel(() -> open(configuration));
                Dashboard dashboard = start(configuration, model, http, metrics)) {
            logging.showAsService();
            PrintWriter print = spec.commandLine().getOut();
            print.println("dashboard: " + dashboard.address());
            if (!http.isLoopback() && http.token().isEmpty()) {
                print.println("anyone who can reach " + http.host() + " can see it; set " + HttpSettings.TOKEN
                        + " to restrict access");
            }
            print.flush();
            List<Runnable> closing = List.of(dashboard::close, model::close);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> closing.forEach(Runnable::run), "stop"));
            warnWithoutAnswer(configuration);
            new CountDownLatch(1).await();
            return 0;
        }
    }

    /** In one line: all that Kafka's client says is that one of its connections failed, again and again. */
    private void warnWithoutAnswer(RunConfiguration configuration) {
        ClusterCheck.noAnswer(configuration.consumer()).ifPresent(problem -> {
            PrintWriter print = spec.commandLine().getErr();
            print.println(spec.qualifiedName() + ": " + config + ": " + problem + "; the dashboard keeps trying");
            print.flush();
        });
    }

    private static OnnxTrajectoryClassifier open(RunConfiguration configuration) {
        return OnnxTrajectoryClassifier.open(
                configuration.model(), configuration.provider(), InferenceThreads.PER_BATCH);
    }

    private Dashboard start(RunConfiguration configuration, LazyModel model, HttpSettings http, Metrics metrics) {
        try {
            return Dashboard.start(
                    new Dashboard.Source(
                            configuration.consumer(),
                            configuration.producer(),
                            configuration.topics(),
                            configuration.settings().rules(),
                            configuration.wireFormat(),
                            configuration.servers().history()),
                    new DashboardModel(
                            () -> OnnxTrajectoryClassifier.describe(configuration.model()),
                            model,
                            configuration.settings().imaging()),
                    http,
                    deaths::first,
                    metrics.registry(),
                    metrics::scrape,
                    clocks);
        } catch (IOException e) {
            throw new CommandFailure(
                    e.getMessage() + "; change " + ServerPorts.DASHBOARD_PORT + " or " + HttpSettings.HOST + " in "
                            + config,
                    e);
        }
    }
}
