package io.wanderscope.trainer.command;

import io.wanderscope.trainer.configuration.TrainingConfiguration;
import io.wanderscope.trainer.export.ModelFile;
import io.wanderscope.trainer.training.Checkpoint;
import io.wanderscope.trainer.training.RunLength;
import io.wanderscope.trainer.training.Training;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains a network, then exports and evaluates the model. */
@Command(
        name = "train",
        description = "Trains on fresh simulations, writing checkpoints and metrics.csv, then exports and evaluates the"
                + " model. Use --resume to continue an interrupted run.",
        mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--minutes",
            description =
                    "Approximate training time. The number of steps is estimated from the speed of the first ones.")
    private @Nullable Double minutes;

    @Option(names = "--steps", description = "Number of training steps, instead of --minutes.")
    private @Nullable Integer steps;

    @Option(names = "--seed", description = "Random seed.")
    private @Nullable Long seed;

    @Option(
            names = "--config",
            description =
                    "YAML file with architecture, data and schedule. offline-trainer/training.yaml lists every key"
                            + " with its default.")
    private @Nullable Path config;

    @Option(
            names = "--resume",
            description =
                    "Continue from the checkpoint in --out, which contains all other options. The result is the same"
                            + " as without the interruption.")
    private boolean resume;

    @Option(
            names = "--from",
            paramLabel = "RUN",
            description =
                    "Start a new run with the weights of the run in this folder, to train them further; give another"
                            + " --seed, because with the same one the simulations would be the same.")
    private @Nullable Path from;

    @Option(names = "--out", required = true, description = "Folder for the checkpoint, the metrics and the model.")
    private Path out;

    @Option(
            names = "--test-trajectories",
            defaultValue = "8000",
            description = "Trajectories in each final test and in each calibration set (default: ${DEFAULT-VALUE}).")
    private int testTrajectories;

    @Override
    public Integer call() throws IOException, InterruptedException {
        TrajectoryCount.requireEnough(spec, "--test-trajectories", testTrajectories);
        PrintWriter print = spec.commandLine().getOut();
        Checkpoint end = resume ? resume(print) : start(print);
        ModelFile.write(end, out.resolve(ModelFile.NAME), testTrajectories, print);
        return 0;
    }

    /** What an error leaves of the run, as a sentence. */
    String whatIsKept() {
        return Checkpoint.isIn(out)
                ? "The last checkpoint is kept in " + out + "; continue from it with --resume"
                : "There was no checkpoint yet; start again";
    }

    private Checkpoint resume(PrintWriter print) throws IOException, InterruptedException {
        if (minutes != null || steps != null || seed != null || config != null || from != null) {
            throw usageError(
                    "--resume continues the run in --out with its original options; leave out --minutes, --steps,"
                            + " --seed, --config and --from");
        }
        return Training.resume(out, print, System::nanoTime).finish();
    }

    private Checkpoint start(PrintWriter print) throws IOException, InterruptedException {
        RunLength length = length();
        if (seed == null) {
            throw usageError("--seed is required; the same seed gives the same run");
        }
        TrainingConfiguration configuration =
                config == null ? TrainingConfiguration.defaults() : TrainingConfiguration.read(config);
        if (Checkpoint.isIn(out)) {
            throw new IllegalArgumentException(
                    out + " already contains a checkpoint; continue from it with --resume, or give another --out");
        }
        OutputFolder.create(out);
        print.printf(
                Locale.ROOT,
                "%.1f M multiply-adds per trajectory of 256 points%n",
                configuration.network().shape().multiplyAdds(256) / 1e6);
        return training(configuration, seed, print).run(length);
    }

    private Training training(TrainingConfiguration configuration, long newSeed, PrintWriter print) throws IOException {
        if (from == null) {
            return Training.start(configuration, newSeed, out, print, System::nanoTime);
        }
        Checkpoint earlier = Checkpoint.read(from);
        if (earlier.progress().seed() == newSeed) {
            throw usageError("--seed " + newSeed + " is the seed of the run in " + from
                    + "; give another, because the simulations would be the same");
        }
        return Training.startFrom(earlier, configuration, newSeed, out, print, System::nanoTime);
    }

    private RunLength length() {
        if (steps != null && minutes == null) {
            requireAboveZero("--steps", steps);
            return RunLength.ofSteps(steps);
        }
        if (minutes != null && steps == null) {
            requireAboveZero("--minutes", minutes);
            return RunLength.ofMinutes(minutes);
        }
        throw usageError("give either --minutes or --steps, or use --resume");
    }

    private void requireAboveZero(String option, Number value) {
        if (!(value.doubleValue() > 0)) {
            throw usageError(option + " must be above 0, got " + value);
        }
    }

    private ParameterException usageError(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
