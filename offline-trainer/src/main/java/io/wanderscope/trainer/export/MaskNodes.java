package io.wanderscope.trainer.export;

import io.wanderscope.trainer.network.ResidualNetwork;
import io.wanderscope.trainer.onnx.BooleanTensor;
import io.wanderscope.trainer.onnx.FloatTensor;
import io.wanderscope.trainer.onnx.Graph;
import io.wanderscope.trainer.onnx.LongTensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Masks that distinguish the points and positions of a trajectory from padding: 1 or 0, [batch, 1, 1, positions].
 *
 * @param pointIndices 0, 1, 2, …, [points]
 * @param valid whether a point belongs to the trajectory, [batch, 1, points]
 * @param stem mask of the stem's positions
 * @param stages masks of the positions of the residual stages
 */
record MaskNodes(LongTensor pointIndices, BooleanTensor valid, FloatTensor stem, List<FloatTensor> stages) {
    private static final int POSITIONS_AXIS = 3;

    static MaskNodes add(Graph graph, ModelInputs inputs, ResidualNetwork architecture) {
        LongTensor points = inputs.positions().shape().element(1);
        LongTensor pointIndices = graph.range(points).named("point_indices");
        BooleanTensor valid = pointIndices
                .lessThan(inputs.lengths().unsqueeze(1))
                .unsqueeze(1)
                .named("valid");
        FloatTensor stem = valid.toFloats().unsqueeze(2).everySecond(POSITIONS_AXIS);
        List<FloatTensor> stages = new ArrayList<>();
        FloatTensor mask = stem;
        for (int stage = 0; stage < architecture.widths().size(); stage++) {
            mask = architecture.blockStride(stage, 0) == 2 ? mask.everySecond(POSITIONS_AXIS) : mask;
            stages.add(mask);
        }
        return new MaskNodes(pointIndices, valid, stem, stages);
    }

    FloatTensor stage(int stage) {
        return stages.get(stage);
    }

    /** The mask of the last stage. */
    FloatTensor last() {
        return stages.get(stages.size() - 1);
    }
}
