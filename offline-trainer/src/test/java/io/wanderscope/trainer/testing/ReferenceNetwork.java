package io.wanderscope.trainer.testing;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.trainer.network.ObservedSteps;
import io.wanderscope.trainer.network.ResidualNetwork;
import io.wanderscope.trainer.network.TrajectoryChannels;
import io.wanderscope.trainer.network.TrajectoryStatistics;

/**
 * The shipped network in plain loops and 64-bit floats, for one trajectory: an independent implementation against which
 * DL4J and ONNX Runtime are tested. Feature maps are [channel][position].
 */
public final class ReferenceNetwork {
    private final ShippedModel model;
    private final ResidualNetwork shape = ShippedModel.NETWORK;

    public ReferenceNetwork(ShippedModel model) {
        this.model = model;
    }

    /** Feature maps of the four stages. */
    public double[][][] stageMaps(ObservedTrajectory trajectory) {
        double[][] map = relu(convolved(channels(trajectory), ResidualNetwork.STEM, 2, shape.stemKernel()));
        double[][][] maps = new double[shape.widths().size()][][];
        for (int stage = 0; stage < maps.length; stage++) {
            map = stageOutput(map, stage, trajectory);
            maps[stage] = map;
        }
        return maps;
    }

    /** Class scores before the softmax, computed from the feature map of a stage. */
    public double[] scoresFrom(int stage, double[][] map, ObservedTrajectory trajectory) {
        return linear(lastMap(stage, map, trajectory), ResidualNetwork.OUTPUT);
    }

    private double[][] lastMap(int stage, double[][] map, ObservedTrajectory trajectory) {
        double[][] last = map;
        for (int next = stage + 1; next < shape.widths().size(); next++) {
            last = stageOutput(last, next, trajectory);
        }
        return last;
    }

    /** Family scores before the softmax. */
    public double[] familyScores(double[][] last) {
        return linear(last, ResidualNetwork.FAMILIES);
    }

    /** Localisation noise and its standard deviation. */
    public double[] noise(double[][] last) {
        double[] raw = linear(last, ResidualNetwork.NOISE);
        return new double[] {Math.max(0, raw[0]), Math.max(0.01, Math.exp(raw[1]))};
    }

    /** Distance from the training data relative to that of one simulation in 200. */
    public double novelty(double[][] last, int points) {
        double length = Math.log(points / 100.0);
        double[] powers = {1, length, length * length};
        int features = last.length;
        double[] deviation = new double[features];
        for (int feature = 0; feature < features; feature++) {
            deviation[feature] = mean(last[feature]);
            for (int power = 0; power < powers.length; power++) {
                deviation[feature] -= powers[power] * model.constant("novelty.mean")[power * features + feature];
            }
        }
        double square = 0;
        for (int column = 0; column < features; column++) {
            double white = 0;
            for (int row = 0; row < features; row++) {
                white += deviation[row] * model.constant("novelty.whitening")[row * features + column];
            }
            square += white * white;
        }
        double logDistance = 0;
        for (int power = 0; power < powers.length; power++) {
            logDistance += powers[power] * model.constant("novelty.distance")[power];
        }
        return Math.sqrt(square) / Math.exp(logDistance);
    }

    /** The anomalous exponent and its standard deviation, from the last feature map and the class probabilities. */
    public double[] exponent(double[][] last, double[] probabilities) {
        double[] numbers = linear(last, ResidualNetwork.EXPONENTS);
        double mean = 0;
        double square = 0;
        for (DiffusionModel each : DiffusionModel.values()) {
            int index = each.classIndex();
            double range = each.maximumExponent() - each.minimumExponent();
            double own = each.minimumExponent() + range / (1 + Math.exp(-numbers[index]));
            double sd = range == 0 ? 0 : Math.max(0.01, Math.exp(numbers[probabilities.length + index]));
            mean += probabilities[index] * own;
            square += probabilities[index] * (own * own + sd * sd);
        }
        return new double[] {mean, Math.sqrt(square - mean * mean)};
    }

    private double[] linear(double[][] last, String vertex) {
        float[] weights = model.weights(vertex);
        float[] bias = model.bias(vertex);
        double[] scores = new double[bias.length];
        for (int each = 0; each < scores.length; each++) {
            scores[each] = bias[each];
            for (int channel = 0; channel < last.length; channel++) {
                scores[each] += weights[channel * scores.length + each] * mean(last[channel]);
            }
        }
        return scores;
    }

    /**
     * Calibrated probabilities.
     *
     * @param output name of the output, whose constants are those of its calibration
     * @param noise the network's estimate of the localisation noise
     */
    public double[] probabilities(String output, double[] scores, ObservedTrajectory trajectory, double noise) {
        double[] features = features(trajectory, noise);
        double exponent = 0;
        double[] calibrated = new double[scores.length];
        for (int feature = 0; feature < features.length; feature++) {
            exponent += features[feature] * model.constant(output + ".temperature")[feature];
            for (int each = 0; each < scores.length; each++) {
                float coefficient = model.constant(output + ".shift")[feature * scores.length + each];
                calibrated[each] += features[feature] * coefficient;
            }
        }
        for (int each = 0; each < scores.length; each++) {
            calibrated[each] += scores[each] * Math.exp(exponent);
        }
        return softmax(calibrated);
    }

