package io.wanderscope.app.bench;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.TrajectorySimulator;
import java.util.ArrayList;
import java.util.List;

/** Where the particles are: simulated trajectories of all eight diffusion models, which the tracks share in turn. */
final class SimulatedPaths {
    private static final int PATHS = 256;
    /** Standard deviation of the localisation noise, in units of the displacements' s.d. */
    private static final double NOISE = 0.1;

    private final List<Trajectory> paths = new ArrayList<>();

    /**
     * Simulates them.
     *
     * @param points length of each, at least 3
     */
    SimulatedPaths(int points, long seed) {
        TrajectorySimulator simulator = TrajectorySimulator.withSeed(seed);
        DiffusionModel[] models = DiffusionModel.values();
        for (int path = 0; path < PATHS; path++) {
            DiffusionModel model = models[path % models.length];
            Trajectory exact = simulator.simulate(model, simulator.drawExponent(model), points);
            paths.add(simulator.withLocalisationNoise(exact, NOISE));
        }
    }

    /** The whole path of a track, counted from 0. */
    Trajectory of(int track) {
        return paths.get(track % PATHS);
    }

    /**
     * Some points of a track's path, as the stream classifies them.
     *
     * @param first index of the first point
     * @param points number of points, at least 1
     */
    ObservedTrajectory window(int track, int first, int points) {
        Trajectory path = of(track);
        double[] x = new double[points];
        double[] y = new double[points];
        for (int point = 0; point < points; point++) {
            x[point] = path.x(first + point);
            y[point] = path.y(first + point);
        }
        return ObservedTrajectory.complete(Trajectory.of(x, y));
    }
}
