package io.wanderscope.app.command;

import io.wanderscope.app.configuration.ConfigurationException;
import io.wanderscope.cluster.ClusterException;
import io.wanderscope.inference.ModelLoadException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line of Wanderscope. */
@Command(
        name = "wanderscope",
        description =
                "Tells which kind of anomalous diffusion each particle follows, and which part of its path says so.",
        mixinStandardHelpOptions = true,
        version = "wanderscope 0.1.0",
        subcommands = {
            Classify.class,
            Run.class,
            Simulate.class,
            DashboardCommand.class,
            Demo.class,
            DeadLetters.class,
            Reset.class,
            Clean.class,
            Chaos.class
        },
        footer = {"", "Try 'wanderscope COMMAND --help' for a command's options and examples."})
public final class Wanderscope {
    private static final List<Class<? extends Exception>> TOLD_BY_MESSAGE = List.of(
            CommandFailure.class,
            ConfigurationException.class,
            ClusterException.class,
            ModelLoadException.class,
            KafkaException.class,
            UncheckedIOException.class);

    private Wanderscope() {}

    /** Runs a command and ends the process with 0, with 2 for wrong usage, or with 1 for a failure. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command line, with standard output and error as UTF-8. */
    static CommandLine commandLine() {
        return new CommandLine(new Wanderscope())
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Wanderscope::tellWrongUsage)
                .setExecutionExceptionHandler(Wanderscope::tellFailure);
    }

    private static int tellWrongUsage(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        command.getErr()
                .println(oneLine(e) + suggestion(e) + " (try '"
                        + command.getCommandSpec().qualifiedName() + " --help')");
        return CommandLine.ExitCode.USAGE;
    }

    private static String suggestion(ParameterException e) {
        List<String> suggestions =
                e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        return suggestions.isEmpty() ? "" : "; did you mean " + String.join(" or ", suggestions) + "?";
    }

    /** One line, whatever it is; where it comes from is for those who ask. */
    private static int tellFailure(Exception e, CommandLine command, ParseResult parsed) {
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + told(e));
        if (command.getParseResult().hasMatchedOption("--verbose")) {
            e.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String told(Exception e) {
        if (TOLD_BY_MESSAGE.stream().anyMatch(type -> type.isInstance(e))) {
            return oneLine(e);
        }
        String kind = e.getClass().getSimpleName() + ": " + oneLine(e);
        return e instanceof IOException ? kind : "a defect of Wanderscope, " + kind + "; --verbose tells where";
    }

    private static String oneLine(Exception e) {
        return String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
