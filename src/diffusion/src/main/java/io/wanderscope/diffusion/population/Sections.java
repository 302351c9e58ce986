package io.wanderscope.diffusion.population;

/**
 * Where each kind of sum stands in the {@link SufficientStatistics} of a population: the first index of each section. The
 * numbers are stored, so a section may grow into the room before the next but never moves.
 */
final class Sections {
    /** Number of tracks. */
    static final int TRACKS = 0;

    /** Sum of the frame intervals in microseconds, of tracks whose frame interval is known. */
    static final int FRAME_INTERVALS = 1;

    /** Sum of the squares of the tracks' numbers of displacements, which tells how unequal they are. */
    static final int SQUARED_DISPLACEMENTS = 2;

    /** Moments of displacements by segment length, see {@code ExponentStatistics}. */
    static final int EXPONENT = 1_000;

    /** Sums of the model's answers, see {@code ClassStatistics}. */
    static final int CLASSES = 100_000;

    /** Numbers of segments by length and energy, see {@code DisplacementStatistics}. */
    static final int DISPLACEMENTS = 1_000_000;

    private Sections() {}
}
