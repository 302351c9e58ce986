package io.wanderscope.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.diffusion.population.ClassConfusion;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What Wanderscope requires of an ONNX file: its inputs and outputs, and metadata that name the classes, the families of
 * motion, the residual stages with their receptive fields, and the accepted lengths. See docs/model.md.
 */
public final class ModelContract {
    /** Input: x and y of each point in any unit, float32 [batch, points, 2], zeros after the last point. */
    public static final String POSITIONS = "positions";
    /** Input: number of points in each trajectory, int64 [batch]. */
    public static final String LENGTHS = "lengths";
    /**
     * Input: 1 where a point was detected, 0 where it was interpolated or lies after the last point; float32 [batch,
     * points].
     */
    public static final String OBSERVED = "observed";
    /**
     * Input: standard deviation of the localisation noise along an axis, in the unit of the positions, and exposure as a
     * share of the frame interval, 0 to 1; {@link #UNKNOWN} for either; float32 [batch, 2].
     */
    public static final String IMAGING = "imaging";
    /** Output: probability of each class, given that it is one of the eight; float32 [batch, 8]. */
    public static final String PROBABILITIES = "probabilities";
    /** Output: estimate and standard deviation of the anomalous exponent, float32 [batch, 2]. */
    public static final String ALPHA = "alpha";
    /** Output: probability of each family of motion, float32 [batch, 6]. */
    public static final String FAMILY = "family";
    /**
     * Output: distance of the pooled features from those of training, divided by its 99.5 % quantile at that length; float32
     * [batch].
     */
    public static final String NOVELTY = "novelty";
    /**
     * Output: estimate of the localisation noise, in units of the displacements' standard deviation without noise, and
     * standard deviation of the estimate; float32 [batch, 2].
     */
    public static final String NOISE = "noise";
    /**
     * Output: 1 for each member of the smallest set of classes that holds the right one in 90 % of the cases, if it
     * is one of the eight and all are equally frequent, otherwise 0; float32 [batch, 8].
     */
    public static final String CLASS_SET = "class_set";
    /** Output: signed Grad-CAM weight of each point at each stage, float32 [batch, stage, points]. */
    public static final String SALIENCY = "saliency";
    /**
     * Output: absolute Grad-CAM, how far each point departs from the rest of its trajectory as the network sees it, at all
     * stages together; float32 [batch, points], 0 or more, about 1 on average.
     */
    public static final String ABSOLUTE_SALIENCY = "absolute_saliency";

    /** Metadata: version of this contract. */
    public static final String VERSION_KEY = "wanderscope.contract";
    /** Metadata: name of the model. */
    public static final String NAME_KEY = "wanderscope.name";
    /** Metadata: the classes in the order of the outputs, comma-separated. */
    public static final String CLASSES_KEY = "wanderscope.classes";
    /** Metadata: the families of motion in the order of the output, comma-separated. */
    public static final String FAMILIES_KEY = "wanderscope.families";
    /** Metadata: the residual stages from fine to coarse, comma-separated. */
    public static final String STAGES_KEY = "wanderscope.stages";
    /** Metadata: receptive field of each stage in points, comma-separated. */
    public static final String RECEPTIVE_FIELDS_KEY = "wanderscope.receptive_fields";
    /** Metadata: minimum and maximum number of points of a trajectory, comma-separated. */
    public static final String POINTS_KEY = "wanderscope.points";
    /**
     * Metadata, optional: text for people, of several lines, that says how the model does on short tracks and what prior
     * probabilities change there, as measured when it was exported.
     */
    public static final String SHORT_TRACKS_KEY = "wanderscope.short_tracks";
    /** Metadata, optional: how far the maps can be trusted, see {@link Faithfulness#parse}. */
    public static final String FAITHFULNESS_KEY = "wanderscope.faithfulness";
    /** Metadata, optional: how the model confuses kinds of motion, see {@link ClassConfusion#parse}. */
    public static final String CONFUSION_KEY = "wanderscope.confusion";

