package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.Trajectory;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.moment.Kurtosis;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/**
 * Statistics of the displacements in a window of a track, of which {@link WindowStatistic} makes the paper's; NaN where a window has too
 * few displacements that differ from 0, or from each other by more than rounding.
 *
 * @param autocorrelation lag-1 autocorrelation of the displacements, both axes together
 * @param turningSd standard deviation of the turning angles, in radians
 * @param ratioSd standard deviation of the ratios of successive step sizes
 * @param kurtosis size of the excess kurtosis of the displacements, mean over the quarters and axes
 * @param trend s.d. of the displacements in the last quarter minus that in the first, over four times their s.d.
 */
record WindowStatistics(double autocorrelation, double turningSd, double ratioSd, double kurtosis, double trend) {
    private static final int QUARTERS = 4;
    /** Displacements whose variance is a smaller part of their mean square differ by rounding only. */
    private static final double ROUNDING = 1e-18;

    /** The statistics of the points from {@code from} to {@code to}, exclusive. */
    static WindowStatistics of(Trajectory trajectory, int from, int to) {
        double[] dx = new double[to - from - 1];
        double[] dy = new double[dx.length];
        Arrays.setAll(dx, step -> trajectory.x(from + step + 1) - trajectory.x(from + step));
        Arrays.setAll(dy, step -> trajectory.y(from + step + 1) - trajectory.y(from + step));
        return new WindowStatistics(
                autocorrelation(dx, dy),
                deviation(turningAngles(dx, dy)),
                deviation(stepRatios(dx, dy)),
                kurtosis(dx, dy),
                trend(dx, dy));
    }

    /**
     * The same with a number where there is none: displacements that do not change repeat themselves, so their autocorrelation is 1;
     * all else is 0.
     */
    WindowStatistics withRests() {
        return new WindowStatistics(
                orElse(autocorrelation, 1),
                orElse(turningSd, 0),
                orElse(ratioSd, 0),
                orElse(kurtosis, 0),
                orElse(trend, 0));
    }

    private static double orElse(double value, double otherwise) {
        return Double.isFinite(value) ? value : otherwise;
    }

    private static double autocorrelation(double[] dx, double[] dy) {
        double squares = laggedProducts(dx, 0) + laggedProducts(dy, 0);
        return squares <= ROUNDING * squares(dx, dy)
                ? Double.NaN
                : (laggedProducts(dx, 1) + laggedProducts(dy, 1)) / squares;
    }

    private static double squares(double[] dx, double[] dy) {
        return Arrays.stream(joined(dx, dy)).map(step -> step * step).sum();
    }

    private static double laggedProducts(double[] axis, int lag) {
        double mean = Arrays.stream(axis).average().orElse(0);
        return IntStream.range(lag, axis.length)
                .mapToDouble(step -> (axis[step] - mean) * (axis[step - lag] - mean))
                .sum();
    }

    private static double[] turningAngles(double[] dx, double[] dy) {
        return IntStream.range(1, dx.length)
                .filter(step -> Math.hypot(dx[step], dy[step]) > 0 && Math.hypot(dx[step - 1], dy[step - 1]) > 0)
                .mapToDouble(step -> Math.atan2(
                        dx[step - 1] * dy[step] - dy[step - 1] * dx[step],
                        dx[step - 1] * dx[step] + dy[step - 1] * dy[step]))
                .toArray();
    }

    private static double[] stepRatios(double[] dx, double[] dy) {
        return IntStream.range(1, dx.length)
                .filter(step -> Math.hypot(dx[step - 1], dy[step - 1]) > 0)
                .mapToDouble(step -> Math.hypot(dx[step], dy[step]) / Math.hypot(dx[step - 1], dy[step - 1]))
                .toArray();
    }

    private static double kurtosis(double[] dx, double[] dy) {
        return IntStream.range(0, QUARTERS)
                .mapToObj(quarter -> kurtosisOfEach(quarter(dx, quarter), quarter(dy, quarter)))
                .flatMapToDouble(both -> both)
                .filter(Double::isFinite)
                .map(Math::abs)
                .average()
                .orElse(Double.NaN);
    }

    private static DoubleStream kurtosisOfEach(double[] dx, double[] dy) {
        double rounding = ROUNDING * squares(dx, dy);
        return Stream.of(dx, dy)
                .filter(axis -> laggedProducts(axis, 0) > rounding)
                .mapToDouble(axis -> new Kurtosis().evaluate(axis));
    }

    private static double trend(double[] dx, double[] dy) {
        double last = deviation(joined(quarter(dx, QUARTERS - 1), quarter(dy, QUARTERS - 1)));
        double first = deviation(joined(quarter(dx, 0), quarter(dy, 0)));
        return (last - first) / (QUARTERS * deviation(joined(dx, dy)));
    }

    private static double[] quarter(double[] axis, int quarter) {
        return Arrays.copyOfRange(axis, axis.length * quarter / QUARTERS, axis.length * (quarter + 1) / QUARTERS);
    }

    private static double[] joined(double[] dx, double[] dy) {
        return DoubleStream.concat(Arrays.stream(dx), Arrays.stream(dy)).toArray();
    }

    private static double deviation(double[] values) {
        return values.length < 2 ? Double.NaN : new StandardDeviation().evaluate(values);
    }
}
