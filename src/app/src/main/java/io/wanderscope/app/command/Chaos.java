package io.wanderscope.app.command;

import io.wanderscope.app.terminal.CommandFailure;
import io.wanderscope.app.terminal.Logging;
import io.wanderscope.app.terminal.ShippedModel;
import io.wanderscope.streaming.Clocks;
import io.wanderscope.streaming.LiveWhenBehind;
import io.wanderscope.verification.ChaosFailure;
import io.wanderscope.verification.ChaosPlan;
import io.wanderscope.verification.ChaosReport;
import io.wanderscope.verification.ChaosRun;
import io.wanderscope.verification.InstanceProgram;
import io.wanderscope.verification.Upgrade;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.streams.GroupProtocol;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows that the stream's guarantees hold while instances and brokers fail. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs two instances of the application beside a broker, or three, and sends them disordered acquisitions with"
                    + " poison records, while it kills instances, deletes their state, lets them leave and join, and"
                    + " kills the broker, or one of the three after the other. Then it classifies the same positions without faults and checks that nothing"
                    + " was lost, duplicated or different. Exit code 1 when a guarantee was broken or an instance exited"
                    + " unexpectedly.",
            ""
        },
        footer = {"", "Example:", "  wanderscope chaos --minutes 5 --out chaos"})
final class Chaos implements Callable<Integer> {
    private final Clocks clocks;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Logging logging;

    @Option(
            names = "--minutes",
            required = true,
            description =
                    "How long to inject faults. Completing the results and classifying again without faults takes a few"
                            + " minutes more.")
    private double minutes;

    @Option(
            names = "--kills",
            description =
                    "Minimum number of instances to kill; the run continues until it is reached (default: ${DEFAULT-VALUE}).")
    private int kills;

    @Option(names = "--rate", description = "Positions or localisations per second (default: ${DEFAULT-VALUE}).")
    private int rate = 200;

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            description = "Mean time from one fault to the next (default: ${DEFAULT-VALUE}).")
    private double interval = 8;

    @Option(
            names = "--brokers",
            paramLabel = "1|3",
            description =
                    "Number of brokers (default: ${DEFAULT-VALUE}). A single broker comes back at once. Of three, which"
                            + " keep three replicas of every topic and acknowledge what two of them have, each is killed in turn and"
                            + " stays away over the next fault.")
    private int brokers = 1;

    @Option(names = "--seed", description = "Random seed of the records and faults (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--live-when-behind",
            paramLabel = "latest|all",
            description = "live.when.behind of the instances (default: latest).")
    private LiveWhenBehind behind = LiveWhenBehind.LATEST;

    @Option(
            names = "--group-protocol",
            paramLabel = "classic|streams",
            description = "group.protocol of the instances (default: classic).")
    private GroupProtocol protocol = GroupProtocol.CLASSIC;

    @Option(
            names = "--localisations",
            description =
                    "Send localisations, which the instances link, and not positions; and check that the tracks are those"
                            + " of an undisturbed pass.")
    private boolean localisations;

    @Option(
            names = "--without-rules",
            description =
                    "Give the instances no rules, and check no triggers; needed with --upgrade-from a version that has"
                            + " none.")
    private boolean withoutRules;

    @Option(
            names = "--upgrade-from",
            paramLabel = "FOLDER",
            description =
                    "An earlier version, unpacked or built. The instances run it at first, and are replaced by this"
                            + " version one after the other, in a group that both share between. Both versions have the model and"
                            + " the settings of this one, or results would differ for that.")
    private Optional<Path> earlier = Optional.empty();

    @Option(
            names = "--stop-all",
            description = "With --upgrade-from: stop all instances of the earlier version before the first of this one"
                    + " starts, which is needed where operations.md says so.")
    private boolean stopAll;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description =
                    "Folder for the table and the logs of instances and brokers (default: a temporary one, deleted if the"
                            + " guarantees held).")
    private Optional<Path> out = Optional.empty();

    Chaos(Clocks clocks) {
        this.clocks = clocks;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        logging.showIfVerbose();
        ChaosPlan plan = plan();
        Optional<String> earlierClasses = earlierClasses();
        PrintWriter messages = spec.commandLine().getErr();
        try (ChaosFolder folder = ChaosFolder.create(out, messages)) {
            InstanceProgram program = program(folder.path());
            Optional<Upgrade> upgrade =
                    earlierClasses.map(classes -> new Upgrade(program.withClassPath(classes), !stopAll));
            ChaosReport report = report(plan, program, upgrade, messages);
            Files.writeString(folder.path().resolve("guarantees.txt"), report + System.lineSeparator());
            PrintWriter print = spec.commandLine().getOut();
            print.println(report);
            print.flush();
            if (!report.isKept()) {
                return 1;
            }
            folder.discard();
            return 0;
        }
    }

    private ChaosReport report(ChaosPlan plan, InstanceProgram program, Optional<Upgrade> upgrade, PrintWriter messages)
            throws IOException, InterruptedException {
        try {
            return ChaosRun.run(plan, program, upgrade, messages, clocks);
        } catch (ChaosFailure e) {
            throw CommandFailure.of(String.valueOf(e.getMessage()), e.lack());
        }
    }

    private Optional<String> earlierClasses() {
        if (stopAll && earlier.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--stop-all needs --upgrade-from");
        }
        return earlier.map(this::classPath);
    }

    /** Of the program in an unpacked zip or a checkout. */
    private String classPath(Path folder) {
        Path libraries = folder.resolve("lib");
        if (Files.isDirectory(libraries)) {
            return libraries.resolve("*").toString();
        }
        Path target = folder.resolve("src/app/target");
        if (Files.isDirectory(target.resolve("lib"))) {
            return target.resolve("classes")
                    + File.pathSeparator
                    + target.resolve("lib").resolve("*");
        }
        throw new ParameterException(
                spec.commandLine(),
                "--upgrade-from must be the folder of an unpacked zip, or of a checkout in which ./wanderscope --version was"
                        + " run, got " + folder);
    }

    private static InstanceProgram program(Path logs) {
        return InstanceProgram.ofThisVersion(Wanderscope.class.getName(), ShippedModel.path(), logs);
    }

    private ChaosPlan plan() {
        if (!(minutes >= 0 && minutes <= 10_000)) {
            throw new ParameterException(spec.commandLine(), "--minutes must be from 0 to 10000, got " + minutes);
        }
        if (!(interval >= 0.1 && interval <= 3_600)) {
            throw new ParameterException(spec.commandLine(), "--interval must be from 0.1 to 3600 s, got " + interval);
        }
        try {
            return new ChaosPlan(
                    milliseconds(60_000 * minutes),
                    kills,
                    rate,
                    milliseconds(1_000 * interval),
                    brokers,
                    seed,
                    behind,
                    protocol,
                    localisations,
                    !withoutRules);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static Duration milliseconds(double milliseconds) {
        return Duration.ofMillis(Math.round(milliseconds));
    }
}
