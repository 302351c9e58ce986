package io.wanderscope.trainer.network;

import java.nio.FloatBuffer;
import java.util.function.IntConsumer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch normalisation (Ioffe and Szegedy, arXiv 1502.03167) with statistics over valid points only, optionally followed
 * by a ReLU; forward and backward. Arrays are [rows, channels, 1, points], the mask is [rows, 1, 1, points], 1 at valid
 * points and 0 elsewhere.
 */
final class MaskedNormalisation {
    private final FloatBuffer mask;
    private final boolean ofBatch;
    private final float[] scale;
    private final float[] shift;
    private final float[] mean;
    private final float[] variance;
    private final int rows;
    private final int channels;
    private final int points;
    private final double validPoints;

    private MaskedNormalisation(
            INDArray values, INDArray mask, INDArray scale, INDArray shift, float[] mean, float[] variance) {
        this.rows = (int) values.size(0);
        this.channels = (int) values.size(1);
        this.points = (int) values.size(3);
        this.mask = buffer(mask);
        this.scale = scale.toFloatVector();
        this.shift = shift.toFloatVector();
        this.ofBatch = mean == null;
        this.mean = ofBatch ? new float[channels] : mean;
        this.variance = ofBatch ? new float[channels] : variance;
        this.validPoints = mask.sumNumber().doubleValue();
    }

    /** Normalises with the mean and variance of the values, over their valid points. */
    static MaskedNormalisation ofBatch(INDArray values, INDArray mask, INDArray scale, INDArray shift) {
        MaskedNormalisation normalisation = new MaskedNormalisation(values, mask, scale, shift, null, null);
        normalisation.measure(buffer(values));
        return normalisation;
    }

    /** Normalises with given statistics, as in inference. */
    static MaskedNormalisation ofStatistics(
            INDArray values, INDArray mask, INDArray scale, INDArray shift, INDArray mean, INDArray variance) {
        return new MaskedNormalisation(values, mask, scale, shift, mean.toFloatVector(), variance.toFloatVector());
    }

    /** The memory of an array; the address pointer of a view points to its first element. */
    private static FloatBuffer buffer(INDArray array) {
        return new FloatPointer(array.data().addressPointer())
                .capacity(array.data().length())
                .asBuffer()
                .slice(0, (int) array.length());
    }

    private void measure(FloatBuffer values) {
        forEachChannel(channel -> {
            float[] value = new float[points];
            float[] valid = new float[points];
            double sum = 0;
            double squares = 0;
            for (int row = 0; row < rows; row++) {
                mask.get(row * points, valid);
                values.get(start(row, channel), value);
                sum += dot(value, valid);
                multiply(value, valid);
                squares += dot(value, value);
            }
            mean[channel] = (float) (sum / validPoints);
            variance[channel] = (float) Math.max(0, squares / validPoints - (sum / validPoints) * (sum / validPoints));
        });
    }

    /** Writes the normalised values, after a ReLU if requested, with zeros at invalid points. */
    void forward(INDArray values, boolean relu, INDArray output) {
        FloatBuffer in = buffer(values);
        FloatBuffer out = buffer(output);
        float floor = relu ? 0 : Float.NEGATIVE_INFINITY;
        forEachChannel(channel -> {
            float factor = scale[channel] * inverseSd(channel);
            float offset = shift[channel] - mean[channel] * factor;
            float[] value = new float[points];
            float[] valid = new float[points];
            for (int row = 0; row < rows; row++) {
                mask.get(row * points, valid);
                in.get(start(row, channel), value);
                for (int point = 0; point < points; point++) {
                    value[point] = valid[point] * Math.max(floor, value[point] * factor + offset);
                }
                out.put(start(row, channel), value);
            }
        });
    }

