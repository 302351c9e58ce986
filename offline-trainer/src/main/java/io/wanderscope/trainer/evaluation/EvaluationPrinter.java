package io.wanderscope.trainer.evaluation;

import io.wanderscope.diffusion.DiffusionModel;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Prints evaluations to the terminal: one line for each test, confusion matrices on request, and tables. */
public final class EvaluationPrinter {
    private final PrintWriter out;
    private final boolean confusion;

    /**
     * Creates a printer.
     *
     * @param confusion whether to print a confusion matrix after each test
     */
    public EvaluationPrinter(PrintWriter out, boolean confusion) {
        this.out = out;
        this.confusion = confusion;
    }

    /** Prints one evaluation. */
    public void print(Evaluation evaluation) {
        out.println(evaluation.summary());
        if (confusion) {
            out.println(confusionTable(evaluation));
        }
        out.flush();
    }

    /** Prints both evaluations. */
    public void print(ByImaging<Evaluation> evaluations) {
        print(evaluations.unknown());
        print(evaluations.known());
    }

    /** Prints the results of all tests pooled, and of those with noise. */
    public void printPooled(List<Evaluation> evaluations) {
        printPooled(evaluations, "");
    }

    /** Prints the results of all tests pooled, and of those with noise, without and with knowledge of the imaging conditions. */
    public void printPooledByImaging(List<ByImaging<Evaluation>> evaluations) {
        printPooled(evaluations.stream().map(ByImaging::unknown).toList(), "");
        printPooled(evaluations.stream().map(ByImaging::known).toList(), ", imaging known");
    }

    private void printPooled(List<Evaluation> evaluations, String suffix) {
        Evaluation all = Evaluation.pooled("all of these" + suffix, evaluations);
        out.println(all.summary());
        out.println(
                all.where("all with noise" + suffix, each -> each.noise() > 0).summary());
        out.flush();
    }

    /** Prints what was measured beside the tests of accuracy, and last every figure with its target. */
    public void print(ModelEvaluation evaluation) {
        printTable(
                "imaging unknown; confidence is that of the class, given that it is one of the eight; all in %:",
                EvaluationTables.cells(evaluation.cells(), ByImaging::unknown));
        printTable("imaging known:", EvaluationTables.cells(evaluation.cells(), ByImaging::known));
        printTable(
                "tracks that depart from the eight models, in %:",
                EvaluationTables.departures(evaluation.departures()));
        printTable(
                "the eight models (" + Math.round(100 * MixedTracks.MODELS_SHARE)
                        + " %) and other motion together, labels at confidence 0.5 or more, in %:",
                EvaluationTables.mixedTracks(evaluation.mixedTracks()));
        printTable(
                "called none of the eight models, lengths 10-1000, in %:",
                EvaluationTables.noneOfTheModels(evaluation));
        print(evaluation.shortTracks());
        printTable(
                "lengths 10-1000, noise 0.5, told a noise that may be wrong, in %:",
                EvaluationTables.wrongNoise(evaluation.wrongNoise()));
        printTable("figures to reach:", EvaluationTables.figures(evaluation));
    }

    /** Prints what short tracks are called, and what prior probabilities change. */
    public void print(List<ShortTracks> lengths) {
        out.println();
        out.println(ShortTrackSummary.text(lengths));
        out.flush();
    }

    private void printTable(String title, List<String> lines) {
        out.println();
        out.println(title);
        lines.forEach(out::println);
        out.flush();
    }

    /** The confusion matrix: a row for each true class, in per cent of that class. */
    private static String confusionTable(Evaluation evaluation) {
        int[][] confusion = evaluation.confusion();
        StringBuilder table = new StringBuilder(String.format("%-10s", "true\\pred"));
        for (DiffusionModel model : DiffusionModel.values()) {
            table.append(String.format("%10s", model));
        }
        for (DiffusionModel model : DiffusionModel.values()) {
            table.append(String.format("%n%-10s", model));
            int[] row = confusion[model.classIndex()];
            int total = Arrays.stream(row).sum();
            for (int count : row) {
                table.append(String.format(Locale.ROOT, "%10.1f", 100.0 * count / Math.max(1, total)));
            }
        }
        return table.toString();
    }
}
