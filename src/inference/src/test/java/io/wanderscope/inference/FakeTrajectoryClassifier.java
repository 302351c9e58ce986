package io.wanderscope.inference;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * A classifier for tests that needs no model: the straighter a trajectory, the higher its class index; the longer the
 * step to a point, the higher the weight of that point. It meets the whole contract and fails on demand.
 */
public final class FakeTrajectoryClassifier implements TrajectoryClassifier {
    private static final int MINIMUM_POINTS = 10;
    private static final int MAXIMUM_POINTS = 1000;

    private final List<Integer> batchSizes = new CopyOnWriteArrayList<>();
    private final Predicate<Trajectory> failing;
    private final Predicate<Trajectory> notFinite;

    private FakeTrajectoryClassifier(Predicate<Trajectory> failing, Predicate<Trajectory> notFinite) {
        this.failing = failing;
        this.notFinite = notFinite;
    }

    /** Creates a fake that classifies everything. */
    public static FakeTrajectoryClassifier create() {
        return new FakeTrajectoryClassifier(trajectory -> false, trajectory -> false);
    }

    /** Creates a fake that throws for every batch with such a trajectory in it. */
    public static FakeTrajectoryClassifier failingOn(Predicate<Trajectory> failing) {
        return new FakeTrajectoryClassifier(failing, trajectory -> false);
    }

    /** Creates a fake that returns NaN among the probabilities of such trajectories only. */
    public static FakeTrajectoryClassifier notFiniteOn(Predicate<Trajectory> notFinite) {
        return new FakeTrajectoryClassifier(trajectory -> false, notFinite);
    }

    /** The sizes of all batches so far, including those that failed. */
    public List<Integer> batchSizes() {
        return List.copyOf(batchSizes);
    }

    @Override
    public ModelDescription model() {
        List<ModelDescription.ResidualStage> stages = List.of(
                new ModelDescription.ResidualStage("fine", 9), new ModelDescription.ResidualStage("coarse", 65));
        return new ModelDescription("fake", "0".repeat(64), stages, MINIMUM_POINTS, MAXIMUM_POINTS);
    }

    @Override
    public List<Classification> classify(List<Trajectory> trajectories) {
        trajectories.forEach(FakeTrajectoryClassifier::requireAcceptedLength);
        batchSizes.add(trajectories.size());
        if (trajectories.stream().anyMatch(failing)) {
            throw new InferenceException("configured to fail on a trajectory of this batch", null);
        }
        return trajectories.stream().map(this::classify).toList();
    }

    @Override
    public void close() {
        batchSizes.clear();
    }

    private static void requireAcceptedLength(Trajectory trajectory) {
        if (trajectory.size() < MINIMUM_POINTS || trajectory.size() > MAXIMUM_POINTS) {
            throw new IllegalArgumentException("the fake classifies trajectories of " + MINIMUM_POINTS + " to "
                    + MAXIMUM_POINTS + " points, got " + trajectory.size());
        }
    }

    private Classification classify(Trajectory trajectory) {
        float[][] saliency = {weights(trajectory, 1), weights(trajectory, 2)};
        float[] probabilities = probabilities(straightness(trajectory));
        if (notFinite.test(trajectory)) {
            probabilities[0] = Float.NaN;
        }
        return new Classification(probabilities, 0.8f, 0.3f, saliency);
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
