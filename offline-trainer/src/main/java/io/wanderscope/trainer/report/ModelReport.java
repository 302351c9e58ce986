package io.wanderscope.trainer.report;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.trainer.data.Seeds;
import io.wanderscope.trainer.data.TestSet;
import io.wanderscope.trainer.evaluation.Evaluation;
import io.wanderscope.trainer.evaluation.Evaluator;
import io.wanderscope.trainer.evaluation.Invariance;
import io.wanderscope.trainer.report.figure.SaliencyGallery;
import java.util.ArrayList;
import java.util.List;

/**
 * The content of the report on a model. The same model, seed, number of trajectories and threshold give the same report.
 *
 * @param model the model
 * @param training a sentence about what it was trained on; may be empty
 * @param seed seed of all simulations
 * @param tests the five tests, see {@link TestSet#all}
 * @param independent the same tests on trajectories of the independent simulator
 * @param sweep tests of lengths 10 to 1000 at noise 0, 0.1, … 1
 * @param invariance changes under transformations that should have no effect
 * @param gallery the saliency figure, as SVG
 * @param threshold minimum confidence of a label, marked on the curves
 */
public record ModelReport(
        ModelDescription model,
        String training,
        long seed,
        List<Evaluation> tests,
        List<Evaluation> independent,
        List<Evaluation> sweep,
        Invariance invariance,
        String gallery,
        double threshold) {

    private static final int SWEEP_STEPS = 10;
    private static final int SWEEP_FRACTION = 8;

    /**
     * Tests a model and draws the saliency figure.
     *
     * @param training a sentence about what the model was trained on; may be empty
     * @param seed seed of all simulations
     * @param trajectories number of trajectories in each test; the tests of the noise sweep have an eighth as many
     * @param threshold minimum confidence of a label, 0 to 1
     * @param progress receives the progress of every test
     */
    public static ModelReport of(
            TrajectoryClassifier classifier,
            String training,
            long seed,
            int trajectories,
            double threshold,
            Evaluator.Progress progress) {
        Evaluator evaluator = new Evaluator(classifier, progress);
        List<Evaluation> tests = evaluator.evaluateAll(seed, trajectories, test -> {});
        List<Evaluation> independent = evaluator.evaluateIndependent(seed, trajectories, test -> {});
        List<Evaluation> sweep = new ArrayList<>();
        int perLevel = Math.max(DiffusionModel.values().length, trajectories / SWEEP_FRACTION);
        for (int step = 0; step <= SWEEP_STEPS; step++) {
            double noise = (double) step / SWEEP_STEPS;
            sweep.add(evaluator.evaluate(TestSet.varyingLengths(Seeds.derive(seed, 5), perLevel, noise)));
        }
        return new ModelReport(
                classifier.model(),
                training,
                seed,
                tests,
                independent,
                sweep,
                Invariance.of(classifier, seed),
                SaliencyGallery.draw(
                        classifier, seed, "A trajectory of each class, coloured by saliency at four stages"),
                threshold);
    }

    /** Number of trajectories in each test. */
    int trajectories() {
        return noiseless().predictions().size();
    }

    /** The test of lengths 10 to 1000 without noise. */
    Evaluation noiseless() {
        return tests.get(0);
    }

    /** The test of 1000 points without noise. */
    Evaluation fixedLength() {
        return tests.get(1);
    }

    /** The tests of lengths 10 to 1000, by noise. */
    List<Evaluation> byNoise() {
        return List.of(tests.get(0), tests.get(2), tests.get(3), tests.get(4));
    }

    /** All trajectories of the five tests. */
    public Evaluation pooled() {
        return Evaluation.pooled("all five tests", tests);
    }
}
