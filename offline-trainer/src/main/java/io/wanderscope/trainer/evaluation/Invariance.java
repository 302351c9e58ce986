package io.wanderscope.trainer.evaluation;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.trainer.data.Rotation;
import io.wanderscope.trainer.data.Seeds;
import io.wanderscope.trainer.data.TestSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * How much the probabilities of a trajectory change under transformations that should leave them unchanged.
 *
 * @param shifted largest change when the trajectory is shifted by 1000 displacements
 * @param scaled largest change when lengths are scaled by 0.106
 * @param batched largest change when it is classified alone and unpadded instead of in a batch with longer ones
 * @param rotatedMean mean change of a probability when the trajectory is rotated by a random angle
 * @param rotatedLabels share of the trajectories whose most probable class changes under that rotation
 */
public record Invariance(double shifted, double scaled, double batched, double rotatedMean, double rotatedLabels) {
    private static final int TRAJECTORIES = 800;
    private static final double SHIFT = 1000;
    private static final double UNIT = 0.106;

    /** Tests a classifier on {@value #TRAJECTORIES} trajectories of 10 to 1000 points with noise 0.1. */
    public static Invariance of(TrajectoryClassifier classifier, long seed) {
        List<ObservedTrajectory> trajectories = new ArrayList<>();
        TestSet.varyingLengths(Seeds.derive(seed, 2), TRAJECTORIES, 0.1)
                .forEach(each -> trajectories.add(each.observed()));
        List<Classification> expected = classifier.classify(trajectories);
        List<Classification> alone = new ArrayList<>();
        for (ObservedTrajectory each : trajectories) {
            alone.addAll(classifier.classify(List.of(each)));
        }
        Random random = new Random(seed);
        List<Classification> rotated =
                changed(classifier, trajectories, each -> Rotation.byAngle(2 * Math.PI * random.nextDouble(), each));
        return new Invariance(
                largest(expected, changed(classifier, trajectories, each -> mapped(each, 1, SHIFT))),
                largest(expected, changed(classifier, trajectories, each -> mapped(each, UNIT, 0))),
                largest(expected, alone),
                mean(expected, rotated),
                labelsChanged(expected, rotated));
    }

    private static List<Classification> changed(
            TrajectoryClassifier classifier, List<ObservedTrajectory> trajectories, UnaryOperator<Trajectory> change) {
        return classifier.classify(trajectories.stream()
                .map(each -> ObservedTrajectory.complete(change.apply(each.trajectory())))
                .toList());
    }

    private static Trajectory mapped(Trajectory trajectory, double factor, double shift) {
        double[] x = new double[trajectory.size()];
        double[] y = new double[trajectory.size()];
        for (int point = 0; point < x.length; point++) {
            x[point] = factor * trajectory.x(point) + shift;
            y[point] = factor * trajectory.y(point) - shift;
        }
        return Trajectory.of(x, y);
    }

    private static double largest(List<Classification> expected, List<Classification> actual) {
        return Collections.max(changes(expected, actual));
    }

    private static double mean(List<Classification> expected, List<Classification> actual) {
        return changes(expected, actual).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
    }

    private static List<Double> changes(List<Classification> expected, List<Classification> actual) {
        List<Double> changes = new ArrayList<>();
        for (int index = 0; index < expected.size(); index++) {
            for (DiffusionModel model : DiffusionModel.values()) {
                changes.add((double) Math.abs(expected.get(index).probability(model)
                        - actual.get(index).probability(model)));
            }
        }
        return changes;
    }

    private static double labelsChanged(List<Classification> expected, List<Classification> actual) {
        int changed = 0;
        for (int index = 0; index < expected.size(); index++) {
            changed += expected.get(index).mostProbable() == actual.get(index).mostProbable() ? 0 : 1;
        }
        return (double) changed / expected.size();
    }

    /** The results as two lines of text. */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "largest change of a probability: shifted %.1e, scaled %.1e, batched and padded differently %.1e%n"
                        + "rotated: mean change of a probability %.4f, %.2f %% of the labels change",
                shifted,
                scaled,
                batched,
                rotatedMean,
                100 * rotatedLabels);
    }
}
