package io.wanderscope.trainer.command;

import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.trainer.evaluation.ByImaging;
import io.wanderscope.trainer.evaluation.Evaluation;
import io.wanderscope.trainer.evaluation.EvaluationPrinter;
import io.wanderscope.trainer.evaluation.Evaluator;
import io.wanderscope.trainer.evaluation.Invariance;
import io.wanderscope.trainer.evaluation.ModelEvaluation;
import io.wanderscope.trainer.evaluation.ModelTests;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Evaluates a model on fresh simulations. */
@Command(
        name = "evaluate",
        description = {
            "Evaluates an ONNX model on fresh simulations: the paper's eight-class tests, calibration by length and noise, tracks"
                    + " that follow none of the eight models, short tracks, and missing frames.",
            "Ends with every figure that a model has to reach, beside its target."
        },
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private EvaluationOptions model;

    @Option(names = "--confusion", description = "Also print a confusion matrix for each test.")
    private boolean confusion;

    @Override
    public Integer call() throws IOException {
        int trajectories = model.trajectories();
        PrintWriter out = spec.commandLine().getOut();
        try (OnnxTrajectoryClassifier classifier = model.open()) {
            out.println("model " + classifier.model().name() + ", SHA-256 "
                    + classifier.model().sha256());
            out.println(model.description());
            classifier.model().faithfulness().lines().forEach(out::println);
            EvaluationPrinter printer = new EvaluationPrinter(out, confusion);
            Evaluator evaluator = new Evaluator(classifier, Evaluator.Progress.toStandardError());
            ModelTests tests = new ModelTests(evaluator, model.seed(), trajectories);
            out.println("an independent implementation of the processes:");
            List<ByImaging<Evaluation>> accuracy = tests.accuracy(printer::print);
            printer.printPooledByImaging(accuracy);
            out.println("the simulator that training uses:");
            printer.printPooled(evaluator.evaluateAll(model.seed(), trajectories, printer::print));
            out.println(Invariance.of(classifier, model.seed()).summary());
            printer.print(new ModelEvaluation(
                    accuracy,
                    tests.cells(),
                    tests.departures(),
                    tests.shortTracks(),
                    tests.gaps(),
                    tests.wrongNoise(),
                    model.multiplyAdds()));
        }
        return 0;
    }
}
