package io.wanderscope.trainer.limit;

import io.wanderscope.diffusion.Camera;
import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Sampling;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.TrajectorySimulator;
import io.wanderscope.trainer.data.Seeds;
import io.wanderscope.trainer.evaluation.Share;
import io.wanderscope.trainer.likelihood.BestClassifier;
import io.wanderscope.trainer.likelihood.Recording;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How often the best possible classifier of the five Gaussian models takes Brownian motion under full exposure for another
 * model, although it knows the exposure and there is no localisation noise. It is the best on all five together at equal
 * priors, so this is no bound for Brownian motion alone.
 *
 * @param points length of the tracks
 * @param wrong share of the tracks whose most probable model is another
 * @param convinced share of the tracks where its probability is at least {@value #CONVINCED}
 */
public record BlurredBrownianLimit(int points, Share wrong, Share convinced) {
    /** Probability from which on a classifier counts as convinced. */
    private static final double CONVINCED = 0.5;

    private static final int SUBSTEPS = 8;
    private static final long SEEDS = 0x626c_7572_7265_6421L;

    /**
     * Measures it.
     *
     * @param seed seed of every random draw
     * @param trajectories number of tracks
     * @param points length of each, at least 3
     */
    public static BlurredBrownianLimit of(long seed, int trajectories, int points) {
        BestClassifier best = BestClassifier.knowingTheRecording(points, 0, new Recording(0, SUBSTEPS, SUBSTEPS));
        TrajectorySimulator simulator = TrajectorySimulator.withSeed(Seeds.derive(seed ^ SEEDS, points));
        Sampling sampling = new Sampling(points, 0, SUBSTEPS, 0);
        Camera camera = Camera.IDEAL.withExposure(1);
        double[] wrong = IntStream.range(0, trajectories)
                .mapToObj(index -> simulator
                        .observe(DiffusionModel.BROWNIAN, 1, sampling, camera)
                        .trajectory())
                .mapToDouble(track -> wrongProbability(best, track))
                .toArray();
        return new BlurredBrownianLimit(points, shareOver(wrong, 0), shareOver(wrong, CONVINCED));
    }

    /** Probability of the most probable model; 0 if it is the right one. */
    private static double wrongProbability(BestClassifier best, Trajectory track) {
        Map.Entry<DiffusionModel, Double> chosen = best.probabilities(track).entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow();
        return chosen.getKey() == DiffusionModel.BROWNIAN ? 0 : chosen.getValue();
    }

    private static Share shareOver(double[] probabilities, double threshold) {
        long over = IntStream.range(0, probabilities.length)
                .filter(index -> probabilities[index] > 0 && probabilities[index] >= threshold)
                .count();
        return Share.of(over, probabilities.length);
    }

    /** The result in a line. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "Brownian motion under full exposure, %d points, no noise, exposure known: the best possible classifier of the five is wrong"
                        + " for %s %%, at a probability of %.1f or more for %s %%.",
                points,
                wrong,
                CONVINCED,
                convinced);
    }
}