    /** Least probability of a member of the class set that is not the most probable class. */
    public double leastOfClassSet(ObservedTrajectory trajectory, double noise) {
        double[] features = features(trajectory, noise);
        double logarithm = 0;
        for (int feature = 0; feature < features.length; feature++) {
            logarithm += features[feature] * model.constant("class_set.threshold")[feature];
        }
        return Math.exp(logarithm);
    }

    private static double[] features(ObservedTrajectory trajectory, double noise) {
        double length = Math.log(trajectory.size() / 100.0);
        double bounded = Math.min(2, noise);
        double known = trajectory.imaging().localisationNoise().isPresent() ? 1 : 0;
        double squared = bounded * bounded;
        return new double[] {
            1,
            length,
            length * length,
            bounded,
            squared,
            length * bounded,
            known,
            known * length,
            known * bounded,
            known * length * bounded,
            known * squared
        };
    }

    private static double[] softmax(double[] scores) {
        double sum = 0;
        double[] result = new double[scores.length];
        for (int each = 0; each < scores.length; each++) {
            result[each] = Math.exp(scores[each]);
            sum += result[each];
        }
        for (int each = 0; each < scores.length; each++) {
            result[each] /= sum;
        }
        return result;
    }

    private static double[][] channels(ObservedTrajectory trajectory) {
        int points = trajectory.size();
        float[] flat = new float[TrajectoryChannels.COUNT * points];
        TrajectoryChannels.write(new ObservedSteps(trajectory), flat, 0, points);
        double[][] channels = new double[TrajectoryChannels.COUNT][points];
        for (int index = 0; index < flat.length; index++) {
            channels[index / points][index % points] = flat[index];
        }
        return channels;
    }

    private double[][] stageOutput(double[][] input, int stage, ObservedTrajectory trajectory) {
        double[][] map = input;
        for (int block = 0; block < shape.blocksPerStage(); block++) {
            int stride = shape.blockStride(stage, block);
            double[][] hidden =
                    relu(convolved(map, ResidualNetwork.convolutionVertex(stage, block, 1), stride, shape.kernel()));
            double[][] sum = convolved(hidden, ResidualNetwork.convolutionVertex(stage, block, 2), 1, shape.kernel());
            double[][] shortcutBranch = shape.hasShortcut(stage, block)
                    ? convolved(map, ResidualNetwork.shortcutVertex(stage, block), stride, 1)
                    : map;
            map = sum(sum, shortcutBranch);
            map = relu(block == 0 ? conditioned(map, stage, trajectory) : map);
        }
        return map;
    }

    /** Adds the bias that the statistics of the whole trajectory give each channel. */
    private double[][] conditioned(double[][] map, int stage, ObservedTrajectory trajectory) {
        float[] statistics = TrajectoryStatistics.of(new ObservedSteps(trajectory));
        double[] values = new double[statistics.length];
        for (int each = 0; each < values.length; each++) {
            values[each] = statistics[each];
        }
        double[] hidden = affine(values, ResidualNetwork.conditioningHiddenVertex(stage));
        for (int each = 0; each < hidden.length; each++) {
            hidden[each] = Math.max(0, hidden[each]);
        }
        double[] bias = affine(hidden, ResidualNetwork.conditioningVertex(stage));
        for (int channel = 0; channel < map.length; channel++) {
            for (int position = 0; position < map[channel].length; position++) {
                map[channel][position] += bias[channel];
            }
        }
        return map;
    }

    private double[] affine(double[] input, String vertex) {
        float[] weights = model.weights(vertex);
        float[] bias = model.bias(vertex);
        double[] output = new double[bias.length];
        for (int each = 0; each < output.length; each++) {
            output[each] = bias[each];
            for (int source = 0; source < input.length; source++) {
                output[each] += weights[source * output.length + each] * input[source];
            }
        }
        return output;
    }

    private double[][] convolved(double[][] input, String vertex, int stride, int kernel) {
        float[] weights = model.weights(vertex);
        float[] bias = model.bias(vertex);
        int positions = (input[0].length + stride - 1) / stride;
        double[][] output = new double[bias.length][positions];
        for (int out = 0; out < bias.length; out++) {
            for (int position = 0; position < positions; position++) {
                double sum = bias[out];
                for (int in = 0; in < input.length; in++) {
                    for (int tap = 0; tap < kernel; tap++) {
                        int source = position * stride + tap - kernel / 2;
                        if (source >= 0 && source < input[in].length) {
                            sum += weights[(out * input.length + in) * kernel + tap] * input[in][source];
                        }
                    }
                }
                output[out][position] = sum;
            }
        }
        return output;
    }

    private static double[][] relu(double[][] map) {
        for (double[] channel : map) {
            for (int position = 0; position < channel.length; position++) {
                channel[position] = Math.max(0, channel[position]);
            }
        }
        return map;
    }

    private static double[][] sum(double[][] left, double[][] right) {
        double[][] sum = new double[left.length][left[0].length];
        for (int channel = 0; channel < sum.length; channel++) {
            for (int position = 0; position < sum[channel].length; position++) {
                sum[channel][position] = left[channel][position] + right[channel][position];
            }
        }
        return sum;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
