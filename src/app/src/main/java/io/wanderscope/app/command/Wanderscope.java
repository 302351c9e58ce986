package io.wanderscope.app.command;

import io.wanderscope.app.configuration.ConfigurationException;
import io.wanderscope.app.machine.MemoryWatch;
import io.wanderscope.app.machine.NameEncoding;
import io.wanderscope.app.machine.Requirement;
import io.wanderscope.app.terminal.CommandFailure;
import io.wanderscope.app.terminal.IoReason;
import io.wanderscope.app.terminal.PrintableText;
import io.wanderscope.app.terminal.ThreadDeaths;
import io.wanderscope.cluster.ClusterException;
import io.wanderscope.cluster.EmbeddedBroker;
import io.wanderscope.cluster.Lack;
import io.wanderscope.cluster.LackException;
import io.wanderscope.inference.ModelLoadException;
import io.wanderscope.streaming.Clocks;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line of Wanderscope. */
@Command(
        name = "wanderscope",
        description =
                "Classifies the anomalous diffusion of each particle, and shows which part of its path led to that"
                        + " answer.",
        mixinStandardHelpOptions = true,
        version = "wanderscope 0.1.0",
        footer = {"", "Try 'wanderscope COMMAND --help' for a command's options and examples."})
public final class Wanderscope {
    /** Exceptions whose message is written for the user; others are printed with their type. */
    private static final List<Class<? extends Exception>> USER_FACING_EXCEPTIONS = List.of(
            CommandFailure.class,
            ClusterException.class,
            ModelLoadException.class,
            KafkaException.class,
            UncheckedIOException.class);

    /** What commands need of the machine; those that are not here only talk to a cluster. */
    private static final Map<String, Set<Requirement>> REQUIREMENTS = Map.of(
            "classify", EnumSet.allOf(Requirement.class),
            "demo", EnumSet.complementOf(EnumSet.of(Requirement.FONT)),
            "chaos", EnumSet.complementOf(EnumSet.of(Requirement.FONT)),
            "bench", EnumSet.complementOf(EnumSet.of(Requirement.FONT)),
            "run", EnumSet.of(Requirement.TEMPORARY_FOLDER, Requirement.OPEN_FILES));

    private Wanderscope() {}

    /** Runs a command and exits with 0, with 2 for wrong usage, with one of the codes of {@link ThreadDeaths}, or with 1 after another failure. */
    public static void main(String[] arguments) {
        System.exit(new Arguments(arguments, NameEncoding.ofProcess())
                .execute(commandLine(Clocks.system(), ThreadDeaths.ofProcess())));
    }

    /** The command line with all commands; it prints UTF-8. */
    static CommandLine commandLine(Clocks clocks, ThreadDeaths deaths) {
        return new CommandLine(new Wanderscope())
                .addSubcommand(Classify.command(clocks, deaths))
                .addSubcommand(new Run(clocks, deaths))
                .addSubcommand(new Simulate(clocks))
                .addSubcommand(new Publish(clocks))
                .addSubcommand(new DashboardCommand(clocks, deaths))
                .addSubcommand(new Demo(clocks, deaths))
                .addSubcommand(new Triggers())
                .addSubcommand(new DeadLetters(clocks))
                .addSubcommand(new Reset())
                .addSubcommand(new Clean())
                .addSubcommand(new Chaos(clocks))
                .addSubcommand(new Bench(clocks))
                .addSubcommand(new Completion())
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(parsed -> runOnThisMachine(parsed, deaths))
                .setParameterExceptionHandler(Wanderscope::printWrongUsage)
                .setExecutionExceptionHandler((e, command, parsed) -> printFailure(e, command, deaths));
    }

