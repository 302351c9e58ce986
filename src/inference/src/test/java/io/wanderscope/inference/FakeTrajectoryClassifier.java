package io.wanderscope.inference;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A classifier for tests that needs no model: the straighter a trajectory, the higher its class index; the longer the
 * step to a point, the higher the weight of that point. Unless told otherwise, it takes every trajectory for one of the
 * eight models. It meets the whole contract and fails on demand.
 */
public final class FakeTrajectoryClassifier implements TrajectoryClassifier {
    private static final int MINIMUM_POINTS = 5;
    private static final int MAXIMUM_POINTS = 1000;

    /** In the set of classes are those with at least this probability, or the most probable one. */
    private static final float IN_CLASS_SET = 0.25f;

    private final List<Integer> batchSizes = new CopyOnWriteArrayList<>();
    private final Predicate<Trajectory> failing;
    private final Predicate<Trajectory> notFinite;
    private final Function<ObservedTrajectory, ModelMembership> membership;

    private Faithfulness faithfulness = Faithfulness.UNKNOWN;

    private FakeTrajectoryClassifier(
            Predicate<Trajectory> failing,
            Predicate<Trajectory> notFinite,
            Function<ObservedTrajectory, ModelMembership> membership) {
        this.failing = failing;
        this.notFinite = notFinite;
        this.membership = membership;
    }

    /** Creates a fake that classifies everything. */
    public static FakeTrajectoryClassifier create() {
        return recognising(trajectory -> certain(MotionFamily.DIFFUSION_MODEL));
    }

    /** Creates a fake that throws for every batch with such a trajectory in it. */
    public static FakeTrajectoryClassifier failingOn(Predicate<Trajectory> failing) {
        return new FakeTrajectoryClassifier(
                failing, trajectory -> false, trajectory -> certain(MotionFamily.DIFFUSION_MODEL));
    }

    /** Creates a fake that returns NaN among the probabilities of such trajectories only. */
    public static FakeTrajectoryClassifier notFiniteOn(Predicate<Trajectory> notFinite) {
        return new FakeTrajectoryClassifier(
                trajectory -> false, notFinite, trajectory -> certain(MotionFamily.DIFFUSION_MODEL));
    }

    /** Creates a fake that classifies everything, and says what a function does of the family and the novelty. */
    public static FakeTrajectoryClassifier recognising(Function<ObservedTrajectory, ModelMembership> membership) {
        return new FakeTrajectoryClassifier(trajectory -> false, trajectory -> false, membership);
    }

    /** A family beyond doubt, and nothing unfamiliar. */
    public static ModelMembership certain(MotionFamily family) {
        List<Float> families = new ArrayList<>(Collections.nCopies(MotionFamily.values().length, 0f));
        families.set(family.familyIndex(), 1f);
        return new ModelMembership(families, 0.5f);
    }

    /** Sets what its model says of its maps. */
    public FakeTrajectoryClassifier measured(Faithfulness measured) {
        faithfulness = measured;
        return this;
    }

    /** The sizes of all batches so far, including those that failed. */
    public List<Integer> batchSizes() {
        return List.copyOf(batchSizes);
    }

    @Override
    public ModelDescription model() {
        List<ModelDescription.ResidualStage> stages = List.of(
                new ModelDescription.ResidualStage("fine", 9), new ModelDescription.ResidualStage("coarse", 65));
        return new ModelDescription(
                "fake",
                "0".repeat(64),
                stages,
                MINIMUM_POINTS,
                MAXIMUM_POINTS,
                Optional.empty(),
                faithfulness,
                Optional.empty());
    }

    @Override
    public List<Classification> classify(List<ObservedTrajectory> trajectories, Explanation explanation) {
        trajectories.forEach(FakeTrajectoryClassifier::requireAcceptedLength);
        batchSizes.add(trajectories.size());
        if (trajectories.stream().map(ObservedTrajectory::trajectory).anyMatch(failing)) {
            throw new InferenceException("configured to fail on a trajectory of this batch", null);
        }
        return trajectories.stream()
                .map(trajectory -> classification(trajectory, explanation))
                .toList();
    }

    @Override
    public void close() {
        batchSizes.clear();
    }

    private static void requireAcceptedLength(ObservedTrajectory trajectory) {
        if (trajectory.size() < MINIMUM_POINTS || trajectory.size() > MAXIMUM_POINTS) {
            throw new IllegalArgumentException("the fake classifies trajectories of " + MINIMUM_POINTS + " to "
                    + MAXIMUM_POINTS + " points, got " + trajectory.size());
        }
    }

    private Classification classification(ObservedTrajectory observed, Explanation explanation) {
        Trajectory trajectory = observed.trajectory();
        float[][] saliency = explanation == Explanation.NONE
                ? new float[0][]
                : new float[][] {weights(trajectory, 1), weights(trajectory, 2)};
        float[] probabilities = probabilities(straightness(trajectory));
        if (notFinite.test(trajectory)) {
            probabilities[0] = Float.NaN;
        }
        return new Classification(
                probabilities,
                classSet(probabilities),
                membership.apply(observed),
                new Estimate(0.8f, 0.3f),
                new Estimate(0.4f, 0.1f),
                saliency,
                explanation == Explanation.NONE ? new float[0] : weights(trajectory, 3));
    }

    private static Set<DiffusionModel> classSet(float[] probabilities) {
        Set<DiffusionModel> classes = EnumSet.noneOf(DiffusionModel.class);
        DiffusionModel mostProbable = DiffusionModel.ATTM;
        for (DiffusionModel model : DiffusionModel.values()) {
            if (probabilities[model.classIndex()] >= IN_CLASS_SET) {
                classes.add(model);
            }
            if (probabilities[model.classIndex()] > probabilities[mostProbable.classIndex()]) {
                mostProbable = model;
            }
        }
        classes.add(mostProbable);
        return classes;
    }

    /** End-to-end distance divided by path length, 0 to 1. */
    private static double straightness(Trajectory trajectory) {
        int last = trajectory.size() - 1;
        double distance = Math.hypot(trajectory.x(last) - trajectory.x(0), trajectory.y(last) - trajectory.y(0));
        double length = pathLength(trajectory);
        return length == 0 ? 0 : distance / length;
    }

    private static float[] probabilities(double straightness) {
        int classes = DiffusionModel.values().length;
        double[] scores = new double[classes];
        double sum = 0;
        for (int index = 0; index < classes; index++) {
            double distance = straightness * (classes - 1) - index;
            scores[index] = Math.exp(-distance * distance);
            sum += scores[index];
        }
        float[] probabilities = new float[classes];
        for (int index = 0; index < classes; index++) {
            probabilities[index] = (float) (scores[index] / sum);
        }
        return probabilities;
    }

    private static float[] weights(Trajectory trajectory, double scale) {
        double meanStep = pathLength(trajectory) / (trajectory.size() - 1);
        float[] weights = new float[trajectory.size()];
        for (int point = 1; point < weights.length; point++) {
            weights[point] = (float) (meanStep == 0 ? 0 : scale * (step(trajectory, point) / meanStep - 1));
        }
        return weights;
    }

    private static double pathLength(Trajectory trajectory) {
        double length = 0;
        for (int point = 1; point < trajectory.size(); point++) {
            length += step(trajectory, point);
        }
        return length;
    }

    private static double step(Trajectory trajectory, int point) {
        return Math.hypot(trajectory.x(point) - trajectory.x(point - 1), trajectory.y(point) - trajectory.y(point - 1));
    }
}
