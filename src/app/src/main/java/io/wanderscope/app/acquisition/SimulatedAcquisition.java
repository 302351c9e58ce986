package io.wanderscope.app.acquisition;

import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.TrajectorySimulator;
import io.wanderscope.tracks.Track;
import io.wanderscope.tracks.TrackedPosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * An acquisition whose particles move in known ways: by a diffusion model or, for a share of them, in another way. Everything follows from the seed: the paths, when they
 * begin, and how each particle moves. Tracks are numbered in the order of their appearance, as a tracker does, so
 * a track's name does not reveal its motion.
 *
 * @param acquisition what the microscope records
 * @param truths the ground truth of each track, in the order of the tracks
 */
public record SimulatedAcquisition(Acquisition acquisition, List<Truth> truths) {
    /** Approximate number of particles in the field of view at once, as in dense live-cell recordings. */
    private static final int PARTICLES_PER_FRAME = 30;

    private static final double FIELD_OF_VIEW_MICROMETRES = 50;
    /** Standard deviation of one displacement along one axis. */
    private static final double DISPLACEMENT_MICROMETRES = 0.1;

    /** Copies the list. */
    public SimulatedAcquisition {
        truths = List.copyOf(truths);
    }

    /**
     * The ground truth of one track.
     *
     * @param track its name
     * @param motion the name of the diffusion model that simulated it, or of its family of other motion
     * @param exponent its anomalous exponent; other motion has none
     * @param noise standard deviation of its localisation noise, in units of the displacements' s.d.
     */
    public record Truth(String track, String motion, OptionalDouble exponent, double noise) {}

    /**
     * What to simulate.
     *
     * @param name of the acquisition
     * @param tracks number of tracks, at least 1
     * @param minimumPoints minimum number of points of a track, at least 3
     * @param maximumPoints maximum number of points of a track; lengths are uniform between the two
     * @param noise standard deviation of the localisation noise, in units of the displacements' s.d.; 0 or more
     * @param otherMotion share of the particles whose motion is none of the eight diffusion models, 0 to 1
     * @param frameInterval time from one frame to the next in seconds, above 0
     */
    public record Plan(
            String name,
            int tracks,
            int minimumPoints,
            int maximumPoints,
            double noise,
            double otherMotion,
            double frameInterval) {
        /** Checks the ranges. */
        public Plan {
            if (name.isEmpty() || name.contains("/")) {
                throw new IllegalArgumentException(
                        "an acquisition's name must not be empty or contain a slash, got '" + name + "'");
            }
            if (tracks < 1) {
                throw new IllegalArgumentException("the number of tracks must be at least 1, got " + tracks);
            }
            if (minimumPoints < 3 || maximumPoints < minimumPoints) {
                throw new IllegalArgumentException(
                        "tracks need at least 3 points, and the minimum must not exceed the maximum, got "
                                + minimumPoints + " to " + maximumPoints);
            }
            if (!(noise >= 0 && noise < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("the localisation noise must be 0 or more, got " + noise);
            }
            SimulatedMotion.requireShare(otherMotion);
        }
    }

    /** Simulates an acquisition. */
    public static SimulatedAcquisition of(Plan plan, long seed) {
        Random random = new Random(seed);
        TrajectorySimulator simulator = TrajectorySimulator.withSeed(seed);
        List<Particle> particles = IntStream.range(0, plan.tracks())
                .mapToObj(particle -> particle(plan, random, simulator))
                .sorted(Comparator.comparingLong(Particle::firstFrame))
                .toList();
        List<Track> tracks = new ArrayList<>();
        List<Truth> truths = new ArrayList<>();
        for (Particle particle : particles) {
            String name = Integer.toString(tracks.size() + 1);
            tracks.add(new Track(name, particle.positions()));
            truths.add(
                    new Truth(name, particle.motion().name(), particle.motion().exponent(), plan.noise()));
        }
        return new SimulatedAcquisition(new Acquisition(plan.name(), "µm", plan.frameInterval(), tracks), truths);
    }

    private static Particle particle(Plan plan, Random random, TrajectorySimulator simulator) {
        SimulatedMotion motion = SimulatedMotion.draw(plan.otherMotion(), plan.noise(), random, simulator);
        int points = plan.minimumPoints() + random.nextInt(plan.maximumPoints() - plan.minimumPoints() + 1);
        Trajectory path = motion.path(simulator, points, plan.noise());
        long firstFrame = random.nextLong(1 + lastFirstFrame(plan));
        double x = FIELD_OF_VIEW_MICROMETRES * random.nextDouble();
        double y = FIELD_OF_VIEW_MICROMETRES * random.nextDouble();
        return new Particle(motion, firstFrame, x, y, path);
    }

    private static long lastFirstFrame(Plan plan) {
        long meanPoints = (plan.minimumPoints() + (long) plan.maximumPoints()) / 2;
        return plan.tracks() * meanPoints / PARTICLES_PER_FRAME;
    }

    private record Particle(SimulatedMotion motion, long firstFrame, double x, double y, Trajectory path) {
        private List<TrackedPosition> positions() {
            return IntStream.range(0, path.size())
                    .mapToObj(point -> new TrackedPosition(
                            firstFrame + point,
                            x + DISPLACEMENT_MICROMETRES * path.x(point),
                            y + DISPLACEMENT_MICROMETRES * path.y(point),
                            OptionalDouble.empty(),
                            OptionalDouble.empty()))
                    .toList();
        }
    }
}
