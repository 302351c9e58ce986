package io.wanderscope.trainer.report;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.trainer.data.Seeds;
import io.wanderscope.trainer.data.TestSet;
import io.wanderscope.trainer.evaluation.Evaluation;
import io.wanderscope.trainer.evaluation.Evaluator;
import io.wanderscope.trainer.evaluation.Invariance;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that the report on a model shows. The same model, seed, number of trajectories and threshold give the same
 * report.
 *
 * @param model the model
 * @param training what it was trained on, a sentence; may be empty
 * @param seed seed of all simulations
 * @param tests the five tests, see {@link TestSet#all}
 * @param sweep tests of lengths 10 to 1000 at noise 0, 0.1, … 1
 * @param invariance results under transformations that should not matter
 * @param gallery the figure of saliency, as SVG
 * @param threshold smallest confidence of a label, marked on the curves
 */
public record ModelReport(
        ModelDescription model,
        String training,
        long seed,
        List<Evaluation> tests,
        List<Evaluation> sweep,
        Invariance invariance,
        String gallery,
        double threshold) {

    private static final int SWEEP_STEPS = 10;
    private static final int SWEEP_FRACTION = 8;

    /**
     * Tests a model and draws its gallery.
     *
     * @param training what the model was trained on, a sentence; may be empty
     * @param seed seed of all simulations
     * @param trajectories trajectories of each test; the tests of the noise sweep have an eighth of it
     * @param threshold smallest confidence of a label, 0 to 1
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
                sweep,
                Invariance.of(classifier, seed),
                Gallery.draw(classifier, seed, "A trajectory of each class, coloured by saliency at four stages"),
                threshold);
    }

    /** Trajectories of each test. */
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
