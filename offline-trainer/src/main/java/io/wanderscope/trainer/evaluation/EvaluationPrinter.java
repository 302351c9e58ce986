package io.wanderscope.trainer.evaluation;

import io.wanderscope.diffusion.DiffusionModel;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Prints evaluations to the terminal, one line each, and confusion matrices on request. */
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

    /** Prints the results of all tests pooled, and of those with noise. */
    public void printPooled(List<Evaluation> evaluations) {
        Evaluation all = Evaluation.pooled("all of these", evaluations);
        out.println(all.summary());
        out.println(all.where("all with noise", each -> each.noise() > 0).summary());
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
