package io.wanderscope.trainer.export;

import io.wanderscope.trainer.configuration.TrainingConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import onnx.Onnx;

/**
 * The metadata of a model file, with the keys that the contract does not define.
 *
 * @param entries the file's metadata
 */
public record ModelMetadata(Map<String, String> entries) {
    /** What the model was trained on. */
    public static final String TRAINING_KEY = "wanderscope.training";
    /** Configuration of its training, as YAML. */
    public static final String CONFIGURATION_KEY = "wanderscope.training.configuration";
    /** Its scores on tests whose trajectories it was not trained on. */
    public static final String SCORES_KEY = "wanderscope.scores";
    /** Multiply-adds of a forward pass over 256 points. */
    public static final String MULTIPLY_ADDS_KEY = "wanderscope.multiply_adds_256";

    /** Copies the map. */
    public ModelMetadata {
        entries = Map.copyOf(entries);
    }

    /**
     * Reads the metadata of an ONNX file.
     *
     * @throws IOException when the file cannot be read or is not an ONNX model
     */
    public static ModelMetadata of(Path file) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        for (Onnx.StringStringEntryProto entry :
                Onnx.ModelProto.parseFrom(Files.readAllBytes(file)).getMetadataPropsList()) {
            entries.put(entry.getKey(), entry.getValue());
        }
        return new ModelMetadata(entries);
    }

    /**
     * The configuration of the model's training; that of the defaults if the file does not contain it.
     *
     * @throws IOException if it cannot be read
     */
    public TrainingConfiguration configuration() throws IOException {
        return TrainingConfiguration.parse(entries.getOrDefault(CONFIGURATION_KEY, "{}"));
    }

    /** Multiply-adds of a forward pass over 256 points; empty if the file does not contain them. */
    public OptionalLong multiplyAdds() {
        String number = entries.get(MULTIPLY_ADDS_KEY);
        return number == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(number));
    }

    /**
     * Training data and multiply-adds of the model in a sentence or two; empty if the file does not contain them. Files of
     * earlier builds give the last of several runs only, without saying so.
     */
    public String sentence() {
        String training = Optional.ofNullable(entries.get(TRAINING_KEY))
                .map(text -> "Last trained on: " + text + ". ")
                .orElse("");
        String cost = Optional.ofNullable(entries.get(MULTIPLY_ADDS_KEY))
                .map(number -> "Multiply-adds of a forward pass over 256 points: " + number + ".")
                .orElse("");
        return (training + cost).strip();
    }
}
