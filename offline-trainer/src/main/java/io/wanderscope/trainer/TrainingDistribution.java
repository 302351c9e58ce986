package io.wanderscope.trainer;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.TrajectorySimulator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * What the network trains on, every trajectory drawn fresh: models in equal shares; lengths from 10 to 1000 points, three
 * of four uniform and one of four uniform in the logarithm, since most tracks of living cells are short; half without
 * localisation noise, half with a standard deviation uniform on 0 to 1 (in units of the displacements' s.d.); a random
 * orientation. The same seed gives the same sequence.
 */
final class TrainingDistribution {
    static final int MINIMUM_POINTS = 10;
    static final int MAXIMUM_POINTS = 1000;

    private static final double LOGARITHMIC_SHARE = 0.25;
    private static final double NOISY_SHARE = 0.5;
    private static final double MAXIMUM_NOISE = 1;

    private final TrajectorySimulator simulator;
    private final UniformRandomProvider uniform;

    TrainingDistribution(long seed) {
        simulator = TrajectorySimulator.withSeed(seed);
        uniform = RandomSource.XO_RO_SHI_RO_128_PP.create(~seed);
    }

    LabelledTrajectory next() {
        DiffusionModel model = DiffusionModel.ofClassIndex(uniform.nextInt(DiffusionModel.values().length));
        Trajectory clean = simulator.simulate(model, simulator.drawExponent(model), drawPoints());
        double noise = uniform.nextDouble() < NOISY_SHARE ? MAXIMUM_NOISE * uniform.nextDouble() : 0;
        Trajectory seen = noise == 0 ? clean : simulator.withLocalisationNoise(clean, noise);
        return new LabelledTrajectory(rotated(seen, 2 * Math.PI * uniform.nextDouble()), model);
    }

    private int drawPoints() {
        if (uniform.nextDouble() < LOGARITHMIC_SHARE) {
            double range = Math.log((double) MAXIMUM_POINTS / MINIMUM_POINTS);
            return (int) Math.round(MINIMUM_POINTS * Math.exp(range * uniform.nextDouble()));
        }
        return MINIMUM_POINTS + uniform.nextInt(MAXIMUM_POINTS - MINIMUM_POINTS + 1);
    }

    private static Trajectory rotated(Trajectory trajectory, double angle) {
        double cosine = Math.cos(angle);
        double sine = Math.sin(angle);
        double[] x = new double[trajectory.size()];
        double[] y = new double[trajectory.size()];
        for (int point = 0; point < x.length; point++) {
            x[point] = cosine * trajectory.x(point) - sine * trajectory.y(point);
            y[point] = sine * trajectory.x(point) + cosine * trajectory.y(point);
        }
        return Trajectory.of(x, y);
    }
}
