package io.wanderscope.trainer;

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

/** Trains on fresh simulations, writes checkpoints, exports the model and tests it. */
@Command(
        name = "train",
        description = "Trains on fresh simulations, writes checkpoints and metrics.csv, exports the model and tests it."
                + " A run that was killed goes on with --resume.",
        mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--minutes",
            description = "About how long to train; the first seconds measure how many steps that is.")
    private Double minutes;

    @Option(names = "--steps", description = "How many steps to train, instead of --minutes.")
    private Integer steps;

    @Option(names = "--seed", description = "What every random draw follows from.")
    private Long seed;

    @Option(
            names = "--config",
            description = "YAML file of architecture, data and schedule; offline-trainer/training.yaml shows every key"
                    + " with its default.")
    private Path config;

    @Option(
            names = "--resume",
            description =
                    "Go on from the checkpoint in --out, which knows the rest; the result is that of a run that was"
                            + " never interrupted.")
    private boolean resume;

    @Option(names = "--out", required = true, description = "Folder of the checkpoint, the metrics and the model.")
    private Path out;

    @Option(
            names = "--test-trajectories",
            defaultValue = "8000",
            description = "Trajectories of each test at the end, and of each set that calibrates (default:"
                    + " ${DEFAULT-VALUE}).")
    private int testTrajectories;

    @Override
    public Integer call() throws IOException, InterruptedException {
        EvaluateCommand.requireEnough(spec, "--test-trajectories", testTrajectories);
        PrintWriter print = spec.commandLine().getOut();
        Checkpoint end = resume ? goOn(print) : start(print);
        Path model = out.resolve(ModelFile.NAME);
        ModelFile.write(end, model, testTrajectories, print);
        return 0;
    }

    private Checkpoint goOn(PrintWriter print) throws IOException, InterruptedException {
        require(
                minutes == null && steps == null && seed == null && config == null,
                "--resume goes on with the run in --out as it was begun; leave out --minutes, --steps, --seed and --config");
        return Training.resume(out, print).finish();
    }

    private Checkpoint start(PrintWriter print) throws IOException, InterruptedException {
        RunLength length = length();
        require(seed != null, "give a --seed, which every random draw follows from");
        TrainingConfiguration configuration =
                config == null ? TrainingConfiguration.defaults() : TrainingConfiguration.read(config);
        if (Checkpoint.isIn(out)) {
            throw new IllegalArgumentException(
                    out + " holds a checkpoint already; go on from it with --resume, or give another --out");
        }
        Files.createDirectories(out);
        print.printf(
                Locale.ROOT,
                "%.1f M multiply-adds for a trajectory of 256 points%n",
                configuration.network().shape().multiplyAdds(256) / 1e6);
        return Training.start(configuration, seed, out, print).run(length);
    }

    private RunLength length() {
        require((minutes == null) != (steps == null), "give either --minutes or --steps, or --resume");
        if (steps != null) {
            require(steps > 0, "--steps is above 0, got " + steps);
            return RunLength.ofSteps(steps);
        }
        require(minutes > 0, "--minutes is above 0, got " + minutes);
        return RunLength.ofMinutes(minutes);
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
