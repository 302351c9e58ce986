package io.wanderscope.trainer;

import io.wanderscope.inference.ExecutionProvider;
import io.wanderscope.inference.ModelContract;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.trainer.evaluation.Evaluation;
import io.wanderscope.trainer.export.ModelMetadata;
import io.wanderscope.trainer.export.OnnxExport;
import io.wanderscope.trainer.export.Temperature;
import io.wanderscope.trainer.network.ResidualNetwork;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes a checkpoint's network as an ONNX file by the model contract: calibrated, tested, and with what it was trained
 * on and its scores in its metadata. The same checkpoint gives the same bytes.
 */
final class ModelFile {
    static final String NAME = "wanderscope.onnx";

    private final Checkpoint checkpoint;
    private final ResidualNetwork shape;
    private final Map<String, String> metadata = new LinkedHashMap<>();

    private ModelFile(Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
        this.shape = checkpoint.configuration().network().shape();
        describe();
    }

    /**
     * Writes the file; one that is there already is replaced only by a whole one.
     *
     * @param testTrajectories trajectories of each test, and of each set that calibrates
     * @param out where calibration and scores go
     */
    static void write(Checkpoint checkpoint, Path file, int testTrajectories, PrintWriter out) throws IOException {
        ModelFile model = new ModelFile(checkpoint);
        Temperature temperature = model.calibrated(testTrajectories, out);
        model.test(temperature, testTrajectories, out);
        byte[] bytes = model.bytes(temperature);
        WholeFile.write(file, whole -> Files.write(whole, bytes));
        out.println("wrote " + file);
        out.flush();
    }

    private Temperature calibrated(int trajectories, PrintWriter out) throws IOException {
        Temperature temperature = with(
                Temperature.NONE,
                classifier -> Calibration.of(classifier, checkpoint.progress().seed(), trajectories));
        metadata.put(ModelMetadata.CALIBRATION_KEY, "temperature " + temperature);
        out.println("calibrated: temperature " + temperature);
        return temperature;
    }

    private void test(Temperature temperature, int trajectories, PrintWriter out) throws IOException {
        List<Evaluation> evaluations = with(
                temperature,
                classifier -> EvaluateCommand.evaluate(
                        classifier, checkpoint.progress().seed(), trajectories, false, out));
        metadata.put(
                ModelMetadata.SCORES_KEY,
                evaluations.stream()
                        .map(each -> String.format(
                                Locale.ROOT,
                                "%s: accuracy %.2f %%, calibration error %.2f %%, alpha error %.3f",
                                each.name(),
                                100 * each.accuracy(),
                                100 * each.calibrationError(),
                                each.exponentError()))
                        .collect(Collectors.joining("; ", trajectories + " trajectories a test; ", "")));
    }

    /** Something that is done with a classifier. */
    private interface Work<T> {
        T with(OnnxTrajectoryClassifier classifier);
    }

    private <T> T with(Temperature temperature, Work<T> work) throws IOException {
        Path file = Files.createTempFile("wanderscope-model", ".onnx");
        try {
            Files.write(file, bytes(temperature));
            try (OnnxTrajectoryClassifier classifier =
                    OnnxTrajectoryClassifier.open(file, ExecutionProvider.AUTO, EvaluateCommand.THREADS)) {
                return work.with(classifier);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private byte[] bytes(Temperature temperature) {
        return OnnxExport.export(shape, checkpoint.network(), temperature, metadata)
                .toByteArray();
    }

    private void describe() {
        TrainingConfiguration configuration = checkpoint.configuration();
        metadata.put(ModelContract.VERSION_KEY, ModelContract.VERSION);
        metadata.put(ModelContract.NAME_KEY, name());
        metadata.put(ModelContract.CLASSES_KEY, ModelContract.CLASSES);
        metadata.put(ModelContract.STAGES_KEY, eachStage(ResidualNetwork::stageName));
        metadata.put(
                ModelContract.RECEPTIVE_FIELDS_KEY, eachStage(stage -> Integer.toString(shape.receptiveField(stage))));
        metadata.put(
                ModelContract.POINTS_KEY,
                configuration.data().minimumPoints() + ","
                        + configuration.data().maximumPoints());
        metadata.put(
                ModelMetadata.TRAINING_KEY,
                String.format(
                        Locale.ROOT,
                        "seed %d, %d steps, %d simulated trajectories",
                        checkpoint.progress().seed(),
                        checkpoint.progress().step(),
                        checkpoint.progress().trajectories()));
        metadata.put(ModelMetadata.CONFIGURATION_KEY, configuration.toYaml());
        metadata.put(ModelMetadata.MULTIPLY_ADDS_KEY, Long.toString(shape.multiplyAdds(256)));
    }

    private String name() {
        return "resnet-" + shape.widths().stream().map(String::valueOf).collect(Collectors.joining("-"));
    }

    private String eachStage(IntFunction<String> text) {
        return IntStream.range(0, shape.widths().size()).mapToObj(text).collect(Collectors.joining(","));
    }
}
