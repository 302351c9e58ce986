package io.wanderscope.trainer.report.figure;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.trainer.evaluation.Evaluation;
import io.wanderscope.trainer.report.figure.Svg.Anchor;
import java.util.Arrays;
import java.util.Locale;

/** The confusion matrix: true classes against predicted classes, in per cent of the true class. */
public final class ConfusionMatrix {
    private static final double LEFT = 100;
    private static final double TOP = 46;
    private static final double CELL_WIDTH = 84;
    private static final double CELL_HEIGHT = 40;
    private static final double DARK = 0.3;

    private ConfusionMatrix() {}

    /**
     * Draws the matrix as SVG.
     *
     * @param description text for screen readers
     */
    public static String draw(Evaluation evaluation, String description) {
        DiffusionModel[] models = DiffusionModel.values();
        Svg svg = new Svg(LEFT + CELL_WIDTH * models.length + 8, TOP + CELL_HEIGHT * models.length + 30, description);
        int[][] confusion = evaluation.confusion();
        for (DiffusionModel actual : models) {
            int row = actual.classIndex();
            double y = TOP + row * CELL_HEIGHT;
            int total = Math.max(1, Arrays.stream(confusion[row]).sum());
            svg.label(LEFT - 10, y + 25, Anchor.END, Palette.TEXT, actual.name());
            svg.label(
                    LEFT + (row + 0.5) * CELL_WIDTH,
                    TOP - 12,
                    Anchor.MIDDLE,
                    Palette.TEXT,
                    DiffusionModel.ofClassIndex(row).name());
            for (int column = 0; column < models.length; column++) {
                double share = (double) confusion[row][column] / total;
                double x = LEFT + column * CELL_WIDTH;
                svg.rectangle(x + 1, y + 1, CELL_WIDTH - 2, CELL_HEIGHT - 2, Palette.share(share));
                svg.label(
                        x + CELL_WIDTH / 2,
                        y + 25,
                        Anchor.MIDDLE,
                        share > DARK ? "#ffffff" : share < 0.0005 ? "#b9b6ae" : Palette.TEXT,
                        String.format(Locale.ROOT, "%.1f", 100 * share));
            }
        }
        svg.label(
                LEFT + CELL_WIDTH * models.length / 2,
                TOP + CELL_HEIGHT * models.length + 22,
                Anchor.MIDDLE,
                Palette.MUTED,
                "predicted class across, true class down; % of the true class");
        return svg.end();
    }
}
