package io.wanderscope.trainer.limit;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.TrajectorySimulator;
import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.data.Seeds;
import io.wanderscope.trainer.likelihood.BestClassifier;
import java.util.ArrayList;
import java.util.List;

/**
 * Trajectories of the Gaussian models by the paper's protocol: equal shares of the models, exponents uniform in the
 * model's range, one length and one level of localisation noise.
 *
 * @param seed seed of every random draw
 * @param trajectories number of trajectories
 * @param points length of each trajectory
 * @param noise standard deviation of the localisation noise, in units of the displacements' s.d.
 */
record GaussianTestSet(long seed, int trajectories, int points, double noise) {
    private static final long LIMIT_SEEDS = 0x6c69_6d69_7473_6574L;

    /** What the set consists of, in a few words. */
    String name() {
        return points + " points, noise " + noise;
    }

    List<LabelledTrajectory> simulate() {
        TrajectorySimulator simulator = TrajectorySimulator.withSeed(
                Seeds.derive(Seeds.derive(seed ^ LIMIT_SEEDS, points), Double.doubleToLongBits(noise)));
        List<LabelledTrajectory> set = new ArrayList<>();
        for (int index = 0; index < trajectories; index++) {
            DiffusionModel model = BestClassifier.MODELS.get(index % BestClassifier.MODELS.size());
            double exponent = simulator.drawExponent(model);
            Trajectory clean = simulator.simulate(model, exponent, points);
            set.add(LabelledTrajectory.ofModel(simulator.withLocalisationNoise(clean, noise), model, exponent, noise));
        }
        return set;
    }
}
