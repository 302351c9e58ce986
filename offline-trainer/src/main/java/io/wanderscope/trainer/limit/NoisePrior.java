package io.wanderscope.trainer.limit;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a classifier knows about the localisation noise.
 *
 * @param levels the possible levels, with weights that sum to 1
 */
record NoisePrior(List<Level> levels) {
    /** Largest standard deviation of unknown noise, in units of the displacements' s.d. */
    private static final double MAXIMUM = 1.5;

    /**
     * A level of noise.
     *
     * @param sd standard deviation of the noise, in units of the displacements' s.d.
     * @param weight prior probability of the level
     */
    record Level(double sd, double weight) {}

    /** Noise of known standard deviation. */
    static NoisePrior known(double sd) {
        return new NoisePrior(List.of(new Level(sd, 1)));
    }

    /**
     * No noise at all with some probability, otherwise a standard deviation uniform between 0 and {@value #MAXIMUM}.
     *
     * @param noiseless probability of no noise
     * @param nodes number of levels that represent the uniform distribution
     */
    static NoisePrior unknown(double noiseless, int nodes) {
        Stream<Level> noisy = IntStream.range(0, nodes)
                .mapToObj(node -> new Level(Resolution.midpoint(0, MAXIMUM, node, nodes), (1 - noiseless) / nodes));
        return new NoisePrior(Stream.concat(Stream.of(new Level(0, noiseless)), noisy)
                .filter(level -> level.weight() > 0)
                .toList());
    }
}
