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
     * @throws IllegalArgumentException when a value is out of its range; the message names the option that gives it
     */
    public BenchLoad {
        require("--points", points, 20, 10_000);
        require("--open", openTracks, 1, 100_000);
        rates = List.copyOf(rates);
        if (rates.isEmpty()) {
            throw new IllegalArgumentException("--rate must give at least one rate");
        }
        rates.forEach(rate -> require("each --rate", rate, 1, 100_000));
        require("--seconds", part.toSeconds(), 1, MAX_SECONDS);
    }

    private static void require(String option, long value, long minimum, long maximum) {
        if (value < minimum || value > maximum) {
            throw new IllegalArgumentException(
                    option + " must be from " + minimum + " to " + maximum + ", got " + value);
        }
    }
}
