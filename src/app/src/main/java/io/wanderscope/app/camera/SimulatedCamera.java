package io.wanderscope.app.camera;

import io.wanderscope.app.acquisition.SimulatedMicroscope;
import io.wanderscope.schema.ParticleLocalisation;
import io.wanderscope.schema.ParticlePosition;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A camera with a spot detector: it sees the particles of a simulated microscope frame by frame, without knowing which is
 * which, misses some and finds some where there are none. It never ends. Everything but the times follows from the seeds.
 */
public final class SimulatedCamera implements Iterable<Exposure> {
    static final String LENGTH_UNIT = "µm";

    private final SimulatedMicroscope microscope;
    private final Detector detector;
    private final long seed;

    /**
     * How reliable a spot detector is.
     *
     * @param missed probability that a particle is not found in a frame, 0 to 1
     * @param falseShare false localisations, as a multiple of those of particles, 0 to 1; they lie anywhere in the field of view
     */
    public record Detector(double missed, double falseShare) {
        /** Checks the ranges. */
        public Detector {
            requireShare("missed", missed);
            requireShare("false", falseShare);
        }

        private static void requireShare(String name, double share) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException(
                        "the share of " + name + " localisations must be from 0 to 1, got " + share);
            }
        }
    }

    /** Creates a camera; the seed is that of the detector. */
    public SimulatedCamera(SimulatedMicroscope microscope, Detector detector, long seed) {
        this.microscope = microscope;
        this.detector = detector;
        this.seed = seed;
    }

    /** The exposures from frame 0 on, without a gap and without end; every iterator gives the same. */
    @Override
    public Iterator<Exposure> iterator() {
        return new Recording(microscope.iterator(), microscope::time, detector, new Random(seed));
    }

    private static final class Recording implements Iterator<Exposure> {
        private final Iterator<ParticlePosition> positions;
        private final LongFunction<Instant> time;
        private final Detector detector;
        private final Random random;
        private final Queue<Exposure> exposures = new ArrayDeque<>();
        private @Nullable ParticlePosition next;
        private long frame;

        Recording(Iterator<ParticlePosition> positions, LongFunction<Instant> time, Detector detector, Random random) {
            this.positions = positions;
            this.time = time;
            this.detector = detector;
            this.random = random;
        }

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public Exposure next() {
            while (exposures.isEmpty()) {
                expose();
            }
            return exposures.remove();
        }

        /** Exposes the next frame that shows a particle, and before it those in which all are dark. */
        private void expose() {
            ParticlePosition first = next == null ? nextPosition() : next;
            List<Found> found = new ArrayList<>();
            ParticlePosition each = first;
            while (each.getFrame() == first.getFrame()) {
                detect(each, found);
                each = nextPosition();
            }
            next = each;
            while (frame < first.getFrame()) {
                add(first.getAcquisition(), List.of());
            }
            Collections.shuffle(found, random);
            add(first.getAcquisition(), found);
        }

        /** A camera does not see marks of the ends of tracks. */
        private ParticlePosition nextPosition() {
            ParticlePosition position = positions.next();
            while (position.getEndOfTrack()) {
                position = positions.next();
            }
            return position;
        }

        private void detect(ParticlePosition position, List<Found> found) {
            if (random.nextDouble() >= detector.missed()) {
                found.add(new Found(localisation(position, position.getX(), position.getY()), position.getTrack()));
            }
            if (random.nextDouble() < detector.falseShare()) {
                found.add(new Found(localisation(position, anywhere(), anywhere()), null));
            }
        }

        private double anywhere() {
            return SimulatedMicroscope.FIELD_OF_VIEW_MICROMETRES * random.nextDouble();
        }

        private static ParticleLocalisation.Builder localisation(ParticlePosition position, Double x, Double y) {
            return ParticleLocalisation.newBuilder()
                    .setAcquisition(position.getAcquisition())
                    .setFrame(position.getFrame())
                    .setTime(position.getTime())
                    .setX(x)
                    .setY(y)
                    .setLengthUnit(LENGTH_UNIT);
        }

        private void add(String acquisition, List<Found> found) {
            List<Spot> spots =
                    found.stream().map(each -> each.among(found.size())).toList();
            exposures.add(new Exposure(acquisition, frame, time.apply(frame), spots));
            frame++;
        }
    }

    /** A localisation before it is known how many there are in its frame. */
    private record Found(
            ParticleLocalisation.Builder localisation,
            @Nullable String particle) {
        Spot among(int localisations) {
            return new Spot(localisation.setFrameLocalisations(localisations).build(), particle);
        }
    }
}
