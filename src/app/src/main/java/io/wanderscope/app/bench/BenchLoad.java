package io.wanderscope.app.bench;

import java.time.Duration;
import java.util.List;

/**
 * What is sent to the stream, and for how long.
 *
 * @param points length of each track, 20 to 10,000
 * @param openTracks tracks that grow at a time, 1 to 100,000
 * @param rates positions per second at which the latency is measured, each 1 to 100,000, at least one
 * @param part how long each part of the measurement takes, 1 to 600 s
 * @param seed of the simulated trajectories
 */
public record BenchLoad(int points, int openTracks, List<Integer> rates, Duration part, long seed) {
    private static final int MAX_SECONDS = 600;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a value is out of its range
     */
    public BenchLoad {
        require("the points of a track", points, 20, 10_000);
        require("the number of open tracks", openTracks, 1, 100_000);
        rates = List.copyOf(rates);
        if (rates.isEmpty()) {
            throw new IllegalArgumentException("at least one rate must be given");
        }
        rates.forEach(rate -> require("a rate in positions per second", rate, 1, 100_000));
        require("the seconds of a part", part.toSeconds(), 1, MAX_SECONDS);
    }

    private static void require(String what, long value, long minimum, long maximum) {
        if (value < minimum || value > maximum) {
            throw new IllegalArgumentException(what + " must be from " + minimum + " to " + maximum + ", got " + value);
        }
    }
}
