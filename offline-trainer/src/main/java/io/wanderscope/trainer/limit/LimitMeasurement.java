package io.wanderscope.trainer.limit;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.evaluation.ByImaging;
import io.wanderscope.trainer.likelihood.BestClassifier;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Compares a network with the best possible classifiers of the Gaussian models, on the same trajectories. The network
 * chooses among these models only, once told the localisation noise and the exposure and once told nothing.
 */
public final class LimitMeasurement {
    private static final int BATCH = 256;

    private final long seed;
    private final int trajectories;
    private final boolean noiseKnownOnly;
    private final double noiseless;
    private final @Nullable TrajectoryClassifier network;
    private final Progress progress;

    /** Receives the progress of a test. */
    public interface Progress {
        /** Called after every trajectory that a classifier has classified; from several threads at once. */
        void advance(String what, int done, int trajectories);
    }

    /**
     * Creates a test.
     *
     * @param seed seed of every random draw
     * @param trajectories number of trajectories of each length and level of noise
     * @param noiseKnownOnly whether to leave out the classifiers that do not know unit and noise, which take most of
     *     the time
     * @param noiseless prior probability of no noise, as assumed by the classifier that knows the track only
     * @param network the network to compare, or null
     */
    public LimitMeasurement(
            long seed,
            int trajectories,
            boolean noiseKnownOnly,
            double noiseless,
            @Nullable TrajectoryClassifier network,
            Progress progress) {
        this.seed = seed;
        this.trajectories = trajectories;
        this.noiseKnownOnly = noiseKnownOnly;
        this.noiseless = noiseless;
        this.network = network;
        this.progress = progress;
    }

    /**
     * Tests one length and level of noise.
     *
     * @param points length of each trajectory, at least 3
     * @param noise standard deviation of the localisation noise, in units of the displacements' s.d.
     * @throws IllegalArgumentException if the network does not accept trajectories of that length
     */
    public Limit run(int points, double noise) {
        GaussianTestSet test = new GaussianTestSet(seed, trajectories, points, noise);
        List<LabelledTrajectory> set = test.simulate();
        return Limit.of(
                points,
                noise,
                answers(test.name() + ", noise known", set, BestClassifier.knowingTheNoise(points, noise)),
                noiseKnownOnly
                        ? null
                        : answers(test.name() + ", noise only", set, BestClassifier.knowingTheNoiseOnly(points, noise)),
                noiseKnownOnly
                        ? null
                        : answers(test.name() + ", noise unknown", set, BestClassifier.knowingTheUnit(points)),
                noiseKnownOnly
                        ? null
                        : answers(
                                test.name() + ", unit unknown",
                                set,
                                BestClassifier.knowingTheTrackOnly(points, noiseless)),
                network == null ? null : answers(network, set, ImagingConditions.of(noise, 0)));
    }

    private Answers answers(String what, List<LabelledTrajectory> set, BestClassifier best) {
        AtomicInteger done = new AtomicInteger();
        boolean[] correct = new boolean[set.size()];
        IntStream.range(0, set.size()).parallel().forEach(index -> {
            LabelledTrajectory truth = set.get(index);
            correct[index] = best.mostProbable(truth.trajectory()) == truth.model();
            progress.advance(what, done.incrementAndGet(), set.size());
        });
        BitSet indices = new BitSet();
        IntStream.range(0, correct.length).filter(index -> correct[index]).forEach(indices::set);
        return new Answers(indices, set.size());
    }

    private static ByImaging<Answers> answers(
            TrajectoryClassifier network, List<LabelledTrajectory> set, ImagingConditions truth) {
        return new ByImaging<>(ImagingConditions.UNKNOWN, truth).map(told -> answersTold(told, network, set));
    }

    private static Answers answersTold(
            ImagingConditions told, TrajectoryClassifier network, List<LabelledTrajectory> set) {
        List<ObservedTrajectory> all =
                set.stream().map(each -> each.observed().withImaging(told)).toList();
        List<Classification> classifications = new ArrayList<>();
        for (int start = 0; start < all.size(); start += BATCH) {
            classifications.addAll(network.classify(all.subList(start, Math.min(all.size(), start + BATCH))));
        }
        BitSet correct = new BitSet();
        for (int index = 0; index < set.size(); index++) {
            correct.set(
                    index,
                    mostProbable(classifications.get(index)) == set.get(index).model());
        }
        return new Answers(correct, set.size());
    }

    private static DiffusionModel mostProbable(Classification classification) {
        return BestClassifier.MODELS.stream()
                .max(Comparator.comparingDouble(classification::probability))
                .orElseThrow();
    }
}
