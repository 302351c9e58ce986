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
import io.wanderscope.streaming.RecordedProbabilities;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * labels.csv and saliency.jsonl, written track by track in the order in which tracks are added: a row per track (with
 * revisions, a row for each), and an object per classified track. Until the last track has been added, the files are
 * called labels.csv.part and saliency.jsonl.part, and files of an earlier run stay. They grow at most once a second, by whole
 * lines, so that a run that is interrupted leaves the results of all tracks but the last few. Thread-safe, because an
 * interruption comes on another thread.
 */
public final class ResultFiles implements AutoCloseable {
    /** File name of the table of labels. */
    public static final String LABELS = "labels.csv";
    /** File name of the saliency, one JSON object per line. */
    public static final String SALIENCY = "saliency.jsonl";

    private static final long NANOS_BETWEEN_FLUSHES = 1_000_000_000L;
    private static final JsonMapper JSON = new JsonMapper();

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

    private final GrowingFile labels;
    private final GrowingFile saliency;
    private final CSVPrinter rows;
    private final JsonGenerator objects;
    private final int expected;
    private final boolean revisions;
    private final Set<String> untimed;
    private final LongSupplier nanoTime;
    private long flushed;
    private int tracks;
    private int written;
    private int writtenWithSaliency;
    private boolean ended;
    private boolean complete;

    private ResultFiles(
            GrowingFile labels,
            GrowingFile saliency,
            int expected,
            boolean revisions,
            Set<String> untimed,
            LongSupplier nanoTime)
            throws IOException {
        this.labels = labels;
        this.saliency = saliency;
        this.expected = expected;
        this.revisions = revisions;
        this.untimed = Set.copyOf(untimed);
        this.nanoTime = nanoTime;
        this.flushed = nanoTime.getAsLong();
        this.rows = new CSVPrinter(
                labels.writer(),
                CSVFormat.RFC4180.builder().setRecordSeparator('\n').get());
        this.objects = JSON.createGenerator(saliency.writer());
        objects.setRootValueSeparator(null);
    }

    /**
     * Starts both files in a folder.
     *
     * @param expected number of tracks that will be added, at least 1
     * @param revisions whether rows of a track's LIVE revisions precede the row of its final result
     * @param untimed names of the acquisitions whose frame interval nobody knows; their rows have frames for times
     * @param nanoTime nanoseconds since some fixed instant, never going back
     * @throws UncheckedIOException when a file cannot be written in the folder
     */
    public static ResultFiles start(
            Path folder, int expected, boolean revisions, Set<String> untimed, LongSupplier nanoTime) {
        try {
            ResultFiles files = new ResultFiles(
                    GrowingFile.start(folder.resolve(LABELS)),
                    GrowingFile.start(folder.resolve(SALIENCY)),
                    expected,
                    revisions,
                    untimed,
                    nanoTime);
            files.rows.printRecord(header());
            files.flush();
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of a result file until it is complete. */
    public static Path unfinished(Path file) {
        return GrowingFile.unfinished(file);
    }

    /**
     * Adds the results of the next track. With those of the last one, the files are complete and get their names, whatever
     * happens to the process afterwards.
     *
     * @throws UncheckedIOException when a file cannot be written
     */
    public synchronized void add(TrackResult track) {
        if (ended) {
            return;
        }
        try {
            for (TrajectoryLabel label : track.labels()) {
                if (revisions || label.getStatus() == ResultStatus.FINAL) {
                    rows.printRecord(row(label, track.positions()));
                }
            }
            if (track.saliency().isPresent()) {
                writeObject(objects, track.saliency().get());
                objects.writeRaw('\n');
            }
            tracks++;
            if (tracks == expected) {
                complete();
            } else if (nanoTime.getAsLong() - flushed >= NANOS_BETWEEN_FLUSHES) {
                flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void flush() throws IOException {
        objects.flush();
        labels.flush();
        written = tracks;
        saliency.flush();
        writtenWithSaliency = tracks;
        flushed = nanoTime.getAsLong();
    }

    /** Whether both files have their names. */
    public synchronized boolean isComplete() {
        return complete;
    }

    /** Number of tracks whose labels are in their file; those added since are not yet. */
    public synchronized int written() {
        return written;
    }

    /** Number of tracks whose saliency, if they have one, is in its file; on a full disk, it may be fewer. */
    public synchronized int writtenWithSaliency() {
        return writtenWithSaliency;
    }

    /** Gives both files their names. */
    private void complete() throws IOException {
        ended = true;
        try (labels;
                saliency) {
            // Before either has its name, so that a full disk leaves no new file beside an old one.
            flush();
            labels.complete();
            saliency.complete();
            complete = true;
        }
    }

    /** Leaves the files as far as they are, unless they are complete; nothing is added any more. */
    @Override
    public synchronized void close() {
        if (ended) {
            return;
        }
        ended = true;
        try (labels;
                saliency) {
            flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> header() {
        List<String> header = new ArrayList<>(COLUMNS);
        Arrays.stream(DiffusionModel.values()).forEach(model -> header.add("p_" + model));
        header.add("alpha");
        header.add("alpha_sd");
        Arrays.stream(MotionFamily.values()).forEach(family -> header.add("family_" + family));
        header.addAll(List.of("novelty", "noise", "noise_sd", "class_set", "observed_points"));
        header.addAll(DiffusionColumns.names());
        header.addAll(List.of("motion", "motion_confidence", "meaning"));
        header.addAll(List.of("positions", "duplicates", "unused"));
        return header;
    }

    /** With what became of the positions only in the row of the final result, because only then is it known. */
    private List<@Nullable Object> row(TrajectoryLabel label, TrackPositions positions) {
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
        row.addAll(DiffusionColumns.of(label, !untimed.contains(label.getAcquisition())));
        StatedMotion stated = StatedMotion.of(label);
        row.add(stated.motion());
        row.add(stated.confidence());
        row.add(Meanings.of(label));
        boolean isFinal = label.getStatus() == ResultStatus.FINAL;
        row.add(isFinal ? positions.all() : null);
        row.add(isFinal ? positions.duplicates() : null);
        row.add(isFinal ? positions.unused() : null);
        return row;
    }

    private static List<@Nullable Double> probabilities(@Nullable ModelProbabilities all) {
        return all == null ? Collections.nCopies(DiffusionModel.values().length, null) : RecordedProbabilities.of(all);
    }

    private static List<@Nullable Double> probabilities(@Nullable FamilyProbabilities all) {
        return all == null ? Collections.nCopies(MotionFamily.values().length, null) : RecordedProbabilities.of(all);
    }

    /** Separated by spaces, which need no quotes. */
    private static @Nullable String classes(@Nullable List<DiffusionLabel> set) {
        return set == null ? null : set.stream().map(DiffusionLabel::name).collect(Collectors.joining(" "));
    }

    private static void writeObject(JsonGenerator json, TrajectorySaliency saliency) throws IOException {
        json.writeStartObject();
        json.writeStringField("acquisition", saliency.getAcquisition());
        json.writeStringField("track", saliency.getTrack());
        json.writeStringField("explained", saliency.getExplained().toString());
        json.writeStringField("length_unit", saliency.getLengthUnit());
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
        json.writePOJOField("absolute_weights", saliency.getAbsoluteWeights());
        json.writeEndObject();
    }
}
