package io.wanderscope.trainer.study;

/**
 * A figure of how well an estimate of a population holds what is in it.
 *
 * @param quantity what is estimated, such as {@code class}
 * @param population what is in the population, in words without commas
 * @param simulator which simulator drew the tracks, in words without commas
 * @param measure what is measured
 * @param value its mean over the repetitions
 */
record PopulationFigure(String quantity, String population, String simulator, PopulationMeasure measure, Mean value) {
    boolean isReached() {
        return measure.isReached(value);
    }

    /** The population and, in brackets, the simulator. */
    String subject() {
        return population + " (" + simulator + ")";
    }

    /** The value in the unit of its measure. */
    String text() {
        return measure.text(value);
    }
}
