package io.wanderscope.inference;

import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Windows;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Which parts of a trajectory led to its answer, by occlusion: each of its windows in turn is taken out, and the rest is
 * classified.
 *
 * @param whole the answer to the whole trajectory
 * @param windows the points of each window, as in {@link Windows#ofObserved}; they cover the trajectory
 * @param weights by how much the {@linkplain Classification#logOdds log odds} of the class that is most probable for the
 *     whole fall without each window; positive is evidence for that class. NaN where the model gave no finite answer
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record OcclusionMap(Classification whole, List<BitSet> windows, double[] weights) {
    /**
     * Classifies a trajectory whole and without each of its windows, {@code count + 1} trajectories at once.
     *
     * @param count number of windows with equal numbers of observed points, 1 to the trajectory's {@link
     *     ObservedTrajectory#observedPoints}
     * @param erasure takes points out of a trajectory, such as {@link ObservedTrajectory#without}
     * @return empty if the trajectory, or what remains without a window, is shorter than the model accepts
     * @throws InferenceException if the model cannot be run
     */
    public static Optional<OcclusionMap> of(
            TrajectoryClassifier classifier,
            ObservedTrajectory trajectory,
            int count,
            BiFunction<ObservedTrajectory, BitSet, ObservedTrajectory> erasure) {
        List<BitSet> windows = Windows.ofObserved(trajectory, count);
        List<ObservedTrajectory> variants = new ArrayList<>();
        variants.add(trajectory);
        for (BitSet window : windows) {
            variants.add(erasure.apply(trajectory, window));
        }
        int minimum = classifier.model().minimumPoints();
        if (variants.stream().anyMatch(variant -> variant.size() < minimum)) {
            return Optional.empty();
        }
        List<Classification> answers = classifier.classify(variants, Explanation.NONE);
        return Optional.of(new OcclusionMap(answers.get(0), windows, weights(answers)));
    }

    private static double[] weights(List<Classification> answers) {
        Classification whole = answers.get(0);
        double all = whole.logOdds(whole.mostProbable());
        return answers.stream()
                .skip(1)
                .mapToDouble(answer -> all - answer.logOdds(whole.mostProbable()))
                .toArray();
    }
}
