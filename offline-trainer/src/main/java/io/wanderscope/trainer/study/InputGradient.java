package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.Windows;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.Explanation;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.trainer.data.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The plain gradient of the answer's log odds with respect to the positions, as its root mean square in windows. The model has no such
 * output, so it is estimated by central differences along random directions, which move all points of a window: the expected square
 * of such a derivative is the square of the gradient's length. A length has no sign.
 */
final class InputGradient implements Attribution {
    /** Directions in each window. */
    static final int DIRECTIONS = 8;
    /** Standard deviation of a displaced point, in units of the displacements' root mean square. */
    private static final double STEP = 1e-2;

    private final TrajectoryClassifier classifier;
    private final int window;
    private final long seed;

    /**
     * Creates the method.
     *
     * @param window length of a window, in points
     * @param seed seed of the directions
     */
    InputGradient(TrajectoryClassifier classifier, int window, long seed) {
        this.classifier = classifier;
        this.window = window;
        this.seed = seed;
    }

    @Override
    public List<String> methods() {
        return List.of("plain gradient");
    }

    @Override
    public boolean isSigned() {
        return false;
    }

    @Override
    public List<AttributionMap> of(Trajectory trajectory) {
        SplittableRandom random = new SplittableRandom(Seeds.derive(seed, trajectory.hashCode()));
        int count = trajectory.size() / window;
        List<ObservedTrajectory> variants = new ArrayList<>();
        variants.add(ObservedTrajectory.complete(trajectory));
        double step = STEP * Feature.rootMeanSquare(trajectory);
        for (BitSet points : Windows.of(trajectory.size(), count)) {
            for (int direction = 0; direction < DIRECTIONS; direction++) {
                addBothSides(variants, trajectory, points, step, random);
            }
        }
        List<Classification> answers = classifier.classify(variants, Explanation.NONE);
        return List.of(
                new AttributionMap(methods().get(0), Windows.spread(trajectory.size(), lengths(answers, count))));
    }

    private static void addBothSides(
            List<ObservedTrajectory> variants,
            Trajectory trajectory,
            BitSet points,
            double step,
            SplittableRandom random) {
        double[] dx = new double[trajectory.size()];
        double[] dy = new double[trajectory.size()];
        points.stream().forEach(point -> {
            dx[point] = step * random.nextGaussian();
            dy[point] = step * random.nextGaussian();
        });
        variants.add(moved(trajectory, dx, dy, 1));
        variants.add(moved(trajectory, dx, dy, -1));
    }

    private static ObservedTrajectory moved(Trajectory trajectory, double[] dx, double[] dy, int sign) {
        double[] x = new double[dx.length];
        double[] y = new double[dy.length];
        Arrays.setAll(x, point -> trajectory.x(point) + sign * dx[point]);
        Arrays.setAll(y, point -> trajectory.y(point) + sign * dy[point]);
        return ObservedTrajectory.complete(Trajectory.of(x, y));
    }

    private static double[] lengths(List<Classification> answers, int count) {
        DiffusionModel explained = answers.get(0).mostProbable();
        double[] lengths = new double[count];
        for (int window = 0; window < count; window++) {
            double squares = 0;
            for (int direction = 0; direction < DIRECTIONS; direction++) {
                int plus = 1 + 2 * (window * DIRECTIONS + direction);
                double derivative = answers.get(plus).logOdds(explained)
                        - answers.get(plus + 1).logOdds(explained);
                squares += derivative * derivative;
            }
            lengths[window] = Math.sqrt(squares / DIRECTIONS);
        }
        return lengths;
    }
}
