package io.wanderscope.trainer.training;

import java.io.PrintWriter;
import java.util.Locale;

/** Prints the progress of a run: a header, and a row per epoch. */
final class ProgressTable {
    private static final String[] COLUMNS = {
        "step", "done", "trajectories", "per s", "loss", "accuracy", "alpha error", "rate", "left"
    };

    private final PrintWriter out;

    ProgressTable(PrintWriter out) {
        this.out = out;
    }

    void printHeader() {
        out.printf("%15s %6s %12s %7s %8s %9s %11s %9s %9s%n", (Object[]) COLUMNS);
    }

    /** Prints the row of an epoch. Until the number of steps of the run is known, it is 0. */
    void printRow(EpochMetrics metrics) {
        Checkpoint.Progress progress = metrics.progress();
        int step = progress.step();
        int steps = progress.steps();
        Validation.Result validation = metrics.validation();
        out.printf(
                Locale.ROOT,
                "%15s %6s %12d %7.0f %8.3f %9s %11s %9.2g %9s%n",
                step + "/" + (steps == 0 ? "?" : steps),
                steps == 0 ? "" : String.format(Locale.ROOT, "%.0f%%", 100.0 * step / steps),
                progress.trajectories(),
                metrics.trajectoriesPerSecond(),
                metrics.loss(),
                validation == null ? "" : String.format(Locale.ROOT, "%.1f%%", 100 * validation.accuracy()),
                validation == null ? "" : String.format(Locale.ROOT, "%.3f", validation.exponentError()),
                metrics.learningRate(),
                steps == 0 ? "" : timeLeft(progress));
        out.flush();
    }

    private static String timeLeft(Checkpoint.Progress progress) {
        long left = Math.round(progress.seconds() / progress.step() * (progress.steps() - progress.step()));
        return left >= 3600
                ? String.format(Locale.ROOT, "%dh%02dm", left / 3600, left / 60 % 60)
                : String.format(Locale.ROOT, "%dm%02ds", left / 60, left % 60);
    }
}