    /** Runs a command, unless the machine lacks what it needs. */
    private static int runOnThisMachine(ParseResult parsed, ThreadDeaths deaths) {
        if (!parsed.hasSubcommand() || isHelp(parsed.subcommand())) {
            return new CommandLine.RunLast().execute(parsed);
        }
        CommandSpec command = parsed.subcommand().commandSpec();
        Set<Requirement> requirements = REQUIREMENTS.getOrDefault(command.name(), Set.of());
        Map<Requirement, String> problems = Requirement.problems(requirements);
        if (!problems.isEmpty()) {
            PrintWriter print = command.commandLine().getErr();
            problems.values().forEach(problem -> print.println(command.qualifiedName() + ": " + problem));
            print.flush();
            return problems.containsKey(Requirement.MEMORY)
                    ? ThreadDeaths.OUT_OF_MEMORY
                    : CommandLine.ExitCode.SOFTWARE;
        }
        return runWatched(parsed, command, deaths);
    }

    /** Runs a command, and ends the process if it cannot go on. */
    @SuppressWarnings("try") // the watch works beside the command
    private static int runWatched(ParseResult parsed, CommandSpec command, ThreadDeaths deaths) {
        deaths.watch(command.qualifiedName(), command.commandLine().getErr());
        EmbeddedBroker.whenHalted(deaths::end);
        try (MemoryWatch memory = MemoryWatch.start(deaths::end)) {
            return new CommandLine.RunLast().execute(parsed);
        } catch (Error e) {
            return deaths.endBy(e);
        }
    }

    private static boolean isHelp(ParseResult parsed) {
        return parsed.isUsageHelpRequested() || parsed.isVersionHelpRequested();
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

    /** Prints one line, of a configuration one for each problem, and the stack trace only with {@code --verbose}. */
    private static int printFailure(Exception e, CommandLine command, ThreadDeaths deaths) {
        if (!deaths.mayTell()) {
            // The process is ending, which has made the command fail.
            return deaths.exitCode();
        }
        String name = command.getCommandSpec().qualifiedName();
        if (e instanceof ConfigurationException) {
            String.valueOf(e.getMessage())
                    .lines()
                    .forEach(problem -> command.getErr().println(name + ": " + PrintableText.of(problem)));
        } else {
            command.getErr().println(name + ": " + describe(e));
        }
        if (command.getParseResult().hasMatchedOption("--verbose")) {
            e.printStackTrace(command.getErr());
        }
        return exitCode(e);
    }

    /** That of the outermost of an exception's causes which has one of its own. */
    private static int exitCode(Exception e) {
        for (@Nullable Throwable each = e; each != null; each = each.getCause()) {
            int exitCode = ownExitCode(each);
            if (exitCode != CommandLine.ExitCode.SOFTWARE) {
                return exitCode;
            }
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static int ownExitCode(Throwable cause) {
        if (cause instanceof CommandFailure failure) {
            return failure.exitCode();
        }
        if (cause instanceof LackException lack) {
            return ThreadDeaths.exitCode(lack.kind());
        }
        if (cause instanceof OutOfMemoryError) {
            return ThreadDeaths.OUT_OF_MEMORY;
        }
        return cause instanceof IOException failed && Lack.saysFull(IoReason.of(failed))
                ? ThreadDeaths.DISK_FAILED
                : CommandLine.ExitCode.SOFTWARE;
    }

    private static String describe(Exception e) {
        if (USER_FACING_EXCEPTIONS.stream().anyMatch(type -> type.isInstance(e))) {
            return oneLine(e);
        }
        if (e instanceof IOException failed) {
            return ofFile(failed);
        }
        return "internal error: " + e.getClass().getSimpleName() + ": " + oneLine(e)
                + "; run with --verbose for the stack trace";
    }

    private static String ofFile(IOException e) {
        @Nullable String file = e instanceof FileSystemException failed ? failed.getFile() : null;
        return PrintableText.of((file == null ? "" : file + ": ") + IoReason.of(e));
    }

    private static String oneLine(Exception e) {
        return PrintableText.of(String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", " "));
    }
}
