package io.wanderscope.app.command;

import io.wanderscope.verification.ChaosPlan;
import io.wanderscope.verification.ChaosReport;
import io.wanderscope.verification.ChaosRun;
import io.wanderscope.verification.InstanceProgram;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what the stream guarantees when what it runs on fails. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs two instances of the application on a broker of its own, sends them acquisitions in disorder and with"
                    + " poison in them, and meanwhile kills instances, deletes their state, lets them leave and join and"
                    + " restarts the broker; then classifies the same once more without faults, and checks that nothing was"
                    + " lost, doubled or different. Exit code 1 when something was, or an instance ended by itself.",
            ""
        },
        footer = {"", "Example:", "  wanderscope chaos --minutes 5 --out chaos"})
final class Chaos implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Logging logging;

    @Option(
            names = "--minutes",
            required = true,
            description =
                    "How long faults go on; what was sent is then finished and classified again, which takes minutes more.")
    private double minutes;

    @Option(names = "--kills", description = "Go on until so many instances were killed (default: ${DEFAULT-VALUE}).")
    private int kills;

    @Option(names = "--rate", description = "Positions per second (default: ${DEFAULT-VALUE}).")
    private int rate = 200;

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            description = "Mean time from one fault to the next (default: ${DEFAULT-VALUE}).")
    private double interval = 8;

    @Option(names = "--seed", description = "What records and faults follow from (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Folder for the table and the instances' logs (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("chaos");

    @Override
    public Integer call() throws IOException, InterruptedException {
        logging.showIfVerbose();
        ChaosPlan plan = plan();
        Files.createDirectories(out);
        ChaosReport report = ChaosRun.run(plan, program(), spec.commandLine().getErr());
        Files.writeString(out.resolve("guarantees.txt"), report + System.lineSeparator());
        PrintWriter print = spec.commandLine().getOut();
        print.println(report);
        print.flush();
        return report.isKept() ? 0 : 1;
    }

    private InstanceProgram program() {
        return new InstanceProgram(Wanderscope.class.getName(), ShippedModel.path(), out);
    }

    private ChaosPlan plan() {
        if (!(minutes >= 0 && minutes <= 10_000)) {
            throw new ParameterException(spec.commandLine(), "--minutes is from 0 to 10000, got " + minutes);
        }
        if (!(interval >= 0.1 && interval <= 3_600)) {
            throw new ParameterException(spec.commandLine(), "--interval is from 0.1 to 3600 s, got " + interval);
        }
        try {
            return new ChaosPlan(milliseconds(60_000 * minutes), kills, rate, milliseconds(1_000 * interval), seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static Duration milliseconds(double milliseconds) {
        return Duration.ofMillis(Math.round(milliseconds));
    }
}
