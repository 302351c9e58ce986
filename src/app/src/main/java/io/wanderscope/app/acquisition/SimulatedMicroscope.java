package io.wanderscope.app.acquisition;

import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.TrajectorySimulator;
import io.wanderscope.schema.ParticlePosition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Random;

/**
 * A simulated microscope that records without end: particles of all eight diffusion models and, for a share of them, of other
 * motion appear in the field of view, move, blink and leave, and are localised with noise. Everything but the times follows from the seed.
 */
public final class SimulatedMicroscope implements Iterable<ParticlePosition> {
    /** Length of a side of the field of view, which begins at 0. */
    public static final double FIELD_OF_VIEW_MICROMETRES = 30;

    /** Standard deviation of one displacement along one axis. */
    private static final double DISPLACEMENT_MICROMETRES = 0.12;

    private static final int MIN_POINTS = 30;
    private static final int MAX_POINTS = 600;
    /** Probability that a visible particle is missing from the next frame. */
    private static final double BLINK_PROBABILITY = 0.01;
    /** Maximum number of frames for which a particle is dark; the stream fills gaps of up to 5 frames. */
    private static final int MAX_BLINK_FRAMES = 4;

    private final Plan plan;
    private final long seed;
    private final Instant start;

    /**
     * What to simulate.
     *
     * @param name of the acquisition, not empty and without a slash
     * @param particles number in the field of view at once, at least 1
     * @param noise standard deviation of the localisation noise, in units of the displacements' s.d.; 0 or more
     * @param otherMotion share of the particles whose motion is none of the eight diffusion models, 0 to 1
     * @param frameInterval time from one frame to the next in seconds, above 0
     */
    public record Plan(String name, int particles, double noise, double otherMotion, double frameInterval) {
        /** Checks the ranges. */
        public Plan {
            if (name.isEmpty() || name.contains("/")) {
                throw new IllegalArgumentException(
                        "an acquisition's name must not be empty or contain a slash, got '" + name + "'");
            }
            if (particles < 1) {
                throw new IllegalArgumentException("the number of particles must be at least 1, got " + particles);
            }
            if (!(noise >= 0 && noise < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("the localisation noise must be 0 or more, got " + noise);
            }
            SimulatedMotion.requireShare(otherMotion);
            if (!(frameInterval > 0 && frameInterval < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("the frame interval must be above 0 seconds, got " + frameInterval);
            }
        }
    }

    /**
     * Creates a microscope.
     *
     * @param start time of frame 0
     */
    public SimulatedMicroscope(Plan plan, long seed, Instant start) {
        this.plan = plan;
        this.seed = seed;
        this.start = start.truncatedTo(ChronoUnit.MICROS);
    }

    /** The time at which a frame is exposed. */
    public Instant time(long frame) {
        return start.plus(Math.round(frame * plan.frameInterval() * 1e6), ChronoUnit.MICROS);
    }

    /** The records from frame 0 on, frame by frame, without end; every iterator gives the same. */
    @Override
    public Iterator<ParticlePosition> iterator() {
        return new Recording();
    }

    private final class Recording implements Iterator<ParticlePosition> {
        private final Random random = new Random(seed);
        private final TrajectorySimulator simulator = TrajectorySimulator.withSeed(seed);
        private final List<Particle> particles = new ArrayList<>();
        private final Queue<ParticlePosition> records = new ArrayDeque<>();
        private long frame;
        private int tracks;

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public ParticlePosition next() {
            while (records.isEmpty()) {
                expose();
                frame++;
            }
            return records.remove();
        }

        private void expose() {
            while (particles.size() < plan.particles()) {
                particles.add(appear());
            }
            for (Iterator<Particle> each = particles.iterator(); each.hasNext(); ) {
                Particle particle = each.next();
                if (particle.isGone()) {
                    records.add(record(particle, particle.lastSeen)
                            .setEndOfTrack(true)
                            .build());
                    each.remove();
                } else if (particle.isSeen(random)) {
                    particle.lastSeen = frame;
                    records.add(record(particle, frame)
                            .setX(particle.x())
                            .setY(particle.y())
                            .build());
                }
                particle.move();
            }
        }

        private Particle appear() {
            SimulatedMotion motion = SimulatedMotion.draw(plan.otherMotion(), plan.noise(), random, simulator);
            // As in real recordings, most tracks are short.
            double share = random.nextDouble();
            int points = (int) Math.round(MIN_POINTS * Math.pow((double) MAX_POINTS / MIN_POINTS, share));
            Trajectory path = motion.path(simulator, points, plan.noise());
            tracks++;
            return new Particle(
                    Integer.toString(tracks),
                    path,
                    FIELD_OF_VIEW_MICROMETRES * random.nextDouble(),
                    FIELD_OF_VIEW_MICROMETRES * random.nextDouble());
        }

        private ParticlePosition.Builder record(Particle particle, long recordFrame) {
            return ParticlePosition.newBuilder()
                    .setAcquisition(plan.name())
                    .setTrack(particle.track)
                    .setFrame(recordFrame)
                    .setTime(time(recordFrame))
                    .setLengthUnit("µm");
        }
    }

    /** A particle and how far it has moved along its path. */
    private static final class Particle {
        private final String track;
        private final Trajectory path;
        private final double startX;
        private final double startY;
        private int point;
        private int dark;
        private long lastSeen;

        Particle(String track, Trajectory path, double startX, double startY) {
            this.track = track;
            this.path = path;
            this.startX = startX;
            this.startY = startY;
        }

        void move() {
            point++;
        }

        double x() {
            return startX + DISPLACEMENT_MICROMETRES * path.x(point);
        }

        double y() {
            return startY + DISPLACEMENT_MICROMETRES * path.y(point);
        }

        boolean isGone() {
            return point >= path.size() || isOutside(x()) || isOutside(y());
        }

        private static boolean isOutside(double coordinate) {
            return coordinate < 0 || coordinate > FIELD_OF_VIEW_MICROMETRES;
        }

        /** Whether it is localised in this frame; always in its first, so that every track has a point. */
        boolean isSeen(Random random) {
            if (dark > 0) {
                dark--;
                return false;
            }
            if (point > 0 && random.nextDouble() < BLINK_PROBABILITY) {
                dark = random.nextInt(MAX_BLINK_FRAMES);
                return false;
            }
            return true;
        }
    }
}
