package io.wanderscope.diffusion;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;

/** Looks at a finely sampled path through a {@link Camera}. Not thread-safe. */
final class CameraSimulator {
    private static final int ATTEMPTS_PER_POINT = 20;

    private final UniformRandomProvider uniform;
    private final ContinuousSampler gaussian;

    CameraSimulator(UniformRandomProvider uniform, ContinuousSampler gaussian) {
        this.uniform = uniform;
        this.gaussian = gaussian;
    }

    /**
     * What the camera records of a path.
     *
     * @param x horizontal coordinates, {@code substeps} per frame interval
     * @param y vertical coordinates, as many
     * @param points frames to record; the path must reach to the end of the last exposure
     */
    ObservedTrajectory look(Camera camera, double[] x, double[] y, int substeps, int points) {
        int open = openSubsteps(camera, substeps);
        double[] seenX = exposed(x, substeps, open, points);
        double[] seenY = exposed(y, substeps, open, points);
        linkWrongly(camera, seenX, seenY);
        addNoise(camera, seenX);
        addNoise(camera, seenY);
        round(camera, seenX);
        round(camera, seenY);
        return withGaps(camera, seenX, seenY);
    }

    /** Substeps of a frame interval during which the shutter is open. */
    static int openSubsteps(Camera camera, int substeps) {
        return (int) Math.round(camera.exposure() * substeps);
    }

    /** Means over the exposures, by the trapezoidal rule. */
    private static double[] exposed(double[] path, int substeps, int open, int points) {
        double[] seen = new double[points];
        for (int point = 0; point < points; point++) {
            int start = point * substeps;
            double sum = (path[start] + path[start + open]) / 2;
            for (int substep = 1; substep < open; substep++) {
                sum += path[start + substep];
            }
            seen[point] = open == 0 ? path[start] : sum / open;
        }
        return seen;
    }

    private void linkWrongly(Camera camera, double[] x, double[] y) {
        if (camera.wrongLink() > 0 && x.length > 1) {
            int first = 1 + uniform.nextInt(x.length - 1);
            double direction = 2 * Math.PI * uniform.nextDouble();
            for (int point = first; point < x.length; point++) {
                x[point] += camera.wrongLink() * Math.cos(direction);
                y[point] += camera.wrongLink() * Math.sin(direction);
            }
        }
    }

    private void addNoise(Camera camera, double[] coordinates) {
        if (camera.noise() == 0 && camera.lastNoise() == 0) {
            return;
        }
        double change = camera.lastNoise() - camera.noise();
        for (int point = 0; point < coordinates.length; point++) {
            double along = coordinates.length == 1 ? 0 : (double) point / (coordinates.length - 1);
            coordinates[point] += (camera.noise() + change * along) * gaussian.sample();
        }
    }

    private void round(Camera camera, double[] coordinates) {
        if (camera.grid() > 0) {
            // The grid does not know where the particle starts.
            double offset = uniform.nextDouble();
            for (int point = 0; point < coordinates.length; point++) {
                coordinates[point] = camera.grid() * Math.rint(coordinates[point] / camera.grid() + offset);
            }
        }
    }

    private ObservedTrajectory withGaps(Camera camera, double[] x, double[] y) {
        BitSet observed = new BitSet();
        observed.set(0, x.length);
        int inside = Math.max(0, x.length - 2);
        int toLose = (int) Math.round(camera.missingShare() * inside);
        // Bounded, because not every share can be reached with gaps that keep a frame between them.
        for (int attempt = 0; toLose > 0 && attempt < ATTEMPTS_PER_POINT * inside; attempt++) {
            int gap = Math.min(toLose, 1 + uniform.nextInt(Math.min(inside, camera.longestGap())));
            int start = 1 + uniform.nextInt(inside + 1 - gap);
            if (observed.nextClearBit(start - 1) > start + gap) {
                observed.clear(start, start + gap);
                toLose -= gap;
            }
        }
        int[] frames = observed.stream().toArray();
        Trajectory filled = Trajectory.interpolated(frames, at(frames, x), at(frames, y));
        return new ObservedTrajectory(filled, observed);
    }

    private static double[] at(int[] frames, double[] coordinates) {
        return IntStream.of(frames).mapToDouble(frame -> coordinates[frame]).toArray();
    }
}
