package io.wanderscope.trainer.training;

import io.wanderscope.trainer.files.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/** The CSV file of a run's metrics, with a row per epoch and the columns of {@link #HEADER}. */
final class MetricsFile {
    static final String NAME = "metrics.csv";
    static final String HEADER = "step,steps,trajectories,seconds,trajectories_per_second,loss,"
            + "validation_accuracy,validation_alpha_error,learning_rate";

    private final Path file;

    private MetricsFile(Path file) {
        this.file = file;
    }

    /**
     * Opens the file in a folder. It drops the rows after a step: an interrupted run wrote them after its last checkpoint,
     * and the resumed run will write them again.
     */
    static MetricsFile from(Path folder, int step) throws IOException {
        Path file = folder.resolve(NAME);
        List<String> kept = List.of(HEADER);
        if (step > 0 && Files.exists(file)) {
            kept = Files.readAllLines(file).stream()
                    .filter(row -> row.equals(HEADER) || stepOf(row) <= step)
                    .toList();
        }
        Files.write(file, kept);
        return new MetricsFile(file);
    }

    private static int stepOf(String row) {
        try {
            return Integer.parseInt(row.substring(0, Math.max(0, row.indexOf(','))));
        } catch (NumberFormatException truncated) {
            return Integer.MAX_VALUE;
        }
    }

    /** Appends the row of an epoch. */
    void add(EpochMetrics metrics) throws IOException {
        Checkpoint.Progress progress = metrics.progress();
        Validation.Result validation = metrics.validation();
        String validated = validation == null
                ? ","
                : String.format(Locale.ROOT, "%.4f,%.4f", validation.accuracy(), validation.exponentError());
        String row = String.format(
                Locale.ROOT,
                "%d,%d,%d,%.1f,%.1f,%.5f,%s,%.3g%n",
                progress.step(),
                progress.steps(),
                progress.trajectories(),
                progress.seconds(),
                metrics.trajectoriesPerSecond(),
                metrics.loss(),
                validated,
                metrics.learningRate());
        try {
            Files.writeString(file, row, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IOException(file + " could not be written: " + IoReason.of(e), e);
        }
    }
}
