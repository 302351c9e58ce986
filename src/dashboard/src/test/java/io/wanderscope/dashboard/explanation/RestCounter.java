package io.wanderscope.dashboard.explanation;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.Estimate;
import io.wanderscope.inference.Explanation;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.TrajectoryClassifier;
import java.util.EnumSet;
import java.util.List;

/** Takes every trajectory for CTRW, with log odds that are a tenth of the number of displacements of length 0. */
public final class RestCounter implements TrajectoryClassifier {
    private static final double OF_A_REST = 0.1;

    @Override
    public ModelDescription model() {
        try (FakeTrajectoryClassifier fake = FakeTrajectoryClassifier.create()) {
            return fake.model();
        }
    }

    @Override
    public List<Classification> classify(List<ObservedTrajectory> trajectories, Explanation explanation) {
        return trajectories.stream()
                .map(each -> classification(each.trajectory()))
                .toList();
    }

    private static Classification classification(Trajectory trajectory) {
        double own = 1 / (1 + Math.exp(-OF_A_REST * rests(trajectory)));
        float[] probabilities = new float[DiffusionModel.values().length];
        for (DiffusionModel each : DiffusionModel.values()) {
            probabilities[each.classIndex()] =
                    (float) (each == DiffusionModel.CTRW ? own : (1 - own) / (probabilities.length - 1));
        }
        return new Classification(
                probabilities,
                EnumSet.of(DiffusionModel.CTRW),
                FakeTrajectoryClassifier.certain(MotionFamily.DIFFUSION_MODEL),
                new Estimate(0.8f, 0.3f),
                new Estimate(0.4f, 0.1f),
                new float[0][],
                new float[0]);
    }

    private static int rests(Trajectory trajectory) {
        int rests = 0;
        for (int point = 1; point < trajectory.size(); point++) {
            double step = Math.hypot(
                    trajectory.x(point) - trajectory.x(point - 1), trajectory.y(point) - trajectory.y(point - 1));
            rests += step < 1e-9 ? 1 : 0;
        }
        return rests;
    }

    @Override
    public void close() {}
}
