package io.wanderscope.trainer.report;

import java.util.ArrayList;
import java.util.List;

/**
 * An axis of a chart.
 *
 * @param label what it shows, with its unit
 * @param from its smallest value
 * @param to its largest value
 * @param ticks where it has numbers
 * @param scale what it multiplies numbers with when it writes them, such as 100 for per cent
 * @param logarithmic whether equal distances are equal ratios
 */
record Axis(String label, double from, double to, List<Double> ticks, double scale, boolean logarithmic) {
    /** An axis with numbers at equal distances. */
    static Axis linear(String label, double from, double to, double step) {
        return new Axis(label, from, to, steps(from, to, step), 1, false);
    }

    /** An axis of shares from 0 to 1, written in per cent. */
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

    /** Where a value lies, 0 to 1. */
    double place(double value) {
        double place = logarithmic ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
        return Math.max(0, Math.min(1, place));
    }

    String written(double tick) {
        double value = Math.round(scale * tick * 1000) / 1000.0;
        return value == Math.rint(value) ? Long.toString(Math.round(value)) : Double.toString(value);
    }
}
