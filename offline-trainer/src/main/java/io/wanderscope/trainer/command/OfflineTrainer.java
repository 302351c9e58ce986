package io.wanderscope.trainer.command;

import io.wanderscope.inference.ModelLoadException;
import io.wanderscope.trainer.files.IoReason;
import io.wanderscope.trainer.training.TrainingDivergedException;
import io.wanderscope.trainer.workers.LastWords;
import io.wanderscope.trainer.workers.WorkerFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line of the offline trainer. */
@Command(
        name = "offline-trainer",
        description = "Trains, evaluates and exports the classifier of diffusion models.",
        mixinStandardHelpOptions = true,
        subcommands = {
            TrainCommand.class,
            EvaluateCommand.class,
            ExportCommand.class,
            ReportCommand.class,
            LimitCommand.class,
            StudyCommand.class,
            RecordCommand.class
        })
public final class OfflineTrainer {
    private OfflineTrainer() {}

    /**
     * Runs a command and exits with 0 for success, 1 for a failure that a file or an option explains, 2 for wrong usage, or
     * {@value LastWords#EXIT_CODE} for any other error, in whichever thread.
     */
    public static void main(String[] arguments) {
        CommandLine command = commandLine();
        Thread.setDefaultUncaughtExceptionHandler(
                new LastWords(command.getErr(), () -> whatIsKept(command), Runtime.getRuntime()::halt));
        System.exit(command.execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new OfflineTrainer())
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setExecutionStrategy(OfflineTrainer::runWithErrors)
                .setParameterExceptionHandler(OfflineTrainer::reportWrongUsage)
                .setExecutionExceptionHandler(OfflineTrainer::reportFailure);
    }

    private static int reportWrongUsage(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        command.getErr().println(e.getMessage() + " (try '" + command.getCommandName() + " --help')");
        return CommandLine.ExitCode.USAGE;
    }

    /** Runs the last command of the line. Picocli reports its exceptions, but lets errors pass. */
    private static int runWithErrors(CommandLine.ParseResult parsed) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (Error e) {
            return reportUnexplained(new WorkerFailedException("the thread of the command", e), last(parsed));
        }
    }

    private static CommandLine last(CommandLine.ParseResult parsed) {
        List<CommandLine> commands = parsed.asCommandLineList();
        return commands.get(commands.size() - 1);
    }

    private static int reportFailure(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        if (e instanceof IOException
                || e instanceof ModelLoadException
                || e instanceof IllegalArgumentException
                || e instanceof TrainingDivergedException) {
            command.getErr().println(command.getCommandName() + ": " + describe(e));
            return CommandLine.ExitCode.SOFTWARE;
        }
        return reportUnexplained(
                e instanceof WorkerFailedException failed
                        ? failed
                        : new WorkerFailedException("the thread of the command", e),
                command);
    }

    private static int reportUnexplained(WorkerFailedException e, CommandLine command) {
        command.getErr().println(command.getCommandName() + ": " + e.getMessage() + whatIsKept(command));
        return LastWords.EXIT_CODE;
    }

    /** What an error leaves of the command's work, as a sentence behind another; empty unless it was to train. */
    static String whatIsKept(CommandLine command) {
        CommandLine.@Nullable ParseResult parsed = command.getParseResult();
        Object last = parsed == null ? command.getCommand() : last(parsed).getCommand();
        return last instanceof TrainCommand train ? ". " + train.whatIsKept() : "";
    }

    private static String describe(Exception e) {
        return e instanceof IOException failed ? ofFile(failed) : String.valueOf(e.getMessage());
    }

    private static String ofFile(IOException e) {
        @Nullable String file = e instanceof FileSystemException failed ? failed.getFile() : null;
        return (file == null ? "" : file + ": ") + IoReason.of(e);
    }
}
