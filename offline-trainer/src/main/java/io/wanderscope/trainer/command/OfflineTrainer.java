package io.wanderscope.trainer.command;

import io.wanderscope.inference.ModelLoadException;
import io.wanderscope.trainer.files.IoReason;
import io.wanderscope.trainer.training.TrainingDivergedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
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

    /** Runs a command and exits with 0 for success, 1 for a failure or 2 for wrong usage. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new OfflineTrainer())
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler(OfflineTrainer::reportWrongUsage)
                .setExecutionExceptionHandler(OfflineTrainer::reportFailure);
    }

    private static int reportWrongUsage(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        command.getErr().println(e.getMessage() + " (try '" + command.getCommandName() + " --help')");
        return CommandLine.ExitCode.USAGE;
    }

    private static int reportFailure(Exception e, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (e instanceof IOException
                || e instanceof ModelLoadException
                || e instanceof IllegalArgumentException
                || e instanceof TrainingDivergedException) {
            command.getErr().println(command.getCommandName() + ": " + describe(e));
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw e;
    }

    private static String describe(Exception e) {
        return e instanceof IOException failed ? ofFile(failed) : String.valueOf(e.getMessage());
    }

    private static String ofFile(IOException e) {
        @Nullable String file = e instanceof FileSystemException failed ? failed.getFile() : null;
        return (file == null ? "" : file + ": ") + IoReason.of(e);
    }
}