    /** The version of the contract that this code implements. */
    public static final String VERSION = "4";
    /** The value of {@link #CLASSES_KEY}. */
    public static final String CLASSES =
            Arrays.stream(DiffusionModel.values()).map(Enum::name).collect(Collectors.joining(","));
    /** The value of {@link #FAMILIES_KEY}. */
    public static final String FAMILIES =
            Arrays.stream(MotionFamily.values()).map(Enum::name).collect(Collectors.joining(","));
    /** The value of an unknown condition in {@link #IMAGING}. */
    public static final float UNKNOWN = -1;

    private final Path file;
    private final List<String> violations = new ArrayList<>();

    private ModelContract(Path file) {
        this.file = file;
    }

    /**
     * Checks a session's inputs, outputs and metadata, and describes the model by them.
     *
     * @throws ModelContractException if any of them breaks the contract
     */
    static ModelDescription check(Path file, byte[] bytes, OrtSession session) {
        try {
            ModelContract contract = new ModelContract(file);
            Map<String, String> metadata = session.getMetadata().getCustomMetadata();
            List<ModelDescription.ResidualStage> stages = contract.requireMetadata(metadata);
            contract.requireInputs(session.getInputInfo());
            contract.requireOutputs(session.getOutputInfo(), stages.size());
            return contract.describe(bytes, metadata, stages);
        } catch (OrtException e) {
            throw new ModelContractException(
                    file + ": the model's inputs, outputs and metadata cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Describes a model by the metadata of its file; its inputs and outputs are not looked at.
     *
     * @throws ModelContractException if the file is no model, or its metadata break the contract
     */
    static ModelDescription describe(Path file, byte[] bytes) {
        Map<String, String> metadata = metadata(file, bytes);
        ModelContract contract = new ModelContract(file);
        return contract.describe(bytes, metadata, contract.requireMetadata(metadata));
    }

    private static Map<String, String> metadata(Path file, byte[] bytes) {
        try {
            return ModelMetadata.of(bytes);
        } catch (IllegalArgumentException e) {
            throw new ModelContractException(
                    file + ": not an ONNX model: " + e.getMessage()
                            + "; give a file that offline-trainer wrote, such as" + " models/wanderscope.onnx",
                    e);
        }
    }

    private List<ModelDescription.ResidualStage> requireMetadata(Map<String, String> metadata) {
        requireVersion(metadata.get(VERSION_KEY));
        requireMetadata(metadata, CLASSES_KEY, CLASSES);
        requireMetadata(metadata, FAMILIES_KEY, FAMILIES);
        return stages(metadata);
    }

    private ModelDescription describe(
            byte[] bytes, Map<String, String> metadata, List<ModelDescription.ResidualStage> stages) {
        List<Integer> points = integers(metadata, POINTS_KEY);
        if (points.size() != 2) {
            violations.add("metadata " + POINTS_KEY
                    + " must give the minimum and the maximum number of points, such as 5,1000");
        }
        Optional<ClassConfusion> confusion = confusion(metadata);
        if (!violations.isEmpty()) {
            throw new ModelContractException(
                    file + ": not a model of Wanderscope's contract " + VERSION + ": " + String.join("; ", violations));
        }
        String name = metadata.getOrDefault(NAME_KEY, String.valueOf(file.getFileName()));
        Optional<String> shortTracks = Optional.ofNullable(metadata.get(SHORT_TRACKS_KEY));
        Faithfulness faithfulness = Optional.ofNullable(metadata.get(FAITHFULNESS_KEY))
                .map(Faithfulness::parse)
                .orElse(Faithfulness.UNKNOWN);
        return new ModelDescription(
                name, sha256(bytes), stages, points.get(0), points.get(1), shortTracks, faithfulness, confusion);
    }

    private Optional<ClassConfusion> confusion(Map<String, String> metadata) {
        try {
            return Optional.ofNullable(metadata.get(CONFUSION_KEY)).flatMap(ClassConfusion::parse);
        } catch (IllegalArgumentException e) {
            violations.add("metadata " + CONFUSION_KEY + " is damaged (" + e.getMessage()
                    + "); write it again with offline-trainer/record --confusion");
            return Optional.empty();
        }
    }

    /** A model of another version is sound, so the rest of its violations would only distract from what to do. */
    private void requireVersion(@Nullable String version) {
        if (version == null) {
            violations.add("no metadata " + VERSION_KEY);
        } else if (!version.equals(VERSION)) {
            throw new ModelContractException(file + ": a model of contract " + version + "; this version of Wanderscope"
                    + " needs contract " + VERSION
                    + ": use its own models/wanderscope.onnx, or train a model with it and"
                    + " run offline-trainer/export RUN model.onnx");
        }
    }

    private void requireInputs(Map<String, NodeInfo> inputs) {
        requireTensor("input", inputs, POSITIONS, OnnxJavaType.FLOAT, -1, -1, 2);
        requireTensor("input", inputs, LENGTHS, OnnxJavaType.INT64, -1);
        requireTensor("input", inputs, OBSERVED, OnnxJavaType.FLOAT, -1, -1);
        requireTensor("input", inputs, IMAGING, OnnxJavaType.FLOAT, -1, 2);
    }

    private void requireOutputs(Map<String, NodeInfo> outputs, int stages) {
        int classes = DiffusionModel.values().length;
        int families = MotionFamily.values().length;
        requireTensor("output", outputs, PROBABILITIES, OnnxJavaType.FLOAT, -1, classes);
        requireTensor("output", outputs, ALPHA, OnnxJavaType.FLOAT, -1, 2);
        requireTensor("output", outputs, FAMILY, OnnxJavaType.FLOAT, -1, families);
        requireTensor("output", outputs, NOVELTY, OnnxJavaType.FLOAT, -1);
        requireTensor("output", outputs, NOISE, OnnxJavaType.FLOAT, -1, 2);
        requireTensor("output", outputs, CLASS_SET, OnnxJavaType.FLOAT, -1, classes);
        requireTensor("output", outputs, SALIENCY, OnnxJavaType.FLOAT, -1, stages, -1);
        requireTensor("output", outputs, ABSOLUTE_SALIENCY, OnnxJavaType.FLOAT, -1, -1);
    }

    private void requireMetadata(Map<String, String> metadata, String key, String expected) {
        if (!expected.equals(metadata.get(key))) {
            violations.add("metadata " + key + " is " + metadata.get(key) + " instead of " + expected);
        }
    }

    private void requireTensor(
            String kind, Map<String, NodeInfo> nodes, String name, OnnxJavaType type, long... shape) {
        NodeInfo node = nodes.get(name);
        String expected = type.name().toLowerCase(Locale.ROOT) + " " + describeShape(shape);
        if (node == null) {
            violations.add("no " + kind + " '" + name + "' (" + expected + "), only " + nodes.keySet());
        } else if (!(node.getInfo() instanceof TensorInfo tensor)
                || tensor.type != type
                || !Arrays.equals(tensor.getShape(), shape)) {
            violations.add(kind + " '" + name + "' is " + node.getInfo() + " instead of " + expected);
        }
    }

    private static String describeShape(long[] shape) {
        return Arrays.stream(shape)
                .mapToObj(size -> size < 0 ? "any" : Long.toString(size))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private List<ModelDescription.ResidualStage> stages(Map<String, String> metadata) {
        String names = metadata.get(STAGES_KEY);
        List<Integer> fields = integers(metadata, RECEPTIVE_FIELDS_KEY);
        if (names == null || names.split(",", -1).length != fields.size()) {
            violations.add("metadata " + STAGES_KEY + " (" + names + ") must name as many residual stages as "
                    + RECEPTIVE_FIELDS_KEY + " has numbers");
            return List.of();
        }
        List<ModelDescription.ResidualStage> stages = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            stages.add(new ModelDescription.ResidualStage(name, fields.get(stages.size())));
        }
        return stages;
    }

    private List<Integer> integers(Map<String, String> metadata, String key) {
        try {
            return Arrays.stream(metadata.getOrDefault(key, "").split(",", -1))
                    .map(Integer::valueOf)
                    .toList();
        } catch (NumberFormatException e) {
            violations.add("metadata " + key + " is " + metadata.get(key) + " instead of whole numbers");
            return List.of();
        }
    }

    /** SHA-256 of a file, 64 lower-case hexadecimal digits. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform provides SHA-256", e);
        }
    }
}
