package io.wanderscope.trainer.data;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import java.util.SplittableRandom;

/**
 * A second implementation of the motions outside the models and of the camera, without a line of the simulator that
 * training uses: small steps instead of exact discretisations, a settling trap instead of one in equilibrium, states
 * that change from one small step to the next instead of at drawn times, and gaps that are put between the observed
 * frames instead of cut out. Slow, for tests only. Not thread-safe.
 */
final class ReferenceDepartures {
    /** Small steps in a frame. */
    private static final int FINE = 50;

    private static final double RELAXATION_TIME = 5;
    private static final double DWELL_TIME = 10;
    private static final double SLOWER_DIFFUSIVITY = 0.1;
    private static final double GRID = 0.5;
    private static final double COARSE_GRID = 2;
    private static final double WRONG_LINK = 15;
    /** Lengths of the window for which a process lasts from which it is cut. */
    private static final int PROCESS_LENGTH = 4;

    private final SplittableRandom random;
    private final ReferenceSimulator models;
    private final ReferenceGaps gaps;

    /**
     * A trajectory and the exponent that it was drawn with.
     *
     * @param observed the trajectory
     * @param exponent its anomalous exponent, NaN outside the models
     */
    record Drawn(ObservedTrajectory observed, double exponent) {}

    ReferenceDepartures(long seed) {
        this.random = new SplittableRandom(seed);
        this.models = new ReferenceSimulator(random.nextLong());
        this.gaps = new ReferenceGaps(random);
    }

    Drawn draw(Departure departure, int points) {
        return switch (departure) {
            case IMMOBILE -> outside(immobile(points));
            case HARMONIC_TRAP -> outside(trapped(points));
            case DRIFT -> outside(drifting(points));
            case TWO_DIFFUSIVITIES -> outside(switching(SLOWER_DIFFUSIVITY, points));
            case MOBILE_AND_IMMOBILE -> outside(switching(0, points));
            case BLUR -> new Drawn(complete(blurred(points)), 1);
            case ROUNDING -> outside(rounded(brownian(points), GRID));
            case COARSE_ROUNDING -> outside(rounded(brownian(points), COARSE_GRID));
            case WRONG_LINK -> outside(wronglyLinked(brownian(points)));
            case GAPS_IN_BROWNIAN -> withGaps(DiffusionModel.BROWNIAN, points);
            case GAPS_IN_SUB_FBM -> withGaps(DiffusionModel.SUB_FBM, points);
            case WINDOW_OF_SUB_SBM -> window(DiffusionModel.SUB_SBM, points);
            case WINDOW_OF_SUPER_SBM -> window(DiffusionModel.SUPER_SBM, points);
            case WINDOW_OF_ATTM -> window(DiffusionModel.ATTM, points);
            case CREEPING -> new Drawn(complete(noisy(brownian(points), Departure.CREEPING_NOISE)), 1);
            case SLOWLY_CREEPING -> new Drawn(complete(noisy(brownian(points), Departure.SLOWLY_CREEPING_NOISE)), 1);
        };
    }

    private static Drawn outside(double[][] path) {
        return new Drawn(complete(path), Double.NaN);
    }

    private static ObservedTrajectory complete(double[][] path) {
        return ObservedTrajectory.complete(Trajectory.of(path[0], path[1]));
    }

    private double[][] immobile(int points) {
        double[][] path = new double[2][points];
        for (double[] axis : path) {
            for (int point = 0; point < points; point++) {
                axis[point] = random.nextGaussian();
            }
        }
        return path;
    }

    /** Small steps with a pull to the centre, recorded after the start is long forgotten. */
    private double[][] trapped(int points) {
        double[][] path = new double[2][points];
        int settling = (int) (10 * RELAXATION_TIME);
        for (double[] axis : path) {
            double position = 0;
            for (int frame = -settling; frame < points; frame++) {
                if (frame >= 0) {
                    axis[frame] = position;
                }
                for (int step = 0; step < FINE; step++) {
                    position += -position / (RELAXATION_TIME * FINE) + random.nextGaussian() / Math.sqrt(FINE);
                }
            }
        }
        return path;
    }

    private double[][] drifting(int points) {
        double[][] path = brownian(points);
        double direction = 2 * Math.PI * random.nextDouble();
        for (int point = 0; point < points; point++) {
            path[0][point] += point * Math.cos(direction);
            path[1][point] += point * Math.sin(direction);
        }
        return path;
    }

    /** Small steps, after each of which the state may change; drawn again if it never does. */
    private double[][] switching(double slowerDiffusivity, int points) {
        double change = -Math.expm1(-1 / (DWELL_TIME * FINE));
        double[][] path;
        boolean changed;
        do {
            path = new double[2][points];
            changed = false;
            boolean fast = random.nextBoolean();
            for (int point = 1; point < points; point++) {
                path[0][point] = path[0][point - 1];
                path[1][point] = path[1][point - 1];
                for (int step = 0; step < FINE; step++) {
                    double spread = Math.sqrt((fast ? 1 : slowerDiffusivity) / FINE);
                    path[0][point] += spread * random.nextGaussian();
                    path[1][point] += spread * random.nextGaussian();
                    if (random.nextDouble() < change) {
                        fast = !fast;
                        changed = true;
                    }
                }
            }
        } while (!changed);
        return path;
    }

    private double[][] brownian(int points) {
        double[][] path = new double[2][points];
        for (double[] axis : path) {
            for (int point = 1; point < points; point++) {
                axis[point] = axis[point - 1] + random.nextGaussian();
            }
        }
        return path;
    }

    private double[][] noisy(double[][] path, double noise) {
        for (double[] axis : path) {
            for (int point = 0; point < axis.length; point++) {
                axis[point] += noise * random.nextGaussian();
            }
        }
        return path;
    }

    /** Means of small steps over each whole frame. */
    private double[][] blurred(int points) {
        double[][] path = new double[2][points];
        for (double[] axis : path) {
            double position = 0;
            for (int point = 0; point < points; point++) {
                double sum = 0;
                for (int step = 0; step < FINE; step++) {
                    position += random.nextGaussian() / Math.sqrt(FINE);
                    sum += position;
                }
                axis[point] = sum / FINE;
            }
        }
        return path;
    }

    private double[][] rounded(double[][] path, double grid) {
        for (double[] axis : path) {
            double start = grid * random.nextDouble();
            for (int point = 0; point < axis.length; point++) {
                axis[point] = grid * Math.floor((start + axis[point]) / grid);
            }
        }
        return path;
    }

    private double[][] wronglyLinked(double[][] path) {
        double direction = 2 * Math.PI * random.nextDouble();
        int first = random.nextInt(1, path[0].length);
        for (int point = first; point < path[0].length; point++) {
            path[0][point] += WRONG_LINK * Math.cos(direction);
            path[1][point] += WRONG_LINK * Math.sin(direction);
        }
        return path;
    }

    private Drawn withGaps(DiffusionModel model, int points) {
        double exponent = models.drawExponent(model);
        Trajectory path = models.simulate(model, exponent, points, 0);
        return new Drawn(gaps.cut(path), exponent);
    }

    private Drawn window(DiffusionModel model, int points) {
        double exponent = models.drawExponent(model);
        int before = random.nextInt((PROCESS_LENGTH - 1) * points + 1);
        return new Drawn(ObservedTrajectory.complete(models.window(model, exponent, before, points)), exponent);
    }
}
