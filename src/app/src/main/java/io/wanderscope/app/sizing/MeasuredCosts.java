package io.wanderscope.app.sizing;

import io.wanderscope.app.bench.Figures;
import java.util.OptionalDouble;

/**
 * What one position costs, as {@code bench} measured it.
 *
 * @param labels labels on which the model runs
 * @param inference CPU seconds in the engine
 * @param stream CPU seconds of the stream without engine and broker
 * @param thread CPU seconds of the stream thread alone, of which a partition has one
 * @param broker CPU seconds of the broker, for one replica; empty if it was not in the process, and so not measured
 * @param input bytes on the positions topic
 * @param output bytes on labels, saliency, composition and population
 * @param internal bytes on changelogs and repartition topics
 * @param changelogs number of changelogs with more than a byte a position
 * @param restore bytes of changelogs that a new instance reads in a second
 */
record MeasuredCosts(
        double labels,
        double inference,
        double stream,
        double thread,
        OptionalDouble broker,
        double input,
        double output,
        double internal,
        int changelogs,
        double restore) {
    private static final double MICRO = 1e-6;
    private static final double MEGA = 1e6;

    /**
     * Takes them from the figures of a run.
     *
     * @throws io.wanderscope.app.terminal.CommandFailure when a figure is missing
     */
    static MeasuredCosts of(Figures figures) {
        double labels = figures.value("load.labels") / figures.value("load.positions");
        double inference = labels * figures.value("engine.cpu");
        OptionalDouble broker = figures.has("load.cpu.broker")
                ? OptionalDouble.of(MICRO * figures.value("load.cpu.broker"))
                : OptionalDouble.empty();
        return new MeasuredCosts(
                labels,
                MICRO * inference,
                Math.max(0, MICRO * (figures.value("load.cpu") - inference) - broker.orElse(0)),
                MICRO * figures.value("load.cpu.stream"),
                broker,
                figures.value("load.bytes.input"),
                figures.value("load.bytes.output"),
                internal(figures),
                heavyChangelogs(figures),
                MEGA * figures.value("restore.rate"));
    }

    /**
     * The most at any rate. A stream that is behind takes in several positions of a track between two commits and writes
     * them together; one that keeps up writes the track's entry for each.
     */
    private static double internal(Figures figures) {
        double whenBehind = figures.value("load.bytes.internal");
        return figures.keys().stream()
                .filter(key -> key.startsWith("rate.") && key.endsWith(".bytes.internal"))
                .mapToDouble(figures::value)
                .reduce(whenBehind, Math::max);
    }

    private static int heavyChangelogs(Figures figures) {
        return (int) figures.keys().stream()
                .filter(key -> key.startsWith("bytes.") && key.endsWith("-changelog"))
                .filter(key -> figures.value(key) > 1)
                .count();
    }
}
