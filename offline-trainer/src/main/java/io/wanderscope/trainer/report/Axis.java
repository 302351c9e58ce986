package io.wanderscope.trainer.report;

import java.util.ArrayList;
import java.util.List;

/**
 * An axis of a chart.
 *
 * @param label its quantity with the unit
 * @param from its smallest value
 * @param to its largest value
 * @param ticks the values that are labelled
 * @param scale factor on the labels, such as 100 for per cent
 * @param logarithmic whether equal distances are equal ratios
 */
record Axis(String label, double from, double to, List<Double> ticks, double scale, boolean logarithmic) {
    /** An axis with labels at equal distances. */
    static Axis linear(String label, double from, double to, double step) {
        return new Axis(label, from, to, steps(from, to, step), 1, false);
    }

    /** An axis of shares from 0 to 1, labelled in per cent. */
    static Axis percent(String label, double from, double to, double step) {
        return new Axis(label, from, to, steps(from, to, step), 100, false);
    }

    static Axis logarithmic(String label, double from, double to, List<Double> ticks) {
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
