package io.wanderscope.trainer;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.inference.ExecutionProvider;
import io.wanderscope.inference.ModelContractException;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of the offline trainer. */
@Command(
        name = "offline-trainer",
        description = "Trains, evaluates and exports the classifier of diffusion models.",
        mixinStandardHelpOptions = true,
        subcommands = {OfflineTrainer.Train.class, OfflineTrainer.Evaluate.class, OfflineTrainer.Export.class})
public final class OfflineTrainer {
    private OfflineTrainer() {}

    /** Runs a command and ends the process with 0, 2 for wrong usage, or 1 for a failure. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new OfflineTrainer())
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler(OfflineTrainer::tellWrongUsage)
                .setExecutionExceptionHandler(OfflineTrainer::tellFailure);
    }

    private static int tellWrongUsage(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        command.getErr().println(e.getMessage() + " (try '" + command.getCommandName() + " --help')");
        return CommandLine.ExitCode.USAGE;
    }

    private static int tellFailure(Exception e, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (e instanceof IOException || e instanceof ModelContractException || e instanceof IllegalArgumentException) {
            command.getErr().println(command.getCommandName() + ": " + describe(e));
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw e;
    }

    private static String describe(Exception e) {
        return e instanceof IOException ? e.getClass().getSimpleName() + ": " + e.getMessage() : e.getMessage();
    }

    /** Trains on fresh simulations, writes checkpoints, exports the model and tests it. */
    @Command(
            name = "train",
            description =
                    "Trains on fresh simulations, writes checkpoints, exports the model and tests it. Run again with"
                            + " the same --out, it goes on from the last checkpoint.",
            mixinStandardHelpOptions = true)
    static final class Train implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Option(names = "--minutes", required = true, description = "Time to train, that of earlier sessions included.")
        private double minutes;

        @Option(names = "--seed", required = true, description = "What every random draw follows from.")
        private long seed;

        @Option(names = "--out", required = true, description = "Folder of the checkpoint and the model.")
        private Path out;

        @Option(
                names = "--test-trajectories",
                defaultValue = "8000",
                description = "Trajectories of each test at the end (default: ${DEFAULT-VALUE}).")
        private int testTrajectories;

        @Override
        public Integer call() throws IOException, InterruptedException {
            if (!(minutes > 0)) {
                throw new ParameterException(spec.commandLine(), "--minutes is above 0, got " + minutes);
            }
            requireEnough(spec, "--test-trajectories", testTrajectories);
            PrintWriter print = spec.commandLine().getOut();
            Files.createDirectories(out);
            print.printf(
                    Locale.ROOT,
                    "%.1f M multiply-adds for a trajectory of 256 points%n",
                    Training.NETWORK.multiplyAdds(256) / 1e6);
            new Training(minutes, seed, out, print).run();
            Path model = out.resolve(ModelFile.NAME);
            ModelFile.write(Checkpoint.read(out), model);
            print.println("wrote " + model);
            print.flush();
            evaluate(model, seed, testTrajectories, false, print);
            return 0;
        }
    }

    /** Tests a model on simulations it never trained on. */
    @Command(
            name = "evaluate",
            description = "Tests an ONNX model on the paper's eight-class tests, freshly simulated.",
            mixinStandardHelpOptions = true)
    static final class Evaluate implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "MODEL.onnx", description = "The model.")
        private Path model;

        @Option(names = "--seed", required = true, description = "What the test sets follow from.")
        private long seed;

        @Option(
                names = "--trajectories",
                defaultValue = "80000",
                description = "Trajectories of each test (default: ${DEFAULT-VALUE}, as in the paper).")
        private int trajectories;

        @Option(names = "--confusion", description = "Print the confusion matrix of each test too.")
        private boolean confusion;

        @Override
        public Integer call() {
            requireEnough(spec, "--trajectories", trajectories);
            evaluate(model, seed, trajectories, confusion, spec.commandLine().getOut());
            return 0;
        }
    }

    /** Writes the ONNX file of a checkpoint. */
    @Command(
            name = "export",
            description = "Writes the ONNX model of a training folder's checkpoint.",
            mixinStandardHelpOptions = true)
    static final class Export implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "FOLDER", description = "The --out of a training run.")
        private Path folder;

        @Parameters(paramLabel = "MODEL.onnx", description = "The file to write.")
        private Path model;

        @Override
        public Integer call() throws IOException {
            ModelFile.write(Checkpoint.read(folder), model);
            spec.commandLine().getOut().println("wrote " + model);
            return 0;
        }
    }

    private static void requireEnough(CommandSpec spec, String option, int trajectories) {
        if (trajectories < DiffusionModel.values().length) {
            throw new ParameterException(
                    spec.commandLine(), option + " is at least 8, one of each class, got " + trajectories);
        }
    }

    private static void evaluate(Path model, long seed, int trajectories, boolean confusion, PrintWriter print) {
        int threads = Runtime.getRuntime().availableProcessors();
        try (OnnxTrajectoryClassifier classifier =
                OnnxTrajectoryClassifier.open(model, ExecutionProvider.AUTO, threads)) {
            for (TestSet test : List.of(
                    TestSet.varyingLengths(seed, trajectories, 0),
                    TestSet.fixedLength(seed, trajectories),
                    TestSet.varyingLengths(seed, trajectories, 0.1),
                    TestSet.varyingLengths(seed, trajectories, 0.5),
                    TestSet.varyingLengths(seed, trajectories, 1))) {
                Evaluation evaluation =
                        Evaluation.of(classifier, test, (before, done) -> showProgress(test, before, done));
                print.println(evaluation.summary());
                if (confusion) {
                    print.println(evaluation.confusionTable());
                }
                print.flush();
            }
        }
    }

    /** A line on standard error for every tenth of a test that takes long. */
    private static void showProgress(TestSet test, int before, int done) {
        if (10L * done / test.trajectories() > 10L * before / test.trajectories()) {
            System.err.printf(Locale.ROOT, "%s: %d of %d%n", test.name(), done, test.trajectories());
        }
    }
}
