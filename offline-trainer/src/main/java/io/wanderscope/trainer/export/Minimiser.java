package io.wanderscope.trainer.export;

import org.apache.commons.math3.analysis.MultivariateFunction;
import org.apache.commons.math3.analysis.MultivariateVectorFunction;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.apache.commons.math3.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer;
import org.apache.commons.math3.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer.Formula;

/** Minimises a differentiable mean loss over held-out answers by conjugate gradients, from 0. */
final class Minimiser {
    private static final int MAX_EVALUATIONS = 100_000;
    private static final int MAX_ITERATIONS = 200;
    private static final double TOLERANCE = 1e-7;
    private static final double FIRST_STEP = 0.1;

    private Minimiser() {}

    /** A loss with its gradient. */
    interface Loss {
        /**
         * The loss at some parameters.
         *
         * @param gradient receives the gradient
         */
        double at(double[] parameters, double[] gradient);
    }

    /** Returns the parameters of the least loss. */
    static double[] minimise(int parameters, Loss loss) {
        MultivariateFunction value = point -> loss.at(point, new double[parameters]);
        MultivariateVectorFunction slope = point -> {
            double[] gradient = new double[parameters];
            loss.at(point, gradient);
            return gradient;
        };
        return new NonLinearConjugateGradientOptimizer(
                        Formula.POLAK_RIBIERE,
                        new SimpleValueChecker(TOLERANCE, TOLERANCE, MAX_ITERATIONS),
                        TOLERANCE,
                        TOLERANCE,
                        FIRST_STEP)
                .optimize(
                        new MaxEval(MAX_EVALUATIONS),
                        MaxIter.unlimited(),
                        GoalType.MINIMIZE,
                        new InitialGuess(new double[parameters]),
                        new ObjectiveFunction(value),
                        new ObjectiveFunctionGradient(slope))
                .getPoint();
    }
}
