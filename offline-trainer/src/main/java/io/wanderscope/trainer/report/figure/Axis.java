package io.wanderscope.trainer.report.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * An axis of a chart.
 *
 * @param label quantity and unit
 * @param from minimum value
 * @param to maximum value
 * @param ticks values with a label
 * @param scale factor on the labels, such as 100 for per cent
 * @param logarithmic whether the scale is logarithmic
 */
public record Axis(String label, double from, double to, List<Double> ticks, double scale, boolean logarithmic) {
    /** A linear axis with equidistant labels. */
    public static Axis linear(String label, double from, double to, double step) {
        return new Axis(label, from, to, steps(from, to, step), 1, false);
    }

    /** A linear axis of shares from 0 to 1, labelled in per cent. */
    public static Axis percent(String label, double from, double to, double step) {
        return new Axis(label, from, to, steps(from, to, step), 100, false);
    }

    /** A logarithmic axis. */
    public static Axis logarithmic(String label, double from, double to, List<Double> ticks) {
        return new Axis(label, from, to, ticks, 1, true);
    }

    private static List<Double> steps(double from, double to, double step) {
        List<Double> steps = new ArrayList<>();
        for (int index = 0; from + index * step <= to + step / 1000; index++) {
            steps.add(from + index * step);
        }
        return steps;
    }

    /** Position of a value along the axis, 0 to 1. */
    double position(double value) {
        double position = logarithmic ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
        return Math.max(0, Math.min(1, position));
    }

    /** The label of a tick. */
    String tickLabel(double tick) {
        double value = Math.round(scale * tick * 1000) / 1000.0;
        return value == Math.rint(value) ? Long.toString(Math.round(value)) : Double.toString(value);
    }
}
