package io.wanderscope.trainer.command;

import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.trainer.evaluation.Evaluator;
import io.wanderscope.trainer.files.AtomicFile;
import io.wanderscope.trainer.files.TextFile;
import io.wanderscope.trainer.limit.LimitFile;
import io.wanderscope.trainer.report.ModelReport;
import io.wanderscope.trainer.report.Page;
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
        description = {
            "Evaluates an ONNX model and writes the results as one HTML page with figures.",
            "Pages that offline-trainer/study left in the folder " + StudySections.FOLDER
                    + " beside it get a section each; studies without are named."
        },
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    static final String PAGE = "index.html";
    /** The option that keeps the evaluation. */
    static final String KEEP = "--keep-evaluation";

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

    @Option(
            names = KEEP,
            description =
                    "Evaluate nothing: keep the page of this model that is there, and write only its sections of studies again.")
    private boolean keepsEvaluation;

    @Option(names = "--out", required = true, description = "Folder in which to write the page, " + PAGE + ".")
    private Path out;

    @Override
    public Integer call() throws IOException {
        int trajectories = model.trajectories();
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new ParameterException(spec.commandLine(), "--threshold must be from 0 to 1, got " + threshold);
        }
        PrintWriter print = spec.commandLine().getOut();
        OutputFolder.create(out);
        Path page = out.resolve(PAGE);
        try (OnnxTrajectoryClassifier classifier = model.open()) {
            String sha256 = classifier.model().studiedSha256();
            List<Page.Section> studies = new StudySections(out, sha256, model.seed()).read(StudyCommand.known());
            String evaluation = keepsEvaluation ? kept(page, sha256) : evaluated(classifier, trajectories, print);
            String complete = ReportPage.withStudies(evaluation, studies);
            AtomicFile.write(page, temporary -> Files.writeString(temporary, complete));
        }
        print.println("wrote " + page);
        print.flush();
        return 0;
    }

    private static String kept(Path page, String sha256) throws IOException {
        if (!Files.exists(page)) {
            throw new IOException(page + " does not exist; leave out " + KEEP + " to evaluate the model");
        }
        String text = TextFile.read(page, "leave out " + KEEP + " to evaluate the model");
        if (!text.contains(sha256)) {
            throw new IOException(page + " is about another model; leave out " + KEEP + " to evaluate this one");
        }
        return text;
    }

    private String evaluated(OnnxTrajectoryClassifier classifier, int trajectories, PrintWriter print)
            throws IOException {
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
        return ReportPage.of(report);
    }
}
