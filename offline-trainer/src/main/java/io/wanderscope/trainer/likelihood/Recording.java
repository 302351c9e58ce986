package io.wanderscope.trainer.likelihood;

/**
 * How a path became a track: when it began, and how its positions were averaged. The same averages as the simulator's,
 * over substeps of a frame by the trapezoidal rule.
 *
 * @param age frames for which the process ran before the first point, 0 or more
 * @param substeps steps per frame, at least 1
 * @param openSubsteps substeps for which the shutter is open, 0 (an instant) to {@code substeps} (the whole frame)
 */
public record Recording(int age, int substeps, int openSubsteps) {
    /** A track from the start of its process, every position seen at an instant. */
    public static final Recording IDEAL = new Recording(0, 1, 0);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public Recording {
        if (age < 0 || substeps < 1 || openSubsteps < 0 || openSubsteps > substeps) {
            throw new IllegalArgumentException(
                    "expected an age of 0 or more, at least 1 substep and at most as many with"
                            + " an open shutter, got " + age + ", " + substeps + " and " + openSubsteps);
        }
    }

    /** Weights of the path at the substeps from the start of a frame in the recorded position. */
    double[] weights() {
        double[] weights = new double[openSubsteps + 1];
        for (int substep = 0; substep <= openSubsteps; substep++) {
            boolean isEnd = substep == 0 || substep == openSubsteps;
            weights[substep] = openSubsteps == 0 ? 1 : (isEnd ? 0.5 : 1) / openSubsteps;
        }
        return weights;
    }

    /**
     * Weights of the path's displacements over single substeps, from the start of a frame, in the displacement from
     * its recorded position to the next.
     */
    double[] displacementWeights() {
        double[] positions = weights();
        double[] displacements = new double[substeps + openSubsteps];
        for (int open = 0; open < positions.length; open++) {
            for (int substep = open; substep < substeps + open; substep++) {
                displacements[substep] += positions[open];
            }
        }
        return displacements;
    }
}
