package io.wanderscope.trainer.export;

import io.wanderscope.diffusion.population.ClassConfusion;
import io.wanderscope.inference.Faithfulness;
import io.wanderscope.inference.ModelContract;
import io.wanderscope.trainer.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import onnx.Onnx;
import org.nd4j.shade.protobuf.InvalidProtocolBufferException;

/**
 * A model file with what was measured of it in its metadata: the figures of its studies, and how it confuses kinds of motion. The
 * studies run before it exists, so their pages name the file without them, whose hash the figures carry with them.
 */
public final class MeasuredModel {
    private MeasuredModel() {}

    /**
     * The hash by which the pages of studies name a model: that of its file while it had no figures.
     *
     * @throws IOException if the file cannot be read or is not a model of Wanderscope
     */
    public static String studiedSha256(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return studiedSha256(bytes, parsed(file, bytes));
    }

    private static String studiedSha256(byte[] file, Onnx.ModelProto model) {
        return model.getMetadataPropsList().stream()
                .filter(MeasuredModel::isFaithfulness)
                .flatMap(entry -> Faithfulness.parse(entry.getValue()).sha256().stream())
                .findFirst()
                .orElseGet(() -> ModelContract.sha256(file));
    }

    /**
     * Writes figures into a model file, in the place of earlier ones. The file is replaced atomically, and the same figures give the
     * same bytes however often they are written.
     *
     * @return what the file says now
     * @throws IOException if the file cannot be read or written, or is not a model of Wanderscope
     */
    public static Faithfulness write(Path file, List<Faithfulness.Figure> figures) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Onnx.ModelProto model = parsed(file, bytes);
        Faithfulness faithfulness = new Faithfulness(Optional.of(studiedSha256(bytes, model)), figures);
        write(file, with(model, ModelContract.FAITHFULNESS_KEY, faithfulness.text()));
        return faithfulness;
    }

    /**
     * Writes the confusion of a model into its file, in the place of an earlier one. The file is replaced atomically. It stays known
     * by the hash by which studies name it.
     *
     * @throws IOException if the file cannot be read or written, or is not a model of Wanderscope
     */
    public static void write(Path file, ClassConfusion confusion) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Onnx.ModelProto model = parsed(file, bytes);
        Faithfulness known = new Faithfulness(Optional.of(studiedSha256(bytes, model)), figures(model));
        Onnx.ModelProto named = with(model, ModelContract.FAITHFULNESS_KEY, known.text());
        write(file, with(named, ModelContract.CONFUSION_KEY, confusion.text()));
    }

    private static List<Faithfulness.Figure> figures(Onnx.ModelProto model) {
        return model.getMetadataPropsList().stream()
                .filter(MeasuredModel::isFaithfulness)
                .flatMap(entry -> Faithfulness.parse(entry.getValue()).figures().stream())
                .toList();
    }

    private static void write(Path file, Onnx.ModelProto model) throws IOException {
        AtomicFile.write(file, temporary -> Files.write(temporary, model.toByteArray()));
    }

    /** An empty file is an ONNX model as far as its format goes, so that it takes metadata to tell. */
    private static Onnx.ModelProto parsed(Path file, byte[] bytes) throws IOException {
        try {
            Onnx.ModelProto model = Onnx.ModelProto.parseFrom(bytes);
            if (model.getMetadataPropsList().stream()
                    .anyMatch(entry -> entry.getKey().equals(ModelContract.VERSION_KEY))) {
                return model;
            }
        } catch (InvalidProtocolBufferException e) {
            throw new IOException(noModel(file, "it is not in the format ONNX"), e);
        }
        throw new IOException(noModel(file, "its metadata lack " + ModelContract.VERSION_KEY));
    }

    private static String noModel(Path file, String reason) {
        return file + " is not a model of Wanderscope (" + reason + "); give the model file that was studied";
    }

    /** The model with another value of an entry, which stays where it is; a new one comes last. */
    private static Onnx.ModelProto with(Onnx.ModelProto model, String key, String value) {
        for (int place = 0; place < model.getMetadataPropsCount(); place++) {
            if (model.getMetadataProps(place).getKey().equals(key)) {
                return model.toBuilder()
                        .setMetadataProps(
                                place, model.getMetadataProps(place).toBuilder().setValue(value))
                        .build();
            }
        }
        return new ExportedModel(model).withMetadata(key, value).proto();
    }

    private static boolean isFaithfulness(Onnx.StringStringEntryProto entry) {
        return entry.getKey().equals(ModelContract.FAITHFULNESS_KEY);
    }
}
