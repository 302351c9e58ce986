package io.wanderscope.trainer.testing;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.trainer.network.ResidualNetwork;
import io.wanderscope.trainer.network.TrajectoryChannels;
import java.util.Arrays;

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
    public double[][][] stageMaps(Trajectory trajectory) {
        double[][] map = relu(convolved(channels(trajectory), ResidualNetwork.STEM, 2, shape.stemKernel()));
        double[][][] maps = new double[shape.widths().size()][][];
        for (int stage = 0; stage < maps.length; stage++) {
            map = stageOutput(map, stage);
            maps[stage] = map;
        }
        return maps;
    }

    /** Class scores before the softmax, computed from the feature map of a stage. */
    public double[] scoresFrom(int stage, double[][] map) {
        double[][] last = map;
        for (int next = stage + 1; next < shape.widths().size(); next++) {
            last = stageOutput(last, next);
        }
        return linear(last, ResidualNetwork.OUTPUT);
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

    /** Probabilities from the scores of a trajectory of a number of points. */
    public double[] probabilities(double[] scores, int points) {
        return softmax(Arrays.stream(scores)
                .map(score -> score / model.temperature(points))
                .toArray());
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

    private static double[][] channels(Trajectory trajectory) {
        int points = trajectory.size();
        float[] flat = new float[TrajectoryChannels.COUNT * points];
        TrajectoryChannels.write(trajectory, flat, 0, points);
        double[][] channels = new double[TrajectoryChannels.COUNT][points];
        for (int index = 0; index < flat.length; index++) {
            channels[index / points][index % points] = flat[index];
        }
        return channels;
    }

    private double[][] stageOutput(double[][] input, int stage) {
        double[][] map = input;
        for (int block = 0; block < shape.blocksPerStage(); block++) {
            int stride = shape.blockStride(stage, block);
            double[][] hidden =
                    relu(convolved(map, ResidualNetwork.convolutionVertex(stage, block, 1), stride, shape.kernel()));
            double[][] sum = convolved(hidden, ResidualNetwork.convolutionVertex(stage, block, 2), 1, shape.kernel());
            double[][] shortcutBranch = shape.hasShortcut(stage, block)
                    ? convolved(map, ResidualNetwork.shortcutVertex(stage, block), stride, 1)
                    : map;
            map = relu(sum(sum, shortcutBranch));
        }
        return map;
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
