package io.wanderscope.trainer.export;

import io.wanderscope.inference.ModelContract;
import io.wanderscope.trainer.onnx.Dimension;
import io.wanderscope.trainer.onnx.FloatTensor;
import io.wanderscope.trainer.onnx.Graph;
import io.wanderscope.trainer.onnx.LongTensor;

/**
 * The inputs of the model, see {@link ModelContract}.
 *
 * @param positions [batch, points, 2]
 * @param lengths [batch]
 * @param observed [batch, points]
 * @param imaging [batch, 2]
 * @param explainedClass [explained], one class for all trajectories or one for each, optional
 */
record ModelInputs(
        FloatTensor positions,
        LongTensor lengths,
        FloatTensor observed,
        FloatTensor imaging,
        LongTensor explainedClass) {
    static final Dimension BATCH = Dimension.named("batch");
    static final Dimension POINTS = Dimension.named("points");

    static ModelInputs declare(Graph graph) {
        return new ModelInputs(
                graph.floatInput(
                        ModelContract.POSITIONS,
                        "x and y of each point in any unit of length, zeros after the last point",
                        BATCH,
                        POINTS,
                        Dimension.of(2)),
                graph.longInput(ModelContract.LENGTHS, "number of points of each trajectory", BATCH),
                graph.floatInput(
                        ModelContract.OBSERVED,
                        "1 where a point was observed, 0 where it was interpolated and after the last point",
                        BATCH,
                        POINTS),
                graph.floatInput(
                        ModelContract.IMAGING,
                        "localisation noise (s.d. per axis, in the unit of the positions) and exposure (share of the frame"
                                + " interval, 0 to 1); -1 where unknown",
                        BATCH,
                        Dimension.of(2)),
                graph.optionalLongInput(
                        "explained_class",
                        "index of the class to explain, for all or for each trajectory; -1 is the most probable one",
                        Dimension.named("explained"),
                        -1));
    }
}
