package io.wanderscope.trainer.report.figure;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.trainer.evaluation.Evaluation;
import java.util.Arrays;
import java.util.List;

/** The confusion matrix: true classes against predicted classes, in per cent of the true class. */
public final class ConfusionMatrix {
    private ConfusionMatrix() {}

    /**
     * Draws the matrix as SVG.
     *
     * @param description text for screen readers
     */
    public static String draw(Evaluation evaluation, String description) {
        return draw(evaluation.confusion(), description);
    }

    /**
     * Draws the matrix as SVG.
     *
     * @param confusion number of trajectories by actual and predicted class
     * @param description text for screen readers
     */
    public static String draw(int[][] confusion, String description) {
        List<String> models =
                Arrays.stream(DiffusionModel.values()).map(Enum::name).toList();
        return HeatMap.draw(
                description,
                "predicted class across, true class down; % of the true class",
                models,
                models,
                1,
                (predicted, actual) -> (double) confusion[actual][predicted]
                        / Math.max(1, Arrays.stream(confusion[actual]).sum()));
    }
}
