package io.wanderscope.trainer.likelihood;

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
     * @param displacement standard deviation of the displacements without noise
     * @param sd standard deviation of the noise, in the same unit
     * @param weight prior probability of the level
     */
    record Level(double displacement, double sd, double weight) {
        /** A level in units of the displacements' s.d. */
        static Level relative(double sd, double weight) {
            return new Level(1, sd, weight);
        }
    }

    /** Noise of known standard deviation. */
    static NoisePrior known(double sd) {
        return new NoisePrior(List.of(Level.relative(sd, 1)));
    }

    /**
     * Noise whose standard deviation is known in the unit of the track, while that of the displacements is not: in its
     * units, the noise is uniform between 0 and {@value #MAXIMUM}.
     *
     * @param nodes number of levels that represent the uniform distribution
     */
    static NoisePrior knownInTheUnitOfTheTrack(double sd, int nodes) {
        return new NoisePrior(IntStream.range(0, nodes)
                .mapToObj(node -> new Level(sd / Resolution.midpoint(0, MAXIMUM, node, nodes), sd, 1.0 / nodes))
                .toList());
    }

    /**
     * No noise at all with some probability, otherwise a standard deviation uniform between 0 and {@value #MAXIMUM}.
     *
     * @param noiseless probability of no noise
     * @param nodes number of levels that represent the uniform distribution
     */
    static NoisePrior unknown(double noiseless, int nodes) {
        Stream<Level> noisy = IntStream.range(0, nodes)
                .mapToObj(
                        node -> Level.relative(Resolution.midpoint(0, MAXIMUM, node, nodes), (1 - noiseless) / nodes));
        return new NoisePrior(Stream.concat(Stream.of(Level.relative(0, noiseless)), noisy)
                .filter(level -> level.weight() > 0)
                .toList());
    }
}
