package io.wanderscope.trainer.export;

import io.wanderscope.inference.ExecutionProvider;
import io.wanderscope.inference.ModelContract;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.trainer.configuration.DataConfiguration;
import io.wanderscope.trainer.configuration.TrainingConfiguration;
import io.wanderscope.trainer.evaluation.Evaluation;
import io.wanderscope.trainer.evaluation.EvaluationPrinter;
import io.wanderscope.trainer.evaluation.Evaluator;
import io.wanderscope.trainer.evaluation.ModelTests;
import io.wanderscope.trainer.evaluation.ShortTrackSummary;
import io.wanderscope.trainer.files.AtomicFile;
import io.wanderscope.trainer.network.ResidualNetwork;
import io.wanderscope.trainer.training.Checkpoint;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Exports the network of a checkpoint, calibrates and tests it, and writes an ONNX file that satisfies the model contract,
 * with its training and its scores in the metadata. The same checkpoint gives the same bytes. The tests take long, so the
 * model is written before them, without scores, and once more after them.
 */
public final class ModelFile {
    /** Name of the file in a run's folder. */
    public static final String NAME = "wanderscope.onnx";

    /** Held-out simulations for calibration, for each trajectory of a test. */
    private static final int CALIBRATION_SETS = 5;
    /** Short tracks cost little, so there are as many of each length as trajectories in a test, twice as many as otherwise. */
    private static final int SHORT_TRACK_SETS = 2;
    /** Tracks of each kind, length and recording, for each trajectory of a test. */
    private static final int CONFUSION_SETS = 1;
    /** The evaluator runs several batches at once, so each needs a core only. */
    private static final int THREADS_OF_A_RUN = 1;

    private final long seed;
    private final int trajectories;
    private final PrintWriter out;

    private ModelFile(long seed, int trajectories, PrintWriter out) {
        this.seed = seed;
        this.trajectories = trajectories;
        this.out = out;
    }

    /**
     * Writes the file, replacing an existing one atomically.
     *
     * @param testTrajectories number of trajectories in each test and in each calibration set
     * @param out receives the calibration and the scores
     */
    public static void write(Checkpoint checkpoint, Path file, int testTrajectories, PrintWriter out)
            throws IOException {
        ModelFile model = new ModelFile(checkpoint.progress().seed(), testTrajectories, out);
        ExportedModel untested = described(checkpoint, model.calibration(checkpoint));
        write(untested, file);
        out.println("wrote " + file + ", which can be used; after the tests it is written again, with their scores");
        if (checkpoint.hasHardlyLearned()) {
            out.println("the model has hardly learned anything, because the run ended at step "
                    + checkpoint.progress().step() + ", within the warm-up of "
                    + checkpoint.configuration().schedule().warmUpSteps() + " steps; train it for longer");
        }
        out.flush();
        write(model.tested(untested, checkpoint.configuration().data()), file);
        out.println("wrote " + file);
        out.flush();
    }

    private static void write(ExportedModel model, Path file) throws IOException {
        AtomicFile.write(file, temporary -> Files.write(temporary, model.bytes()));
    }

    private ModelCalibration calibration(Checkpoint checkpoint) {
        out.println("calibrating on " + CALIBRATION_SETS * trajectories + " held-out simulations");
        out.flush();
        return Calibration.of(checkpoint.network(), checkpoint.configuration(), seed, CALIBRATION_SETS * trajectories);
    }

