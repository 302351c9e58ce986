package io.wanderscope.trainer;

import io.wanderscope.inference.ModelContract;
import io.wanderscope.trainer.export.OnnxExport;
import io.wanderscope.trainer.network.ResidualNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes a checkpoint's network as an ONNX file with the metadata of the model contract. */
final class ModelFile {
    static final String NAME = "wanderscope.onnx";
    static final String TRAINING_KEY = "wanderscope.training";

    private ModelFile() {}

    /** Writes the file; one that is there already is replaced only by a whole one. */
    static void write(Checkpoint checkpoint, Path file) throws IOException {
        byte[] bytes = OnnxExport.export(Training.NETWORK, checkpoint.network(), metadata(checkpoint))
                .toByteArray();
        Path temporary = file.resolveSibling(file.getFileName() + ".part");
        Files.write(temporary, bytes);
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Map<String, String> metadata(Checkpoint checkpoint) {
        ResidualNetwork network = Training.NETWORK;
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(ModelContract.VERSION_KEY, ModelContract.VERSION);
        metadata.put(ModelContract.NAME_KEY, name(network));
        metadata.put(ModelContract.CLASSES_KEY, ModelContract.CLASSES);
        metadata.put(ModelContract.STAGES_KEY, eachStage(network, stage -> ResidualNetwork.stageName(stage)));
        metadata.put(
                ModelContract.RECEPTIVE_FIELDS_KEY,
                eachStage(network, stage -> Integer.toString(network.receptiveField(stage))));
        metadata.put(
                ModelContract.POINTS_KEY,
                TrainingDistribution.MINIMUM_POINTS + "," + TrainingDistribution.MAXIMUM_POINTS);
        metadata.put(
                TRAINING_KEY,
                String.format(
                        Locale.ROOT,
                        "seed %d, %d simulated trajectories, %.1f minutes",
                        checkpoint.seed(),
                        checkpoint.trajectories(),
                        checkpoint.seconds() / 60));
        return metadata;
    }

    private static String name(ResidualNetwork network) {
        return "resnet-" + network.widths().stream().map(String::valueOf).collect(Collectors.joining("-"));
    }

    private static String eachStage(ResidualNetwork network, IntFunction<String> text) {
        return IntStream.range(0, network.widths().size()).mapToObj(text).collect(Collectors.joining(","));
    }
}
