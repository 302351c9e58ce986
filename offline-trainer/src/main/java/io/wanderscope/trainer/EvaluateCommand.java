package io.wanderscope.trainer;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.trainer.evaluation.Evaluation;
import io.wanderscope.trainer.evaluation.Invariance;
import io.wanderscope.trainer.simulation.TestSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tests a model on simulations it never trained on. */
@Command(
        name = "evaluate",
        description = "Tests an ONNX model on the paper's eight-class tests, freshly simulated.",
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
    static final int THREADS = Runtime.getRuntime().availableProcessors();

    @Spec
    private CommandSpec spec;

    @Mixin
    private TestedModel model;

    @Option(names = "--confusion", description = "Print the confusion matrix of each test too.")
    private boolean confusion;

    @Override
    public Integer call() throws IOException {
        int trajectories = model.trajectories();
        PrintWriter print = spec.commandLine().getOut();
        try (OnnxTrajectoryClassifier classifier = model.open()) {
            print.println("model " + classifier.model().name() + ", SHA-256 "
                    + classifier.model().sha256());
            print.println(model.description());
            evaluate(classifier, model.seed(), trajectories, confusion, print);
            print.println(Invariance.of(classifier, model.seed()).summary());
            print.flush();
        }
        return 0;
    }

    static void requireEnough(CommandSpec spec, String option, int trajectories) {
        if (trajectories < DiffusionModel.values().length) {
            throw new ParameterException(
                    spec.commandLine(), option + " is at least 8, one of each class, got " + trajectories);
        }
    }

    /** Tests a classifier on all test sets, and prints a line for each. */
    static List<Evaluation> evaluate(
            TrajectoryClassifier classifier, long seed, int trajectories, boolean confusion, PrintWriter print) {
        List<Evaluation> evaluations = new ArrayList<>();
        for (TestSet test : TestSet.all(seed, trajectories)) {
            Evaluation evaluation = Evaluation.of(classifier, test, (before, done) -> showProgress(test, before, done));
            evaluations.add(evaluation);
            tell(evaluation, confusion, print);
        }
        Evaluation all = Evaluation.pooled("all of these", evaluations);
        tell(all, false, print);
        tell(all.where("all with noise", each -> each.noise() > 0), false, print);
        return evaluations;
    }

    private static void tell(Evaluation evaluation, boolean confusion, PrintWriter print) {
        print.println(evaluation.summary());
        if (confusion) {
            print.println(evaluation.confusionTable());
        }
        print.flush();
    }

    /** A line on standard error for every tenth of a test that takes long. */
    static void showProgress(TestSet test, int before, int done) {
        if (10L * done / test.trajectories() > 10L * before / test.trajectories()) {
            System.err.printf(Locale.ROOT, "%s: %d of %d%n", test.name(), done, test.trajectories());
        }
    }
}