    /**
     * Writes the gradients of a score with respect to the values, the scale and the shift, from its gradient with respect
     * to the output. Given statistics are constants; batch statistics depend on every value.
     */
    void backward(
            INDArray values,
            INDArray outputGradient,
            boolean relu,
            INDArray valueGradient,
            INDArray scaleGradient,
            INDArray shiftGradient) {
        FloatBuffer in = buffer(values);
        FloatBuffer gradientIn = buffer(outputGradient);
        FloatBuffer gradientOut = buffer(valueGradient);
        float[] byScale = new float[channels];
        float[] byShift = new float[channels];
        forEachChannel(channel -> {
            float[] normalised = new float[points];
            float[] gradient = new float[points];
            float[] valid = new float[points];
            double normalisedSum = 0;
            double sum = 0;
            for (int row = 0; row < rows; row++) {
                gatedGradient(in, gradientIn, row, channel, relu, normalised, gradient, valid);
                normalisedSum += dot(gradient, normalised);
                sum += dot(gradient, valid);
                gradientOut.put(start(row, channel), gradient);
            }
            byScale[channel] = (float) normalisedSum;
            byShift[channel] = (float) sum;
            float meanSlope = ofBatch ? (float) (normalisedSum / validPoints) : 0;
            float meanGradient = ofBatch ? (float) (sum / validPoints) : 0;
            float factor = scale[channel] * inverseSd(channel);
            for (int row = 0; row < rows; row++) {
                normalise(in, row, channel, normalised, valid);
                gradientOut.get(start(row, channel), gradient);
                for (int point = 0; point < points; point++) {
                    gradient[point] =
                            valid[point] * factor * (gradient[point] - meanGradient - normalised[point] * meanSlope);
                }
                gradientOut.put(start(row, channel), gradient);
            }
        });
        buffer(scaleGradient).put(0, byScale);
        buffer(shiftGradient).put(0, byShift);
    }

    private void gatedGradient(
            FloatBuffer in,
            FloatBuffer gradientIn,
            int row,
            int channel,
            boolean relu,
            float[] normalised,
            float[] gradient,
            float[] valid) {
        normalise(in, row, channel, normalised, valid);
        gradientIn.get(start(row, channel), gradient);
        float factor = scale[channel];
        float offset = shift[channel];
        for (int point = 0; point < points; point++) {
            float gate = relu ? Math.signum(Math.max(0, normalised[point] * factor + offset)) : 1;
            gradient[point] *= valid[point] * gate;
        }
    }

    private void normalise(FloatBuffer in, int row, int channel, float[] normalised, float[] valid) {
        mask.get(row * points, valid);
        in.get(start(row, channel), normalised);
        float factor = inverseSd(channel);
        float offset = -mean[channel] * factor;
        for (int point = 0; point < points; point++) {
            normalised[point] = normalised[point] * factor + offset;
        }
    }

    /**
     * Writes the "gradients" of the running statistics. DL4J stores these as parameters whose updater subtracts the
     * gradient unchanged, which here moves them towards the statistics of the batch.
     */
    void statisticsStep(
            float rate,
            INDArray runningMean,
            INDArray runningVariance,
            INDArray meanGradient,
            INDArray varianceGradient) {
        buffer(meanGradient).put(0, towards(runningMean.toFloatVector(), mean, rate));
        buffer(varianceGradient).put(0, towards(runningVariance.toFloatVector(), variance, rate));
    }

    private static float[] towards(float[] running, float[] observed, float rate) {
        float[] step = new float[running.length];
        for (int channel = 0; channel < step.length; channel++) {
            step[channel] = rate * (running[channel] - observed[channel]);
        }
        return step;
    }

    private float inverseSd(int channel) {
        return (float) (1 / Math.sqrt(variance[channel] + NormalisedConvolution.EPSILON));
    }

    private int start(int row, int channel) {
        return (row * channels + channel) * points;
    }

    private void forEachChannel(IntConsumer work) {
        for (int channel = 0; channel < channels; channel++) {
            work.accept(channel);
        }
    }

    private static void multiply(float[] values, float[] factors) {
        for (int point = 0; point < values.length; point++) {
            values[point] *= factors[point];
        }
    }

    /** Uses four independent sums: in a single one, every addition would wait for the one before. */
    private static double dot(float[] left, float[] right) {
        float first = 0;
        float second = 0;
        float third = 0;
        float fourth = 0;
        int point = 0;
        for (; point + 3 < left.length; point += 4) {
            first += left[point] * right[point];
            second += left[point + 1] * right[point + 1];
            third += left[point + 2] * right[point + 2];
            fourth += left[point + 3] * right[point + 3];
        }
        for (; point < left.length; point++) {
            first += left[point] * right[point];
        }
        return (double) first + second + third + fourth;
    }
}
