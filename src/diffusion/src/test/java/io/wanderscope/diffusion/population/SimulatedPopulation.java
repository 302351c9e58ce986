package io.wanderscope.diffusion.population;

import io.wanderscope.diffusion.BrownianSimulator;
import io.wanderscope.diffusion.Camera;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * Tracks of two diffusive states, in µm and s.
 *
 * @param tracks their number
 * @param slow diffusion coefficient of the slower state
 * @param fast that of the faster
 * @param slowShare share of the tracks that are slow; how many are is random
 * @param noise localisation error along an axis
 * @param shortest fewest points of a track
 * @param longest most points of a track
 */
record SimulatedPopulation(
        int tracks, double slow, double fast, double slowShare, double noise, int shortest, int longest) {
    static final double FRAME_INTERVAL = 0.00748;

    /** A thousand tracks of 5 to 9 points. */
    static SimulatedPopulation of(double slow, double fast, double slowShare, double noise) {
        return new SimulatedPopulation(1000, slow, fast, slowShare, noise, 5, 9);
    }

    SimulatedPopulation withTracks(int number) {
        return new SimulatedPopulation(number, slow, fast, slowShare, noise, shortest, longest);
    }

    /** Seen with full exposure. */
    List<ObservedTrajectory> draw(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BrownianSimulator simulator = BrownianSimulator.withSeed(random.nextLong());
        Camera camera = new Camera(1, noise, noise, 0, 0, 1, 0);
        List<ObservedTrajectory> drawn = new ArrayList<>();
        for (int track = 0; track < tracks; track++) {
            double diffusion = random.nextDouble() < slowShare ? slow : fast;
            int points = shortest + random.nextInt(longest - shortest + 1);
            drawn.add(simulator.observe(diffusion * FRAME_INTERVAL, points, camera));
        }
        return drawn;
    }

    SufficientStatistics sums(long seed) {
        return sums(draw(seed), FRAME_INTERVAL);
    }

    static SufficientStatistics sums(List<ObservedTrajectory> tracks, double frameInterval) {
        SufficientStatistics.Builder sums = new SufficientStatistics.Builder();
        for (ObservedTrajectory track : tracks) {
            SufficientStatistics statistics =
                    new TrackEvidence(track, OptionalDouble.of(frameInterval), Optional.empty()).statistics();
            for (int place = 0; place < statistics.size(); place++) {
                sums.add(statistics.index(place), statistics.value(place));
            }
        }
        return sums.build();
    }

    /** The tracks in another unit of length, of which the present one is {@code factor}. */
    static List<ObservedTrajectory> scaled(List<ObservedTrajectory> tracks, double factor) {
        return tracks.stream().map(track -> scaled(track, factor)).toList();
    }

    private static ObservedTrajectory scaled(ObservedTrajectory track, double factor) {
        double[] x = new double[track.size()];
        double[] y = new double[track.size()];
        for (int point = 0; point < x.length; point++) {
            x[point] = factor * track.trajectory().x(point);
            y[point] = factor * track.trajectory().y(point);
        }
        return ObservedTrajectory.complete(Trajectory.of(x, y));
    }
}
