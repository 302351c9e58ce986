package io.wanderscope.trainer.study;

import java.util.Optional;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.ConjugateGradient;
import org.apache.commons.math3.linear.RealLinearOperator;
import org.apache.commons.math3.linear.RealVector;

/**
 * Fits a {@link SoftmaxRegression} by the least mean negative log-likelihood plus half a penalty times the sum of the squared weights;
 * intercepts are free. The function is convex. Newton's method, whose steps conjugate gradients find (truncated Newton; Nocedal and
 * Wright, Numerical Optimization, 2006, chapter 7).
 */
final class SoftmaxFit {
    private static final int MAX_STEPS = 100;
    private static final double GRADIENT_TOLERANCE = 1e-6;
    /** Precision of a step relative to the gradient; later steps make up for it. */
    private static final double STEP_TOLERANCE = 0.05;

    private static final int MAX_CONJUGATE_STEPS = 100_000;
    /** Share of the descent that the gradient promises with which a step is content. */
    private static final double SUFFICIENT = 1e-4;

    private static final double SHORTEST_STEP = 1e-10;

    private final LabelledFeatures tracks;
    private final int classes;
    private final int width;
    private final double penalty;

    private SoftmaxFit(LabelledFeatures tracks, int classes, double penalty) {
        this.tracks = tracks;
        this.classes = classes;
        this.width = tracks.width() + 1;
        this.penalty = penalty;
    }

    /**
     * The fit.
     *
     * @param start where to begin; it only changes how long it takes
     * @param penalty above 0
     */
    static SoftmaxRegression of(LabelledFeatures tracks, SoftmaxRegression start, double penalty) {
        return new SoftmaxFit(tracks, start.classes(), penalty).minimise(start);
    }

    private SoftmaxRegression minimise(SoftmaxRegression start) {
        SoftmaxRegression current = start;
        for (int step = 0; step < MAX_STEPS; step++) {
            double[][] probabilities = probabilities(current);
            RealVector gradient = new ArrayRealVector(gradient(current, probabilities), false);
            if (gradient.getNorm() < GRADIENT_TOLERANCE) {
                return current;
            }
            Optional<SoftmaxRegression> next = descend(current, gradient, newtonStep(probabilities, gradient));
            if (next.isEmpty()) {
                return current;
            }
            current = next.get();
        }
        throw new IllegalStateException("the regression has not converged within " + MAX_STEPS + " steps");
    }

    private RealVector newtonStep(double[][] probabilities, RealVector gradient) {
        return new ConjugateGradient(MAX_CONJUGATE_STEPS, STEP_TOLERANCE, false)
                .solve(new Hessian(probabilities), gradient.mapMultiply(-1));
    }

    /** Goes along a step, or the largest half, quarter, … of it that lowers the loss enough; nowhere if rounding allows none. */
    private Optional<SoftmaxRegression> descend(SoftmaxRegression current, RealVector gradient, RealVector step) {
        double loss = loss(current);
        double slope = gradient.dotProduct(step);
        for (double length = 1; length > SHORTEST_STEP; length /= 2) {
            double[] weights = current.weights().clone();
            for (int index = 0; index < weights.length; index++) {
                weights[index] += length * step.getEntry(index);
            }
            SoftmaxRegression next = new SoftmaxRegression(weights, classes);
            if (loss(next) <= loss + SUFFICIENT * length * slope) {
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    private double loss(SoftmaxRegression regression) {
        double squares = 0;
        for (int index = 0; index < regression.weights().length; index++) {
            squares +=
                    penaltyOf(index) * regression.weights()[index] * regression.weights()[index];
        }
        return regression.logLoss(tracks) + squares / 2;
    }

    private double penaltyOf(int index) {
        return index % width == width - 1 ? 0 : penalty;
    }

    private double[][] probabilities(SoftmaxRegression regression) {
        double[][] probabilities = new double[tracks.tracks()][];
        for (int track = 0; track < probabilities.length; track++) {
            probabilities[track] = regression.probabilities(tracks.features()[track]);
        }
        return probabilities;
    }

    private double[] gradient(SoftmaxRegression regression, double[][] probabilities) {
        double[] gradient = new double[classes * width];
        for (int track = 0; track < probabilities.length; track++) {
            double[] residuals = probabilities[track].clone();
            residuals[tracks.classes()[track]] -= 1;
            add(residuals, tracks.features()[track], gradient);
        }
        return penalised(gradient, regression.weights());
    }

    /** Adds the product of a factor of each class with the features, and with 1 for the intercept. */
    private void add(double[] factors, double[] features, double[] sum) {
        int index = 0;
        for (double factor : factors) {
            for (double feature : features) {
                sum[index++] += factor * feature;
            }
            sum[index++] += factor;
        }
    }

    /** The mean over the tracks plus the penalty times some weights. */
    private double[] penalised(double[] sum, double[] weights) {
        for (int index = 0; index < sum.length; index++) {
            sum[index] = sum[index] / tracks.tracks() + penaltyOf(index) * weights[index];
        }
        return sum;
    }

    /** The second derivatives, of which only products with vectors are needed. */
    private final class Hessian extends RealLinearOperator {
        private final double[][] probabilities;

        Hessian(double[][] probabilities) {
            this.probabilities = probabilities;
        }

        @Override
        public int getRowDimension() {
            return classes * width;
        }

        @Override
        public int getColumnDimension() {
            return classes * width;
        }

        @Override
        public RealVector operate(RealVector vector) {
            double[] direction = vector.toArray();
            double[] product = new double[direction.length];
            for (int track = 0; track < probabilities.length; track++) {
                double[] features = tracks.features()[track];
                double[] own = probabilities[track];
                double[] change = SoftmaxRegression.scores(direction, features, classes);
                double mean = 0;
                for (int each = 0; each < classes; each++) {
                    mean += own[each] * change[each];
                }
                for (int each = 0; each < classes; each++) {
                    change[each] = own[each] * (change[each] - mean);
                }
                add(change, features, product);
            }
            return new ArrayRealVector(penalised(product, direction), false);
        }
    }
}
