package io.wanderscope.app.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wanderscope.app.acquisition.Recording;
import io.wanderscope.dashboard.MotionClass;
import io.wanderscope.dashboard.PopulationWords;
import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.UndeterminedReason;
import io.wanderscope.streaming.StreamSettings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What programs should know about the recordings of a run, as JSON: how each was read, what became of it, and by what. */
public final class Summaries {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final RunFacts run;

    /** Those of a run. */
    public Summaries(RunFacts run) {
        this.run = run;
    }

    /**
     * The summary of one recording.
     *
     * @param picture the file with its picture
     */
    public ObjectNode of(PositionCounts positions, AcquisitionCounts tracks, Path picture) {
        Recording recording = positions.recording();
        ObjectNode summary = NODES.objectNode()
                .put("acquisition", recording.name())
                .put("file", recording.file().toString())
                .put("picture", picture.toString())
                .put("format", recording.format().name())
                .put("length_unit", recording.acquisition().lengthUnit())
                .put("frame_interval_s", recording.acquisition().frameInterval())
                .put("frame_interval_source", recording.intervalSource().word())
                .put("frame_step", recording.frameStep());
        recording.pixelSize().ifPresent(size -> summary.put("pixel_size_um", size.micrometres()));
        summary.set("positions", positions(positions));
        summary.put("tracks", tracks.tracks());
        summary.set("labels", labels(tracks));
        summary.set("reasons", reasons(tracks));
        recording.notices().forEach(summary.putArray("notices")::add);
        summary.setAll(facts());
        return summary;
    }

    /**
     * Adds what the population of the recording consists of.
     *
     * @param figure the file with its figure
     */
    public static void addPopulation(ObjectNode summary, AcquisitionPopulation population, Path figure) {
        ObjectNode added = summary.putObject("population")
                .put("states", PopulationWords.states(population))
                .put("tracks", population.getTracks())
                .put("picture", figure.toString());
        PopulationWords.classes(population).ifPresent(text -> added.put("classes", text));
    }

    private static ObjectNode positions(PositionCounts counts) {
        ObjectNode positions = NODES.objectNode().put("all", counts.recording().positions());
        Arrays.stream(PositionFate.values()).forEach(fate -> positions.put(fate.key(), counts.of(fate)));
        return positions;
    }

    private static ObjectNode labels(AcquisitionCounts counts) {
        ObjectNode labels = NODES.objectNode();
        MotionClass.diffusionModels().forEach(motion -> labels.put(motion.name(), counts.of(motion)));
        int labelled =
                MotionClass.diffusionModels().stream().mapToInt(counts::of).sum();
        return labels.put(DiffusionLabel.UNDETERMINED.name(), counts.tracks() - labelled);
    }

    private static ObjectNode reasons(AcquisitionCounts counts) {
        ObjectNode reasons = NODES.objectNode();
        Arrays.stream(UndeterminedReason.values())
                .filter(reason -> reason != UndeterminedReason.OTHER || counts.of(reason) > 0)
                .forEach(reason -> reasons.put(reason.name(), counts.of(reason)));
        return reasons;
    }

    private ObjectNode facts() {
        ObjectNode facts = NODES.objectNode().put("version", run.version());
        facts.putObject("model")
                .put("name", run.model().name())
                .put("sha256", run.model().sha256());
        StreamSettings settings = run.settings();
        ObjectNode used = facts.putObject("settings")
                .put(StreamSettings.MINIMUM_POINTS.key(), settings.minimumPoints())
                .put(StreamSettings.MAXIMUM_POINTS.key(), settings.maximumPoints())
                .put(StreamSettings.MAXIMUM_GAP.key(), settings.maximumGap())
                .put(StreamSettings.MINIMUM_CONFIDENCE.key(), settings.minimumConfidence())
                .put(StreamSettings.CLASS_PRIORS.key(), settings.classPriors().toString());
        used.set(
                StreamSettings.LOCALISATION_NOISE.key(),
                number(settings.values().get(StreamSettings.LOCALISATION_NOISE)));
        used.set(StreamSettings.EXPOSURE.key(), number(settings.values().get(StreamSettings.EXPOSURE)));
        used.set(StreamSettings.FOCAL_DEPTH.key(), number(settings.values().get(StreamSettings.FOCAL_DEPTH)));
        return facts.put("stage", run.stage());
    }

    private static JsonNode number(Optional<Double> known) {
        return known.<JsonNode>map(NODES::numberNode).orElse(NODES.nullNode());
    }

    /**
     * One document for a whole run. It names files of results only where there are any.
     *
     * @param folder where the files of results are
     * @param summaries those of the recordings
     * @param failures what is wrong with the files that were not classified
     */
    public static ObjectNode document(Path folder, List<ObjectNode> summaries, List<String> failures) {
        ObjectNode document = NODES.objectNode();
        if (!summaries.isEmpty()) {
            document.put("labels", folder.resolve(ResultFiles.LABELS).toString());
            document.put("saliency", folder.resolve(ResultFiles.SALIENCY).toString());
            document.put("population", folder.resolve(PopulationFile.NAME).toString());
        }
        summaries.forEach(document.putArray("files")::add);
        failures.forEach(document.putArray("failures")::add);
        return document;
    }

    /** As indented text without a line end. */
    public static String text(ObjectNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values is always JSON", e);
        }
    }

    /**
     * Writes a summary, all or nothing.
     *
     * @throws java.io.UncheckedIOException when the file cannot be written
     */
    public static void write(Path file, ObjectNode summary) {
        GrowingFile.write(file, text(summary) + "\n");
    }
}
