package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.TrajectorySimulator;
import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * A feature that is planted into a trajectory at a known place. All but the turns replace displacements of a Brownian motion of unit
 * variance.
 */
enum Feature {
    /** The particle does not move. */
    REST("rest") {
        @Override
        void plant(double[] dx, double[] dy, int from, int to, SplittableRandom random) {
            scale(dx, dy, from, to, 0);
        }
    },
    /** Equal displacements in a random direction, as long as the Brownian ones are on average. */
    FLIGHT("flight") {
        @Override
        void plant(double[] dx, double[] dy, int from, int to, SplittableRandom random) {
            fly(dx, dy, from, to, 2 * Math.PI * random.nextDouble());
        }
    },
    /** Ten times the diffusivity. */
    FASTER("diffusivity × 10") {
        @Override
        void plant(double[] dx, double[] dy, int from, int to, SplittableRandom random) {
            scale(dx, dy, from, to, Math.sqrt(10));
        }
    },
    /** A tenth of the diffusivity. */
    SLOWER("diffusivity / 10") {
        @Override
        void plant(double[] dx, double[] dy, int from, int to, SplittableRandom random) {
            scale(dx, dy, from, to, Math.sqrt(0.1));
        }
    },
    /** A short flight amid the long one of a Lévy walk, between two turns by 30 to 180 degrees to either side. */
    TURN("turns of a Lévy walk") {
        @Override
        void host(double[] dx, double[] dy, SplittableRandom random) {
            fly(dx, dy, 0, dx.length, 2 * Math.PI * random.nextDouble());
        }

        @Override
        void plant(double[] dx, double[] dy, int from, int to, SplittableRandom random) {
            double angle = Math.toRadians(random.nextDouble(30, 180));
            double direction = Math.atan2(dy[0], dx[0]) + (random.nextBoolean() ? angle : -angle);
            fly(dx, dy, from, to, direction);
        }

        @Override
        BitSet truth(int from, int to) {
            BitSet turns = new BitSet();
            turns.set(from - 1 - NEAR_TURN, from + NEAR_TURN);
            turns.set(to - 1 - NEAR_TURN, to + NEAR_TURN);
            return turns;
        }
    },
    /** Displacements of a fractional Brownian motion with α = 0.2 and the same variance. */
    ANTICORRELATED("model: FBM, α 0.2") {
        @Override
        void plant(double[] dx, double[] dy, int from, int to, SplittableRandom random) {
            replace(dx, dy, from, to, DiffusionModel.SUB_FBM, 0.2, random.nextLong());
        }
    },
    /** Displacements of a fractional Brownian motion with α = 1.8 and the same variance. */
    PERSISTENT("model: FBM, α 1.8") {
        @Override
        void plant(double[] dx, double[] dy, int from, int to, SplittableRandom random) {
            replace(dx, dy, from, to, DiffusionModel.SUPER_FBM, 1.8, random.nextLong());
        }
    };

    /** Points to either side of a turn that count as the turn. */
    static final int NEAR_TURN = 3;

    private final String description;

    Feature(String description) {
        this.description = description;
    }

    /** Its name for people. */
    String description() {
        return description;
    }

    /**
     * Draws a trajectory with this feature somewhere, but not so near to an end that its neighbourhood is cut off.
     *
     * @param points points of the trajectory
     * @param length points of the feature
     */
    PlantedTrack draw(int points, int length, SplittableRandom random) {
        double[] dx = new double[points];
        double[] dy = new double[points];
        host(dx, dy, random);
        Trajectory without = Trajectory.of(path(dx), path(dy));
        int from = random.nextInt(Localisation.TOLERANCE, points - Localisation.TOLERANCE - length);
        plant(dx, dy, from, from + length, random);
        return new PlantedTrack(
                Trajectory.of(path(dx), path(dy)), without, from, from + length, truth(from, from + length));
    }

    /** Fills in the displacements into the points of a trajectory without the feature; displacement 0 leads nowhere. */
    void host(double[] dx, double[] dy, SplittableRandom random) {
        for (int point = 0; point < dx.length; point++) {
            dx[point] = random.nextGaussian();
            dy[point] = random.nextGaussian();
        }
    }

    /** Changes the displacements into the points of the feature. */
    abstract void plant(double[] dx, double[] dy, int from, int to, SplittableRandom random);

    /** The points that a map should show: those of the feature, if it does not say otherwise. */
    BitSet truth(int from, int to) {
        BitSet points = new BitSet();
        points.set(from, to);
        return points;
    }

    private static void scale(double[] dx, double[] dy, int from, int to, double factor) {
        for (int point = from; point < to; point++) {
            dx[point] *= factor;
            dy[point] *= factor;
        }
    }

    private static void fly(double[] dx, double[] dy, int from, int to, double direction) {
        for (int point = from; point < to; point++) {
            dx[point] = Math.sqrt(2) * Math.cos(direction);
            dy[point] = Math.sqrt(2) * Math.sin(direction);
        }
    }

    private static void replace(
            double[] dx, double[] dy, int from, int to, DiffusionModel model, double exponent, long seed) {
        Trajectory other = TrajectorySimulator.withSeed(seed).simulate(model, exponent, dx.length);
        double scale = 1 / rootMeanSquare(other);
        for (int point = from; point < to; point++) {
            dx[point] = scale * (other.x(point) - other.x(point - 1));
            dy[point] = scale * (other.y(point) - other.y(point - 1));
        }
    }

    /** Of the displacements along one axis, over the whole trajectory. */
    static double rootMeanSquare(Trajectory trajectory) {
        double squares = 0;
        for (int point = 1; point < trajectory.size(); point++) {
            squares += Math.pow(trajectory.x(point) - trajectory.x(point - 1), 2)
                    + Math.pow(trajectory.y(point) - trajectory.y(point - 1), 2);
        }
        return Math.sqrt(squares / 2 / (trajectory.size() - 1));
    }

    private static double[] path(double[] displacements) {
        double[] path = new double[displacements.length];
        for (int point = 1; point < path.length; point++) {
            path[point] = path[point - 1] + displacements[point];
        }
        return path;
    }
}
