package io.wanderscope.trainer.export;

import io.wanderscope.inference.ModelContract;
import io.wanderscope.trainer.onnx.FloatTensor;
import io.wanderscope.trainer.onnx.Graph;
import io.wanderscope.trainer.onnx.LongTensor;

/** Adds the calibrated probabilities, softmax(logits / T), where T is the {@link Temperature}. */
final class CalibrationNodes {
    /** Name of the constant {@link Temperature#slope}. */
    static final String SLOPE = "temperature_slope";
    /** Name of the constant {@link Temperature#logarithm}. */
    static final String LOGARITHM = "temperature_logarithm";

    private CalibrationNodes() {}

    /**
     * Adds the probabilities, [batch, classes].
     *
     * @param logits class scores, [batch, classes]
     * @param lengths number of points of each trajectory, [batch]
     */
    static FloatTensor addProbabilities(Graph graph, FloatTensor logits, LongTensor lengths, Temperature temperature) {
        FloatTensor calibrated = logits.dividedBy(temperature(graph, lengths, temperature));
        return calibrated.softmax(1).named(ModelContract.PROBABILITIES);
    }

    /** The temperature of each trajectory, [batch, 1]. */
    private static FloatTensor temperature(Graph graph, LongTensor lengths, Temperature temperature) {
        FloatTensor ratio = lengths.toFloats().dividedBy(Temperature.REFERENCE_POINTS);
        FloatTensor slope = graph.floats(SLOPE, new float[] {(float) temperature.slope()});
        FloatTensor growth = ratio.log().times(slope);
        FloatTensor logarithm = graph.floats(LOGARITHM, new float[] {(float) temperature.logarithm()});
        return growth.plus(logarithm).exp().unsqueeze(1);
    }
}
