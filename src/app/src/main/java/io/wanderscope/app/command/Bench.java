package io.wanderscope.app.command;

import io.wanderscope.app.bench.BenchCluster;
import io.wanderscope.app.bench.BenchLoad;
import io.wanderscope.app.bench.BenchRun;
import io.wanderscope.app.bench.Figures;
import io.wanderscope.app.bench.Machine;
import io.wanderscope.app.configuration.ConfigurationException;
import io.wanderscope.app.configuration.RunConfiguration;
import io.wanderscope.app.sizing.Laboratory;
import io.wanderscope.app.sizing.Sizing;
import io.wanderscope.app.terminal.Logging;
import io.wanderscope.app.terminal.ShippedModel;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.streaming.Clocks;
import io.wanderscope.streaming.InferenceThreads;
import io.wanderscope.streaming.StreamSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures how fast the program is on this machine. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures how fast the program is on this machine, in about three minutes: positions and labels per second as"
                    + " fast as the stream takes them, the time from sending a position to reading its committed label, and"
                    + " CPU time and bytes of a position; beside it what the engine alone does with the same trajectories,"
                    + " and a topology that only counts records. It starts a Kafka broker and the stream in this process,"
                    + " or the stream on the cluster of --config, with topics of its own that it deletes in the end."
                    + " Ctrl-C ends it.",
            ""
        },
        footer = {
            "",
            "Close other programs first, and compare figures of one run rather than of two.",
            "",
            "Examples:",
            "  wanderscope bench",
            "  wanderscope bench --every 10 --rate 575,2300 --set num.stream.threads=2",
            "  wanderscope bench --config wanderscope.properties --json > figures.json",
            "  wanderscope bench --plan 100 --figures figures.json"
        })
final class Bench implements Callable<Integer> {
    private final Clocks clocks;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Measure on this cluster, configured as for run. It needs the rights of run and clean, and"
                    + " DESCRIBE on the cluster (default: a broker in this process).")
    private @Nullable Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Set an entry of the configuration, such as inference.threads=1; can be repeated.")
    private Map<String, String> settings = new TreeMap<>();

    @Option(
            names = "--seconds",
            description = "How long to measure each part; warming up, and waiting for the last results, come on top"
                    + " (default: ${DEFAULT-VALUE}).")
    private int seconds = 30;

    @Option(names = "--points", description = "Points of each track (default: ${DEFAULT-VALUE}).")
    private int points = 250;

    @Option(
            names = "--open",
            paramLabel = "TRACKS",
            description = "Tracks that are open at a time (default: ${DEFAULT-VALUE}).")
    private int openTracks = 400;

    @Option(
            names = "--every",
            paramLabel = "POINTS",
            description = "New points after which a track is classified again: live.every.points (default: that of the"
                    + " configuration).")
    private @Nullable Integer every;

    @Option(
            names = "--rate",
            paramLabel = "N[,N...]",
            split = ",",
            description = "Positions per second at which to measure the time to the label (default: ${DEFAULT-VALUE}).")
    private int[] rates = {575};

    @Option(names = "--seed", description = "Random seed of the trajectories (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--json", description = "Print one JSON object instead of tables.")
    private boolean json;

    @Option(
            names = "--plan",
            paramLabel = "MICROSCOPES",
            description = "Also compute from the figures what this many microscopes of 2300 positions per second need.")
    private @Nullable Integer microscopes;

    @Option(
            names = "--figures",
            paramLabel = "FILE",
            description = "With --plan: take the figures of an earlier run with --json instead of measuring.")
    private @Nullable Path measured;

    @Option(
            names = "--retention",
            paramLabel = "DAYS",
            description = "With --plan: how long positions and results are kept (default: ${DEFAULT-VALUE}).")
    private double retentionDays = 7;

    @Option(
            names = "--card",
            paramLabel = "LABELS",
            description = "With --plan: run the model on graphics cards that give this many labels per second each.")
    private @Nullable Double cardLabels;

    @Mixin
    private Logging logging;

    Bench(Clocks clocks) {
        this.clocks = clocks;
    }

    @Override
    public Integer call() throws ConfigurationException, InterruptedException {
        logging.showIfVerbose();
        BenchLoad load = load();
        requireEvery();
        Optional<Laboratory> laboratory = laboratory();
        Figures figures = measured == null ? measure(load) : Figures.read(measured);
        List<String> plan = laboratory.map(each -> Sizing.plan(figures, each)).orElse(List.of());
        if (json) {
            print(figures.json());
        } else {
            plan.forEach(this::print);
        }
        return 0;
    }

    private Optional<Laboratory> laboratory() {
        if (microscopes == null) {
            requireNothingForAPlan();
            return Optional.empty();
        }
        if (measured != null) {
            requireNothingForMeasuring();
        }
        try {
            OptionalDouble card = cardLabels == null ? OptionalDouble.empty() : OptionalDouble.of(cardLabels);
            return Optional.of(new Laboratory(microscopes, retentionDays, card));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void requireNothingForAPlan() {
        for (String option : List.of("--figures", "--retention", "--card")) {
            if (isGiven(option)) {
                throw wrong(option + " needs --plan; add --plan MICROSCOPES, or leave out " + option);
            }
        }
    }

    private void requireNothingForMeasuring() {
        for (String option :
                List.of("--config", "--set", "--seconds", "--points", "--open", "--every", "--rate", "--seed")) {
            if (isGiven(option)) {
                throw wrong("--figures and " + option
                        + " exclude each other: one takes figures, the other is for measuring them");
            }
        }
    }

    private boolean isGiven(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    private void requireEvery() {
        if (every != null) {
            try {
                StreamSettings.LIVE_EVERY.type().validator().require("--every", every);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), e.getMessage(), e);
            }
        }
    }

    private ParameterException wrong(@Nullable String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private Figures measure(BenchLoad load) throws ConfigurationException, InterruptedException {
        try (BenchCluster cluster = cluster()) {
            RunConfiguration configuration = cluster.configuration();
            try (OnnxTrajectoryClassifier classifier = OnnxTrajectoryClassifier.open(
                    configuration.model(), configuration.provider(), InferenceThreads.PER_BATCH)) {
                Map<String, Object> machine = Machine.describe(
                        spec.root().version()[0],
                        classifier.model(),
                        classifier.provider().kind().toString());
                Figures figures =
                        new Figures(machine, Machine.settings(cluster, load, classifier.provider(), allSettings()));
                PrintWriter progress = spec.commandLine().getErr();
                progress.println(Machine.summary(machine));
                progress.flush();
                Consumer<String> done = json ? section -> {} : section -> print(section + System.lineSeparator());
                BenchRun.run(cluster, classifier, load, figures, clocks, progress, done);
                return figures;
            }
        }
    }

    private BenchCluster cluster() throws ConfigurationException {
        return config == null
                ? BenchCluster.embedded(allSettings(), ShippedModel.path())
                : BenchCluster.configured(config, allSettings(), ShippedModel.path());
    }

    private Map<String, String> allSettings() {
        Map<String, String> all = new TreeMap<>(settings);
        if (every != null) {
            all.put(StreamSettings.LIVE_EVERY.key(), every.toString());
        }
        return all;
    }

    private BenchLoad load() {
        try {
            return new BenchLoad(
                    points, openTracks, Arrays.stream(rates).boxed().toList(), Duration.ofSeconds(seconds), seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
