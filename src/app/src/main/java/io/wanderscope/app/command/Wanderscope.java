package io.wanderscope.app.command;

import io.wanderscope.app.configuration.ConfigurationException;
import io.wanderscope.app.terminal.CommandFailure;
import io.wanderscope.cluster.ClusterException;
import io.wanderscope.inference.ModelLoadException;
import io.wanderscope.streaming.Clocks;
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
                "Classifies the anomalous diffusion of each particle, and shows which part of its path led to that answer.",
        mixinStandardHelpOptions = true,
        version = "wanderscope 0.1.0",
        footer = {"", "Try 'wanderscope COMMAND --help' for a command's options and examples."})
public final class Wanderscope {
    /** Exceptions whose message is written for the user; others are printed with their type. */
    private static final List<Class<? extends Exception>> USER_FACING_EXCEPTIONS = List.of(
            CommandFailure.class,
            ConfigurationException.class,
            ClusterException.class,
            ModelLoadException.class,
            KafkaException.class,
            UncheckedIOException.class);

    private Wanderscope() {}

    /** Runs a command and exits with 0, with 2 for wrong usage, or with 1 after a failure. */
    public static void main(String[] arguments) {
        System.exit(commandLine(Clocks.system()).execute(arguments));
    }

    /** The command line with all commands; it prints UTF-8. */
    static CommandLine commandLine(Clocks clocks) {
        return new CommandLine(new Wanderscope())
                .addSubcommand(new Classify(clocks))
                .addSubcommand(new Run(clocks))
                .addSubcommand(new Simulate(clocks))
                .addSubcommand(new DashboardCommand(clocks))
                .addSubcommand(new Demo(clocks))
                .addSubcommand(new DeadLetters(clocks))
                .addSubcommand(new Reset())
                .addSubcommand(new Clean())
                .addSubcommand(new Chaos(clocks))
                .addSubcommand(new Bench(clocks))
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Wanderscope::printWrongUsage)
                .setExecutionExceptionHandler(Wanderscope::printFailure);
    }

    private static int printWrongUsage(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        command.getErr()
                .println(oneLine(e) + suggestion(e) + " (try '"
                        + command.getCommandSpec().qualifiedName() + " --help')");
        return CommandLine.ExitCode.USAGE;
    }

    private static String suggestion(ParameterException e) {
        List<String> suggestions =
                e instanceof UnmatchedArgumentException unmatched ? CloseOptions.to(unmatched) : List.of();
        return suggestions.isEmpty() ? "" : "; did you mean " + String.join(" or ", suggestions) + "?";
    }

    /** Prints one line, and the stack trace only with {@code --verbose}. */
    private static int printFailure(Exception e, CommandLine command, ParseResult parsed) {
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + describe(e));
        if (command.getParseResult().hasMatchedOption("--verbose")) {
            e.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String describe(Exception e) {
        if (USER_FACING_EXCEPTIONS.stream().anyMatch(type -> type.isInstance(e))) {
            return oneLine(e);
        }
        String kind = e.getClass().getSimpleName() + ": " + oneLine(e);
        return e instanceof IOException ? kind : "internal error: " + kind + "; run with --verbose for the stack trace";
    }

    private static String oneLine(Exception e) {
        return String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
