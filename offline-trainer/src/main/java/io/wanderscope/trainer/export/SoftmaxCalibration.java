package io.wanderscope.trainer.export;

import io.wanderscope.trainer.onnx.FloatTensor;
import io.wanderscope.trainer.onnx.Graph;

/**
 * Vector scaling (Guo et al., arXiv 1706.04599) that depends on the {@link CalibrationFeatures} f: the scores z of a trajectory
 * become z · exp(−f · t) + B f before the softmax.
 *
 * @param outcomes number of classes or families
 * @param coefficients first t, then the rows of B, each with {@link CalibrationFeatures#COUNT} numbers
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SoftmaxCalibration(int outcomes, double[] coefficients) {
    /** Leaves the scores as they are. */
    static SoftmaxCalibration none(int outcomes) {
        return new SoftmaxCalibration(outcomes, new double[coefficientCount(outcomes)]);
    }

    static int coefficientCount(int outcomes) {
        return (outcomes + 1) * CalibrationFeatures.COUNT;
    }

    /** The calibrated probabilities of one trajectory. */
    double[] probabilities(double[] scores, double[] features) {
        double factor = Math.exp(-CalibrationFeatures.dot(features, coefficients, 0));
        double[] probabilities = new double[outcomes];
        double largest = Double.NEGATIVE_INFINITY;
        for (int outcome = 0; outcome < outcomes; outcome++) {
            probabilities[outcome] =
                    scores[outcome] * factor + CalibrationFeatures.dot(features, coefficients, biasOf(outcome));
            largest = Math.max(largest, probabilities[outcome]);
        }
        double sum = 0;
        for (int outcome = 0; outcome < outcomes; outcome++) {
            probabilities[outcome] = Math.exp(probabilities[outcome] - largest);
            sum += probabilities[outcome];
        }
        for (int outcome = 0; outcome < outcomes; outcome++) {
            probabilities[outcome] /= sum;
        }
        return probabilities;
    }

    static int biasOf(int outcome) {
        return (outcome + 1) * CalibrationFeatures.COUNT;
    }

    /** Adds the calibrated probabilities, [batch, outcomes], of scores of that shape. */
    FloatTensor add(Graph graph, String name, FloatTensor scores, FloatTensor features) {
        int count = CalibrationFeatures.COUNT;
        float[] temperature = new float[count];
        float[] biases = new float[count * outcomes];
        for (int feature = 0; feature < count; feature++) {
            temperature[feature] = (float) -coefficients[feature];
            for (int outcome = 0; outcome < outcomes; outcome++) {
                biases[feature * outcomes + outcome] = (float) coefficients[biasOf(outcome) + feature];
            }
        }
        FloatTensor factor = features.matMul(graph.floats(name + ".temperature", temperature, count, 1))
                .exp();
        FloatTensor shift = features.matMul(graph.floats(name + ".shift", biases, count, outcomes));
        return scores.times(factor).plus(shift).softmax(1).named(name);
    }
}
