package io.wanderscope.dashboard.http;

import io.wanderscope.dashboard.live.LiveAcquisitions;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ModelProbabilities;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.StageSaliency;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The records of a field of view full of particles, frame by frame; every track lasts 200 frames. */
final class SimulatedField {
    static final String ACQUISITION = "load";
    static final Duration FRAME_INTERVAL = Duration.ofMillis(50);
    private static final int LIFETIME = 200;
    private static final int LIVE_EVERY = 20;
    private static final int STAGES = 4;
    private static final double SIDE = 100;
    private static final List<DiffusionLabel> LABELS =
            List.of(DiffusionLabel.ATTM, DiffusionLabel.CTRW, DiffusionLabel.SUB_FBM, DiffusionLabel.BROWNIAN);

    private final Random random = new Random(1);
    private final List<Particle> particles = new ArrayList<>();
    private long frame;
    private int tracks;

    private static final class Particle {
        private final String track;
        private final List<Double> x = new ArrayList<>();
        private final List<Double> y = new ArrayList<>();
        private final long firstFrame;
        private int revision;

        Particle(String track, long firstFrame, double x, double y) {
            this.track = track;
            this.firstFrame = firstFrame;
            this.x.add(x);
            this.y.add(y);
        }
    }

    SimulatedField(int count) {
        for (int particle = 0; particle < count; particle++) {
            particles.add(appear());
            // Of all ages, so that the same number ends in every frame.
            int age = LIFETIME * particle / count;
            for (int point = 1; point < age; point++) {
                move(particles.get(particle));
            }
        }
    }

    private Particle appear() {
        return new Particle(Integer.toString(++tracks), frame, SIDE * random.nextDouble(), SIDE * random.nextDouble());
    }

    private void move(Particle particle) {
        int last = particle.x.size() - 1;
        particle.x.add(particle.x.get(last) + 0.2 * random.nextGaussian());
        particle.y.add(particle.y.get(last) + 0.2 * random.nextGaussian());
    }

    /** Adds the next frame, seen now. */
    void expose(LiveAcquisitions acquisitions, Instant now) {
        for (int index = 0; index < particles.size(); index++) {
            Particle particle = particles.get(index);
            acquisitions.addPosition(position(particle, now), now);
            int points = particle.x.size();
            if (points % LIVE_EVERY == 0) {
                particle.revision++;
                acquisitions.addLabel(label(particle, points >= LIFETIME, now), now);
                acquisitions.addSaliency(saliency(particle), now);
            }
            move(particle);
            if (points >= LIFETIME) {
                particles.set(index, appear());
            }
        }
        frame++;
    }

    /** The frame exposed last. */
    long lastFrame() {
        return frame - 1;
    }

    private ParticlePosition position(Particle particle, Instant now) {
        int last = particle.x.size() - 1;
        return ParticlePosition.newBuilder()
                .setAcquisition(ACQUISITION)
                .setTrack(particle.track)
                .setFrame(frame)
                .setTime(now)
                .setX(particle.x.get(last))
                .setY(particle.y.get(last))
                .setLengthUnit("µm")
                .build();
    }

    private TrajectoryLabel label(Particle particle, boolean isFinal, Instant now) {
        return TrajectoryLabel.newBuilder()
                .setAcquisition(ACQUISITION)
                .setTrack(particle.track)
                .setStatus(isFinal ? ResultStatus.FINAL : ResultStatus.LIVE)
                .setRevision(particle.revision)
                .setFirstFrame(particle.firstFrame)
                .setLastFrame(frame)
                .setPoints(particle.x.size())
                .setLabel(LABELS.get(random.nextInt(LABELS.size())))
                .setConfidence(0.9)
                .setProbabilities(new ModelProbabilities(0.9, 0.1, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0))
                .setAlpha(0.7)
                .setAlphaSd(0.1)
                .setModelName("simulated")
                .setModelHash("0")
                .setLastPositionTime(now)
                .setClassifiedTime(now)
                .build();
    }

    private TrajectorySaliency saliency(Particle particle) {
        int points = particle.x.size();
        List<Long> frames = new ArrayList<>();
        List<Float> weights = new ArrayList<>();
        for (int point = 0; point < points; point++) {
            frames.add(frame - points + 1 + point);
            weights.add(random.nextFloat() - 0.5f);
        }
        List<StageSaliency> stages = new ArrayList<>();
        for (int stage = 1; stage <= STAGES; stage++) {
            stages.add(new StageSaliency("stage" + stage, 50 * stage, weights));
        }
        return TrajectorySaliency.newBuilder()
                .setAcquisition(ACQUISITION)
                .setTrack(particle.track)
                .setStatus(ResultStatus.LIVE)
                .setRevision(particle.revision)
                .setExplained(DiffusionLabel.ATTM)
                .setLengthUnit("µm")
                .setFrames(frames)
                .setX(List.copyOf(particle.x))
                .setY(List.copyOf(particle.y))
                .setStages(stages)
                .build();
    }
}
