package io.wanderscope.app.results;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.FamilyProbabilities;
import io.wanderscope.schema.ModelProbabilities;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.StageSaliency;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Writes results as files. An existing file is replaced only once the new one is complete. */
public final class ResultFiles {
    /** File name of the table of labels. */
    public static final String LABELS = "labels.csv";
    /** File name of the saliency, one JSON object per line. */
    public static final String SALIENCY = "saliency.jsonl";

    private static final List<String> COLUMNS = List.of(
            "acquisition",
            "track",
            "status",
            "revision",
            "first_frame",
            "last_frame",
            "points",
            "label",
            "confidence",
            "reason");

    private ResultFiles() {}

    /**
     * Writes labels.csv: one row per track.
     *
     * @param revisions whether rows of a track's LIVE revisions precede the row of its final result
     * @throws IOException when a file cannot be written in the folder
     */
    public static void writeLabels(Path folder, List<AcquisitionResults> results, boolean revisions)
            throws IOException {
        write(folder.resolve(LABELS), writer -> {
            CSVPrinter printer = new CSVPrinter(
                    writer, CSVFormat.RFC4180.builder().setRecordSeparator('\n').get());
            printer.printRecord(header());
            for (AcquisitionResults acquisition : results) {
                for (List<TrajectoryLabel> track : acquisition.labels().values()) {
                    for (TrajectoryLabel label : track) {
                        if (revisions || label.getStatus() == ResultStatus.FINAL) {
                            printer.printRecord(row(label));
                        }
                    }
                }
            }
        });
    }

    private static List<String> header() {
        List<String> header = new ArrayList<>(COLUMNS);
        Arrays.stream(DiffusionModel.values()).forEach(model -> header.add("p_" + model));
        header.add("alpha");
        header.add("alpha_sd");
        Arrays.stream(MotionFamily.values()).forEach(family -> header.add("family_" + family));
        header.addAll(List.of("novelty", "noise", "noise_sd", "class_set", "observed_points"));
        return header;
    }

    private static List<@Nullable Object> row(TrajectoryLabel label) {
        List<@Nullable Object> row = new ArrayList<>(Arrays.asList(
                label.getAcquisition(),
                label.getTrack(),
                label.getStatus(),
                label.getRevision(),
                label.getFirstFrame(),
                label.getLastFrame(),
                label.getPoints(),
                label.getLabel(),
                label.getConfidence(),
                label.getReason()));
        row.addAll(probabilities(label.getProbabilities()));
        row.add(label.getAlpha());
        row.add(label.getAlphaSd());
        row.addAll(probabilities(label.getFamilies()));
        row.add(label.getNovelty());
        row.add(label.getNoise());
        row.add(label.getNoiseSd());
        row.add(classes(label.getClassSet()));
        row.add(label.getObservedPoints());
        return row;
    }

    private static List<@Nullable Double> probabilities(@Nullable ModelProbabilities all) {
        return all == null
                ? Collections.nCopies(DiffusionModel.values().length, null)
                : List.of(
                        all.getAttm(),
                        all.getCtrw(),
                        all.getSubFbm(),
                        all.getSubSbm(),
                        all.getSuperFbm(),
                        all.getLevyWalk(),
                        all.getSuperSbm(),
                        all.getBrownian());
    }

    private static List<@Nullable Double> probabilities(@Nullable FamilyProbabilities all) {
        return all == null
                ? Collections.nCopies(MotionFamily.values().length, null)
                : List.of(
                        all.getDiffusionModel(),
                        all.getImmobile(),
                        all.getConfined(),
                        all.getDirected(),
                        all.getSwitching(),
                        all.getArtefact());
    }

    /** Separated by spaces, which need no quotes. */
    private static @Nullable String classes(@Nullable List<DiffusionLabel> set) {
        return set == null ? null : set.stream().map(DiffusionLabel::name).collect(Collectors.joining(" "));
    }

    /**
     * Writes saliency.jsonl: one object per classified track, which explains its final result.
     *
     * @throws IOException when a file cannot be written in the folder
     */
    public static void writeSaliency(Path folder, List<AcquisitionResults> results) throws IOException {
        JsonMapper mapper = new JsonMapper();
        write(folder.resolve(SALIENCY), writer -> {
            try (JsonGenerator json = mapper.createGenerator(writer)) {
                json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                json.setRootValueSeparator(null);
                for (AcquisitionResults acquisition : results) {
                    for (String track : acquisition.labels().keySet()) {
                        if (acquisition.saliencyOf(track).isPresent()) {
                            writeObject(json, acquisition.saliencyOf(track).get());
                            json.writeRaw('\n');
                        }
                    }
                }
            }
        });
    }

    private static void writeObject(JsonGenerator json, TrajectorySaliency saliency) throws IOException {
        json.writeStartObject();
        json.writeStringField("acquisition", saliency.getAcquisition());
        json.writeStringField("track", saliency.getTrack());
        json.writeStringField("explained", saliency.getExplained().toString());
        json.writePOJOField("frames", saliency.getFrames());
        json.writePOJOField("x", saliency.getX());
        json.writePOJOField("y", saliency.getY());
        json.writePOJOField("interpolated_frames", saliency.getInterpolatedFrames());
        json.writeArrayFieldStart("stages");
        for (StageSaliency stage : saliency.getStages()) {
            json.writeStartObject();
            json.writeStringField("name", stage.getName());
            json.writeNumberField("receptive_field", stage.getReceptiveField());
            json.writePOJOField("weights", stage.getWeights());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private interface Content {
        void writeTo(Writer writer) throws IOException;
    }

    private static void write(Path file, Content content) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (BufferedWriter writer = Files.newBufferedWriter(unfinished)) {
                content.writeTo(writer);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
