package io.wanderscope.dashboard.picture;

import io.wanderscope.dashboard.DrawnTrajectory;
import io.wanderscope.dashboard.MotionClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Trajectories to be drawn. */
public final class Trajectories {
    private Trajectories() {}

    static DrawnTrajectory trajectory(MotionClass motion, double[] x, double[] y, float... weights) {
        return explained(motion, weights.length == 0 ? null : motion, x, y, weights);
    }

    static DrawnTrajectory explained(
            MotionClass motion, @Nullable MotionClass explained, double[] x, double[] y, float... weights) {
        return new DrawnTrajectory(
                "1", Arrays.stream(x).boxed().toList(), Arrays.stream(y).boxed().toList(), motion, explained, weights);
    }

    public static List<DrawnTrajectory> randomWalks(int number) {
        Random random = new Random(7);
        List<MotionClass> motions = List.of(MotionClass.values());
        List<DrawnTrajectory> walks = new ArrayList<>();
        for (int walk = 0; walk < number; walk++) {
            double[] x = random.doubles(30, 0, 100).toArray();
            double[] y = random.doubles(30, 0, 100).toArray();
            float[] weights = new float[30];
            IntStream.range(0, 30).forEach(point -> weights[point] = (float) random.nextGaussian());
            walks.add(trajectory(motions.get(walk % motions.size()), x, y, weights));
        }
        return walks;
    }
}
