package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.data.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** How one set of tracks gets the noise of each level of a sweep from 0 to 1 in tenths of the displacements' s.d. without noise. */
enum NoiseSweep {
    /** Each level is added to a fresh copy of the noiseless tracks. */
    ADDED,
    /** Each level is added to the tracks of the level before, as in the paper's published code. */
    ACCUMULATED;

    private static final int TENTHS = 10;
    private static final List<Integer> TENTHS_OF_THE_PAPER = List.of(0, 1, 2, 3, 4, 5, 6, 7, 10);

    /** The nominal levels for which the paper gives its results. */
    static final List<Double> LEVELS =
            TENTHS_OF_THE_PAPER.stream().map(tenths -> tenths / 10.0).toList();

    /** The s.d. of the noise that the tracks have at one of the {@link #LEVELS}, counted from 0. */
    double deviation(int level) {
        int tenths = TENTHS_OF_THE_PAPER.get(level);
        DoubleStream added = this == ADDED
                ? DoubleStream.of(tenths)
                : IntStream.rangeClosed(0, tenths).asDoubleStream();
        return Math.sqrt(added.map(each -> each * each).sum()) / TENTHS;
    }

    /**
     * The tracks at each of the {@link #LEVELS}.
     *
     * @param noiseless the tracks without noise, rescaled to displacements of unit s.d.
     */
    List<List<LabelledTrajectory>> tracks(List<LabelledTrajectory> noiseless, long seed) {
        List<List<LabelledTrajectory>> levels = new ArrayList<>();
        List<LabelledTrajectory> sofar = noiseless;
        for (int tenths = 0; tenths <= TENTHS; tenths++) {
            double deviation = (double) tenths / TENTHS;
            SplittableRandom random = new SplittableRandom(Seeds.derive(seed, tenths));
            sofar = (this == ADDED ? noiseless : sofar)
                    .stream().map(each -> noisier(each, deviation, random)).toList();
            if (TENTHS_OF_THE_PAPER.contains(tenths)) {
                levels.add(sofar);
            }
        }
        return levels;
    }

    private static LabelledTrajectory noisier(LabelledTrajectory track, double deviation, SplittableRandom random) {
        double[] x = new double[track.trajectory().size()];
        double[] y = new double[x.length];
        for (int point = 0; point < x.length; point++) {
            x[point] = track.trajectory().x(point) + deviation * random.nextGaussian();
            y[point] = track.trajectory().y(point) + deviation * random.nextGaussian();
        }
        return LabelledTrajectory.ofModel(
                Trajectory.of(x, y), track.requireModel(), track.exponent(), Math.hypot(track.noise(), deviation));
    }
}
