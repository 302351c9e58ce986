package io.wanderscope.app.acquisition;

import io.wanderscope.diffusion.Camera;
import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.OtherMotion;
import io.wanderscope.diffusion.Sampling;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.TrajectorySimulator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;

/** How a simulated particle moves: by a diffusion model, or in another way. */
sealed interface SimulatedMotion {
    /**
     * Other motion with parameters that tell it apart from the eight models in tracks of 100 points and more. The
     * immobile particle is last, because it needs localisation noise.
     */
    List<OtherMotion> OTHERS = List.of(
            new OtherMotion.HarmonicTrap(3),
            new OtherMotion.Drift(1, 0),
            new OtherMotion.Switching(0, 10, 10),
            new OtherMotion.Immobile());

    /** The name of the diffusion model or of the family of other motion. */
    String name();

    /** The anomalous exponent of a diffusion model; other motion has none. */
    OptionalDouble exponent();

    /**
     * Simulates a path that is seen with localisation noise.
     *
     * @param noise standard deviation of the noise, in units of the displacements' s.d.; above 0 for an immobile particle
     */
    Trajectory path(TrajectorySimulator simulator, int points, double noise);

    /**
     * Draws a motion: each diffusion model is as likely as the next, and so is each kind of other motion. Without noise there
     * are no immobile particles.
     *
     * @param otherMotion probability of other motion, 0 to 1
     * @param noise standard deviation of the localisation noise with which the particle will be seen
     */
    static SimulatedMotion draw(double otherMotion, double noise, Random random, TrajectorySimulator simulator) {
        // With a share of 0, nothing is drawn: a seed then gives the same particles as without other motion.
        if (otherMotion > 0 && random.nextDouble() < otherMotion) {
            int kinds = noise > 0 ? OTHERS.size() : OTHERS.size() - 1;
            return new Other(OTHERS.get(random.nextInt(kinds)), 2 * Math.PI * random.nextDouble());
        }
        DiffusionModel model = DiffusionModel.ofClassIndex(random.nextInt(DiffusionModel.values().length));
        return new OfModel(model, simulator.drawExponent(model));
    }

    /**
     * Checks a share of other motion.
     *
     * @throws IllegalArgumentException if it is not from 0 to 1
     */
    static void requireShare(double otherMotion) {
        if (!(otherMotion >= 0 && otherMotion <= 1)) {
            throw new IllegalArgumentException("the share of other motion must be from 0 to 1, got " + otherMotion);
        }
    }

    /** Motion by a diffusion model. */
    record OfModel(DiffusionModel model, double alpha) implements SimulatedMotion {
        @Override
        public String name() {
            return model.name();
        }

        @Override
        public OptionalDouble exponent() {
            return OptionalDouble.of(alpha);
        }

        @Override
        public Trajectory path(TrajectorySimulator simulator, int points, double noise) {
            return simulator.withLocalisationNoise(simulator.simulate(model, alpha, points), noise);
        }
    }

    /**
     * Motion outside the diffusion models.
     *
     * @param orientation angle by which its path is turned, in radians: the direction of a drift
     */
    record Other(OtherMotion motion, double orientation) implements SimulatedMotion {
        @Override
        public String name() {
            return motion.family().name();
        }

        @Override
        public OptionalDouble exponent() {
            return OptionalDouble.empty();
        }

        @Override
        public Trajectory path(TrajectorySimulator simulator, int points, double noise) {
            return simulator
                    .observe(motion, new Sampling(points, 0, 1, orientation), Camera.IDEAL.withNoise(noise))
                    .trajectory();
        }
    }
}