    private static ExportedModel described(Checkpoint checkpoint, ModelCalibration calibration) {
        TrainingConfiguration configuration = checkpoint.configuration();
        ResidualNetwork shape = configuration.network().shape();
        String points = configuration.data().minimumPoints() + ","
                + configuration.data().maximumPoints();
        return OnnxExport.export(shape, checkpoint.network(), calibration)
                .withMetadata(ModelContract.VERSION_KEY, ModelContract.VERSION)
                .withMetadata(ModelContract.NAME_KEY, name(checkpoint))
                .withMetadata(ModelContract.CLASSES_KEY, ModelContract.CLASSES)
                .withMetadata(ModelContract.FAMILIES_KEY, ModelContract.FAMILIES)
                .withMetadata(ModelContract.STAGES_KEY, eachStage(shape, ResidualNetwork::stageName))
                .withMetadata(
                        ModelContract.RECEPTIVE_FIELDS_KEY,
                        eachStage(shape, stage -> Integer.toString(shape.receptiveField(stage))))
                .withMetadata(ModelContract.POINTS_KEY, points)
                .withMetadata(ModelMetadata.TRAINING_KEY, checkpoint.training())
                .withMetadata(ModelMetadata.CONFIGURATION_KEY, configuration.toYaml())
                .withMetadata(ModelMetadata.MULTIPLY_ADDS_KEY, Long.toString(shape.multiplyAdds(256)));
    }

    /** Appears wherever the model is used, so it also says of a model that it has hardly learned anything. */
    private static String name(Checkpoint checkpoint) {
        String widths = checkpoint.configuration().network().shape().widths().stream()
                .map(String::valueOf)
                .collect(Collectors.joining("-"));
        return "resnet-" + widths + (checkpoint.hasHardlyLearned() ? "-unfinished" : "");
    }

    private static String eachStage(ResidualNetwork shape, IntFunction<String> text) {
        return IntStream.range(0, shape.widths().size()).mapToObj(text).collect(Collectors.joining(","));
    }

    private ExportedModel tested(ExportedModel model, DataConfiguration data) throws IOException {
        return run(model, classifier -> {
            Evaluator evaluator = new Evaluator(classifier, Evaluator.Progress.toStandardError());
            return model.withMetadata(ModelMetadata.SCORES_KEY, scores(evaluator))
                    .withMetadata(ModelContract.SHORT_TRACKS_KEY, shortTracks(evaluator))
                    .withMetadata(ModelContract.CONFUSION_KEY, confusion(classifier, data));
        });
    }

    private String scores(Evaluator evaluator) {
        EvaluationPrinter printer = new EvaluationPrinter(out, false);
        List<Evaluation> evaluations = evaluator.evaluateAll(seed, trajectories, printer::print);
        printer.printPooled(evaluations);
        return scores(evaluations);
    }

    private String scores(List<Evaluation> evaluations) {
        return evaluations.stream()
                .map(each -> String.format(
                        Locale.ROOT,
                        "%s: accuracy %.2f %%, calibration error %.2f %%, alpha error %.3f",
                        each.name(),
                        100 * each.accuracy(),
                        100 * each.calibrationError(),
                        each.exponentError()))
                .collect(Collectors.joining("; ", trajectories + " trajectories a test; ", ""));
    }

    private String shortTracks(Evaluator evaluator) {
        ModelTests tests = new ModelTests(evaluator, seed, SHORT_TRACK_SETS * trajectories);
        String text = ShortTrackSummary.text(tests.shortTracks());
        out.println(text);
        out.flush();
        return text;
    }

    private String confusion(OnnxTrajectoryClassifier classifier, DataConfiguration data) {
        out.println("measuring how the model confuses kinds of motion, for the fractions of populations");
        out.flush();
        return ConfusionSimulation.of(
                        classifier, data, seed, CONFUSION_SETS * trajectories, Evaluator.Progress.toStandardError())
                .text();
    }

    /** Opens a model in ONNX Runtime, from a temporary file, and applies a function to it. */
    private static <T> T run(ExportedModel model, Function<OnnxTrajectoryClassifier, T> work) throws IOException {
        Path file = Files.createTempFile("wanderscope-model", ".onnx");
        try {
            Files.write(file, model.bytes());
            try (OnnxTrajectoryClassifier classifier =
                    OnnxTrajectoryClassifier.open(file, ExecutionProvider.AUTO, THREADS_OF_A_RUN)) {
                return work.apply(classifier);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
