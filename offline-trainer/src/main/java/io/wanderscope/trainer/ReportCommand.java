package io.wanderscope.trainer;

import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.trainer.report.ModelReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the report of a model. */
@Command(
        name = "report",
        description = "Tests an ONNX model and writes one HTML page with figures of what it is worth.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    static final String PAGE = "index.html";

    @Spec
    private CommandSpec spec;

    @Mixin
    private TestedModel model;

    @Option(
            names = "--threshold",
            defaultValue = "0.5",
            description =
                    "Smallest confidence of a label to mark on the curves, 0 to 1; the default ${DEFAULT-VALUE} is that"
                            + " of the stream's confidence.minimum.")
    private double threshold;

    @Option(names = "--out", required = true, description = "Folder of the page, " + PAGE + ".")
    private Path out;

    @Override
    public Integer call() throws IOException {
        int trajectories = model.trajectories();
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new ParameterException(spec.commandLine(), "--threshold is from 0 to 1, got " + threshold);
        }
        PrintWriter print = spec.commandLine().getOut();
        Files.createDirectories(out);
        Path page = out.resolve(PAGE);
        try (OnnxTrajectoryClassifier classifier = model.open()) {
            ModelReport report = ModelReport.of(
                    classifier,
                    model.description(),
                    model.seed(),
                    trajectories,
                    threshold,
                    EvaluateCommand::showProgress);
            report.tests().forEach(test -> print.println(test.summary()));
            print.println(report.pooled().summary());
            WholeFile.write(page, whole -> Files.writeString(whole, report.toHtml()));
        }
        print.println("wrote " + page);
        print.flush();
        return 0;
    }
}
