package io.wanderscope.trainer.command;

import io.wanderscope.trainer.configuration.TrainingConfiguration;
import io.wanderscope.trainer.export.ModelFile;
import io.wanderscope.trainer.training.Checkpoint;
import io.wanderscope.trainer.training.RunLength;
import io.wanderscope.trainer.training.Training;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains a network, then exports and tests the model. */
@Command(
        name = "train",
        description =
                "Trains on fresh simulations, writes checkpoints and metrics.csv, then exports and tests the model."
                        + " An interrupted run continues with --resume.",
        mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--minutes",
            description = "About how long to train. The first seconds measure how many steps that is.")
    private Double minutes;

    @Option(names = "--steps", description = "How many steps to train, instead of --minutes.")
    private Integer steps;

    @Option(names = "--seed", description = "Seed of all random draws.")
    private Long seed;

    @Option(
            names = "--config",
            description =
                    "YAML file with architecture, data and schedule. offline-trainer/training.yaml lists every key"
                            + " with its default.")
    private Path config;

    @Option(
            names = "--resume",
            description =
                    "Continue from the checkpoint in --out, which contains all other options. The result is the same"
                            + " as that of an uninterrupted run.")
    private boolean resume;

    @Option(names = "--out", required = true, description = "Folder for the checkpoint, the metrics and the model.")
    private Path out;

    @Option(
            names = "--test-trajectories",
            defaultValue = "8000",
            description = "Trajectories of each test at the end, and of each set for calibration (default:"
                    + " ${DEFAULT-VALUE}).")
    private int testTrajectories;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Trajectories.requireEnough(spec, "--test-trajectories", testTrajectories);
        PrintWriter print = spec.commandLine().getOut();
        Checkpoint end = resume ? resume(print) : start(print);
        ModelFile.write(end, out.resolve(ModelFile.NAME), testTrajectories, print);
        return 0;
    }

    private Checkpoint resume(PrintWriter print) throws IOException, InterruptedException {
        require(
                minutes == null && steps == null && seed == null && config == null,
                "--resume continues the run in --out as it was started; leave out --minutes, --steps, --seed and"
                        + " --config");
        return Training.resume(out, print, System::nanoTime).finish();
    }

    private Checkpoint start(PrintWriter print) throws IOException, InterruptedException {
        RunLength length = length();
        require(seed != null, "give a --seed, the seed of all random draws");
        TrainingConfiguration configuration =
                config == null ? TrainingConfiguration.defaults() : TrainingConfiguration.read(config);
        if (Checkpoint.isIn(out)) {
            throw new IllegalArgumentException(
                    out + " already contains a checkpoint; continue from it with --resume, or give another --out");
        }
        Files.createDirectories(out);
        print.printf(
                Locale.ROOT,
                "%.1f M multiply-adds for a trajectory of 256 points%n",
                configuration.network().shape().multiplyAdds(256) / 1e6);
        return Training.start(configuration, seed, out, print, System::nanoTime).run(length);
    }

    private RunLength length() {
        require((minutes == null) != (steps == null), "give either --minutes or --steps, or --resume");
        if (steps != null) {
            require(steps > 0, "--steps must be above 0, got " + steps);
            return RunLength.ofSteps(steps);
        }
        require(minutes > 0, "--minutes must be above 0, got " + minutes);
        return RunLength.ofMinutes(minutes);
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
