package io.wanderscope.diffusion.population;

/**
 * Where each kind of sum stands in the {@link SufficientStatistics} of a population: the first index of each section. The
 * numbers are stored, so a section may grow into the room before the next but never moves.
 */
final class Sections {
    /** Number of tracks. */
    static final int TRACKS = 0;

    /** Sum of the frame intervals in nanoseconds, of tracks whose frame interval is known. */
    static final int FRAME_INTERVALS = 1;

    /** Logarithmic likelihood of exponents, see {@code ExponentStatistics}. */
    static final int EXPONENT = 1_000;

    /** Sums of the model's answers, see {@code ClassStatistics}. */
    static final int CLASSES = 100_000;

    /** Numbers of runs of displacements by length and moments, see {@code DisplacementStatistics}. */
    static final int DISPLACEMENTS = 1_000_000;

    private Sections() {}
}
