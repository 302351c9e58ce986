package io.wanderscope.trainer.export;

import io.wanderscope.trainer.network.ResidualNetwork;
import io.wanderscope.trainer.onnx.BooleanTensor;
import io.wanderscope.trainer.onnx.FloatTensor;
import io.wanderscope.trainer.onnx.Graph;
import io.wanderscope.trainer.onnx.LongTensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Masks that distinguish the points and positions of a trajectory from padding.
 *
 * @param pointIndices 0, 1, 2, …, [points]
 * @param valid whether a point belongs to the trajectory, [batch, 1, points]
 * @param points 1 at the points of the trajectory, 0 after them, [batch, 1, points]
 * @param stages for each residual stage, 1 at the positions of the trajectory and 0 after them, [batch, 1, 1, positions]
 * @param means for each residual stage, the mask divided by the number of positions, [batch, 1, positions]
 */
record MaskNodes(
        LongTensor pointIndices,
        BooleanTensor valid,
        FloatTensor points,
        List<FloatTensor> stages,
        List<FloatTensor> means) {
    private static final int POSITIONS_AXIS = 3;

    static MaskNodes add(Graph graph, ModelInputs inputs, ResidualNetwork architecture) {
        LongTensor count = inputs.positions().shape().element(1);
        LongTensor pointIndices = graph.range(count).named("point_indices");
        BooleanTensor valid = pointIndices
                .lessThan(inputs.lengths().unsqueeze(1))
                .unsqueeze(1)
                .named("valid");
        FloatTensor points = valid.toFloats();
        List<FloatTensor> stages = new ArrayList<>();
        List<FloatTensor> means = new ArrayList<>();
        FloatTensor mask = points.unsqueeze(2);
        for (int stage = 0; stage < architecture.widths().size(); stage++) {
            mask = mask.everySecond(POSITIONS_AXIS);
            stages.add(mask);
            FloatTensor row = mask.squeeze(2);
            means.add(row.dividedBy(row.sum(2)));
        }
        return new MaskNodes(pointIndices, valid, points, stages, means);
    }

    FloatTensor stage(int stage) {
        return stages.get(stage);
    }

    /** Mean of values [batch, channels, 1, positions] over the positions of each trajectory in a stage, [batch, 1, channels]. */
    FloatTensor mean(FloatTensor values, int stage) {
        return means.get(stage).matMul(values.squeeze(2).transpose(0, 2, 1));
    }
}
