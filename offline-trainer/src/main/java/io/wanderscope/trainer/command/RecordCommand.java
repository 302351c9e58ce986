package io.wanderscope.trainer.command;

import io.wanderscope.diffusion.population.ClassConfusion;
import io.wanderscope.inference.ExecutionProvider;
import io.wanderscope.inference.ModelContract;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.trainer.configuration.DataConfiguration;
import io.wanderscope.trainer.evaluation.Evaluator;
import io.wanderscope.trainer.export.ConfusionSimulation;
import io.wanderscope.trainer.export.MeasuredModel;
import io.wanderscope.trainer.export.ModelMetadata;
import io.wanderscope.trainer.study.StudyFigures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the figures of a model's studies into its file. */
@Command(
        name = "record",
        description = {
            "Writes what was measured of a model into the metadata of its file.",
            "FOLDER: how far its saliency can be trusted, which the dashboard says: the main figures of the studies planted and"
                    + " erasing, from their tables. Their pages must name this model.",
            "--confusion: how it confuses kinds of motion, from which the fractions of a population follow. It is simulated.",
            "This changes the SHA-256 of the file. The pages of the studies and the report name the file without the figures."
        },
        mixinStandardHelpOptions = true)
final class RecordCommand implements Callable<Integer> {
    /** Threads of a run of the model; as many runs as there are cores go on at once. */
    private static final int THREADS = 1;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MODEL.onnx", description = "The model file that was studied.")
    private Path model;

    @Parameters(
            index = "1",
            paramLabel = "FOLDER",
            arity = "0..1",
            description = "The --out folder of its studies, with the tables and pages of planted and erasing.")
    private @Nullable Path studies;

    @Option(
            names = "--confusion",
            paramLabel = "SEED",
            description = "Simulate how the model confuses kinds of motion, with this seed, and write it.")
    private @Nullable Long confusion;

    @Option(
            names = "--tracks",
            description =
                    "Simulated tracks of each kind of motion, recording and length of up to 20 points; of longer ones"
                            + " fewer (default: ${DEFAULT-VALUE}, which takes two cores about a quarter of an hour).",
            defaultValue = "" + ConfusionSimulation.TRACKS)
    private int tracks;

    @Override
    public Integer call() throws IOException {
        if (studies == null && confusion == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "nothing to record: give FOLDER, the --out folder of studies, or --confusion SEED");
        }
        TrajectoryCount.requireEnough(spec, "--tracks", tracks);
        PrintWriter print = spec.commandLine().getOut();
        if (studies != null) {
            MeasuredModel.write(model, StudyFigures.read(studies, MeasuredModel.studiedSha256(model)))
                    .lines()
                    .forEach(print::println);
        }
        if (confusion != null) {
            MeasuredModel.write(model, simulated(confusion));
        }
        print.println("wrote " + model + ", SHA-256 " + ModelContract.sha256(Files.readAllBytes(model))
                + "; without the figures " + MeasuredModel.studiedSha256(model));
        print.flush();
        return 0;
    }

    private ClassConfusion simulated(long seed) throws IOException {
        DataConfiguration data = ModelMetadata.of(model).configuration().data();
        try (OnnxTrajectoryClassifier classifier =
                OnnxTrajectoryClassifier.open(model, ExecutionProvider.AUTO, THREADS)) {
            return ConfusionSimulation.of(classifier, data, seed, tracks, Evaluator.Progress.toStandardError());
        }
    }
}
