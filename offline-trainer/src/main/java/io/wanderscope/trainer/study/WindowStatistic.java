package io.wanderscope.trainer.study;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The paper's statistics of a window. Where it scales by minimum and maximum, these are those of the track's windows. */
enum WindowStatistic {
    /** Lag-1 autocorrelation of the displacements. */
    AC {
        @Override
        double[] of(List<WindowStatistics> windows) {
            return each(windows, WindowStatistics::autocorrelation);
        }
    },
    /** AC times the scaled standard deviation of the turning angles. */
    CS {
        @Override
        double[] of(List<WindowStatistics> windows) {
            return product(AC.of(windows), scaled(each(windows, WindowStatistics::turningSd)));
        }
    },
    /** The scaled standard deviation of the ratios of successive step sizes times the scaled excess kurtosis. */
    SG {
        @Override
        double[] of(List<WindowStatistics> windows) {
            return product(
                    scaled(each(windows, WindowStatistics::ratioSd)),
                    scaled(each(windows, WindowStatistics::kurtosis)));
        }
    },
    /** The trend of the displacements' standard deviation times the scaled excess kurtosis. */
    VD {
        @Override
        double[] of(List<WindowStatistics> windows) {
            return product(each(windows, WindowStatistics::trend), scaled(each(windows, WindowStatistics::kurtosis)));
        }
    };

    /** The statistic of each window of a track; NaN where it has none. */
    abstract double[] of(List<WindowStatistics> windows);

    /** The same, but 0 where a window has no such statistic, because hardly anything moves in it. */
    static double[] zeroWhereUndefined(double[] values) {
        return Arrays.stream(values)
                .map(value -> Double.isFinite(value) ? value : 0)
                .toArray();
    }

    private static double[] each(List<WindowStatistics> windows, ToDoubleFunction<WindowStatistics> value) {
        return windows.stream().mapToDouble(value).toArray();
    }

    private static double[] scaled(double[] values) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            least = Double.isNaN(value) ? least : Math.min(least, value);
            most = Double.isNaN(value) ? most : Math.max(most, value);
        }
        double[] scaled = new double[values.length];
        for (int window = 0; window < scaled.length; window++) {
            scaled[window] = (values[window] - least) / (most - least);
        }
        return scaled;
    }

    private static double[] product(double[] first, double[] second) {
        double[] product = new double[first.length];
        for (int window = 0; window < product.length; window++) {
            product[window] = first[window] * second[window];
        }
        return product;
    }
}
