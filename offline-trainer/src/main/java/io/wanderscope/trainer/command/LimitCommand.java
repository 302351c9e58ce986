package io.wanderscope.trainer.command;

import io.wanderscope.inference.ExecutionProvider;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.trainer.files.AtomicFile;
import io.wanderscope.trainer.limit.BlurredBrownianLimit;
import io.wanderscope.trainer.limit.Limit;
import io.wanderscope.trainer.limit.LimitConclusion;
import io.wanderscope.trainer.limit.LimitFile;
import io.wanderscope.trainer.limit.LimitMeasurement;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Computes the best possible accuracy on the five Gaussian models. */
@Command(
        name = "limit",
        description = {
            "Computes the best accuracy that any classifier can reach on the five Gaussian models (both kinds of"
                    + " fractional and of scaled Brownian motion, and Brownian motion) by exact likelihood, and the"
                    + " accuracy of a model on the same trajectories.",
            "A row for each length and level of localisation noise: accuracies in per cent with standard errors, for a"
                    + " classifier that knows the unit of length (the displacements' s.d. without noise) and the noise,"
                    + " for one that knows the noise in the unit of the track only, for one that knows the unit only, for one"
                    + " that knows neither, and for the model, which chooses among the five, told the noise and told nothing;"
                    + " then by how much the model falls short of the first and the second when told, and of the last when not.",
            "At the end, for each length, how often the best classifier takes Brownian motion under full exposure for another model."
        },
        mixinStandardHelpOptions = true)
final class LimitCommand implements Callable<Integer> {
    private static final int MINIMUM_POINTS = 5;
    private static final int MAXIMUM_POINTS = 5000;
    private static final double MAXIMUM_NOISE = 10;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL.onnx", arity = "0..1", description = "The model file to compare with the limit.")
    private @Nullable Path model;

    @Option(names = "--seed", required = true, description = "Seed of all simulations.")
    private long seed;

    @Option(
            names = "--trajectories",
            defaultValue = "2000",
            description = "Trajectories of each length and level of noise (default: ${DEFAULT-VALUE}).")
    private int trajectories;

    @Option(
            names = "--points",
            split = ",",
            defaultValue = "10,20,50,100,300,1000",
            description = "Lengths in points, 5 to 5000 (default: ${DEFAULT-VALUE}).")
    private List<Integer> lengths;

    @Option(
            names = "--noise",
            split = ",",
            defaultValue = "0,0.5,1",
            description = "Standard deviations of the localisation noise, in units of the displacements' s.d., 0 to 10"
                    + " (default: ${DEFAULT-VALUE}).")
    private List<Double> noises;

    @Option(
            names = "--noise-known",
            description =
                    "Leave out the classifiers that do not know both unit and noise, which take most of the time.")
    private boolean noiseKnown;

    @Option(
            names = "--noiseless",
            defaultValue = "0",
            description =
                    "Share of noiseless tracks that the classifier without knowledge of unit and noise assumes; in the"
                            + " others, it assumes noise uniform between 0 and 1.5 (default: ${DEFAULT-VALUE}).")
    private double noiseless;

    @Option(names = "--out", description = "Also write the table to a CSV file, which report --limit shows.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        requireInRange();
        if (model == null) {
            print(null);
            return 0;
        }
        try (OnnxTrajectoryClassifier network = OnnxTrajectoryClassifier.open(
                model, ExecutionProvider.AUTO, Runtime.getRuntime().availableProcessors())) {
            requireAccepted(network.model());
            print(network);
        }
        return 0;
    }

    private void requireAccepted(ModelDescription accepted) {
        for (int points : lengths) {
            if (points < accepted.minimumPoints() || points > accepted.maximumPoints()) {
                throw new IllegalArgumentException("the model accepts " + accepted.minimumPoints() + " to "
                        + accepted.maximumPoints() + " points, so --points must not contain " + points);
            }
        }
    }

    private void requireInRange() {
        TrajectoryCount.requireEnough(spec, "--trajectories", trajectories);
        if (!(noiseless >= 0 && noiseless <= 1)) {
            throw new ParameterException(spec.commandLine(), "--noiseless must be from 0 to 1, got " + noiseless);
        }
        for (int points : lengths) {
            if (points < MINIMUM_POINTS || points > MAXIMUM_POINTS) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--points must be from " + MINIMUM_POINTS + " to " + MAXIMUM_POINTS + ", got " + points);
            }
        }
        for (double noise : noises) {
            if (!(noise >= 0 && noise <= MAXIMUM_NOISE)) {
                throw new ParameterException(spec.commandLine(), "--noise must be from 0 to 10, got " + noise);
            }
        }
    }

    private void print(@Nullable OnnxTrajectoryClassifier network) throws IOException {
        PrintWriter print = spec.commandLine().getOut();
        LimitMeasurement measurement =
                new LimitMeasurement(seed, trajectories, noiseKnown, noiseless, network, LimitCommand::printProgress);
        List<Limit> limits = new ArrayList<>();
        print.println(Limit.header());
        for (int points : lengths) {
            for (double noise : noises) {
                limits.add(measurement.run(points, noise));
                print.println(limits.get(limits.size() - 1).row());
                print.flush();
            }
        }
        LimitConclusion.of(limits).forEach(print::println);
        for (int points : lengths) {
            print.println(BlurredBrownianLimit.of(seed, trajectories, points));
        }
        print.flush();
        if (out != null) {
            AtomicFile.write(out, temporary -> Files.writeString(temporary, LimitFile.text(limits)));
        }
    }

    /** Prints a line to standard error after every tenth of a set. */
    private static void printProgress(String what, int done, int trajectories) {
        if (10L * done / trajectories > 10L * (done - 1) / trajectories) {
            System.err.printf(Locale.ROOT, "%s: %d of %d%n", what, done, trajectories);
        }
    }
}
