package io.wanderscope.trainer.command;

import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.trainer.evaluation.Evaluator;
import io.wanderscope.trainer.files.AtomicFile;
import io.wanderscope.trainer.limit.LimitFile;
import io.wanderscope.trainer.report.ModelReport;
import io.wanderscope.trainer.report.ReportPage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Evaluates a model and writes the report. */
@Command(
        name = "report",
        description = "Evaluates an ONNX model and writes the results as one HTML page with figures.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    static final String PAGE = "index.html";

    @Spec
    private CommandSpec spec;

    @Mixin
    private EvaluationOptions model;

    @Option(
            names = "--threshold",
            defaultValue = "0.5",
            description =
                    "Minimum confidence of a label, 0 to 1, marked on the curves. The default, ${DEFAULT-VALUE}, is also"
                            + " the default of the stream's confidence.minimum.")
    private double threshold;

    @Option(
            names = "--limit",
            description =
                    "Show the model beside the best possible accuracy, from a file of offline-trainer/limit --out.")
    private @Nullable Path limit;

    @Option(names = "--out", required = true, description = "Folder in which to write the page, " + PAGE + ".")
    private Path out;

    @Override
    public Integer call() throws IOException {
        int trajectories = model.trajectories();
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new ParameterException(spec.commandLine(), "--threshold must be from 0 to 1, got " + threshold);
        }
        PrintWriter print = spec.commandLine().getOut();
        Files.createDirectories(out);
        Path page = out.resolve(PAGE);
        try (OnnxTrajectoryClassifier classifier = model.open()) {
            ModelReport report = ModelReport.of(
                    classifier,
                    model.description(),
                    model.multiplyAdds(),
                    model.seed(),
                    trajectories,
                    threshold,
                    limit == null ? List.of() : LimitFile.read(limit),
                    Evaluator.Progress.toStandardError());
            report.tests().forEach(test -> print.println(test.summary()));
            print.println(report.pooled().summary());
            AtomicFile.write(page, temporary -> Files.writeString(temporary, ReportPage.of(report)));
        }
        print.println("wrote " + page);
        print.flush();
        return 0;
    }
}
