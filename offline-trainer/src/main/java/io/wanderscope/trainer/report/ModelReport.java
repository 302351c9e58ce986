package io.wanderscope.trainer.report;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.trainer.data.Seeds;
import io.wanderscope.trainer.data.TestSet;
import io.wanderscope.trainer.evaluation.ByImaging;
import io.wanderscope.trainer.evaluation.Evaluation;
import io.wanderscope.trainer.evaluation.Evaluator;
import io.wanderscope.trainer.evaluation.Invariance;
import io.wanderscope.trainer.evaluation.ModelEvaluation;
import io.wanderscope.trainer.evaluation.ModelTests;
import io.wanderscope.trainer.limit.Limit;
import io.wanderscope.trainer.report.figure.SaliencyGallery;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The content of the report on a model. The same model, seed, number of trajectories and threshold give the same report.
 *
 * @param model the model
 * @param description a sentence about what it was trained on; may be empty
 * @param seed seed of all simulations
 * @param evaluation everything measured on the independent simulator
 * @param training the five tests of {@link TestSet#all} on the simulator that training uses
 * @param sweep tests of lengths 10 to 1000 at noise 0, 0.1, … 1 on the independent simulator
 * @param limits the network beside the best possible accuracy; may be empty
 * @param invariance changes under transformations that should have no effect
 * @param gallery the saliency figure, as SVG
 * @param threshold minimum confidence of a label, marked on the curves
 */
public record ModelReport(
        ModelDescription model,
        String description,
        long seed,
        ModelEvaluation evaluation,
        List<Evaluation> training,
        List<Evaluation> sweep,
        List<Limit> limits,
        Invariance invariance,
        String gallery,
        double threshold) {

    private static final int SWEEP_STEPS = 10;
    private static final int SWEEP_FRACTION = 8;

    /**
     * Tests a model and draws the saliency figure.
     *
     * @param description a sentence about what the model was trained on; may be empty
     * @param multiplyAdds multiply-adds of a forward pass over 256 points; empty if not known
     * @param seed seed of all simulations
     * @param trajectories number of trajectories in each test of accuracy, see {@link ModelTests}; the tests of the noise
     *     sweep have an eighth as many
     * @param threshold minimum confidence of a label, 0 to 1
     * @param limits the network beside the best possible accuracy; may be empty
     * @param progress receives the progress of every test
     */
    public static ModelReport of(
            TrajectoryClassifier classifier,
            String description,
            OptionalLong multiplyAdds,
            long seed,
            int trajectories,
            double threshold,
            List<Limit> limits,
            Evaluator.Progress progress) {
        Evaluator evaluator = new Evaluator(classifier, progress);
        ModelTests tests = new ModelTests(evaluator, seed, trajectories);
        List<Evaluation> sweep = new ArrayList<>();
        int perLevel = Math.max(DiffusionModel.values().length, trajectories / SWEEP_FRACTION);
        for (int step = 0; step <= SWEEP_STEPS; step++) {
            double noise = (double) step / SWEEP_STEPS;
            sweep.add(evaluator.evaluate(TestSet.varyingLengths(Seeds.derive(seed, 5), perLevel, noise)
                    .independent()));
        }
        return new ModelReport(
                classifier.model(),
                description,
                seed,
                new ModelEvaluation(
                        tests.accuracy(test -> {}),
                        tests.cells(),
                        tests.departures(),
                        tests.shortTracks(),
                        tests.gaps(),
                        tests.wrongNoise(),
                        multiplyAdds),
                evaluator.evaluateAll(seed, trajectories, test -> {}),
                sweep,
                limits,
                Invariance.of(classifier, seed),
                SaliencyGallery.draw(
                        classifier, seed, "A trajectory of each class, coloured by saliency at four stages"),
                threshold);
    }

    /** The five tests on the independent simulator, with unknown imaging conditions. */
    public List<Evaluation> tests() {
        return evaluation.accuracy().stream().map(ByImaging::unknown).toList();
    }

    /** Number of trajectories in each test of accuracy. */
    int trajectories() {
        return noiseless().predictions().size();
    }

    /** The test of lengths 10 to 1000 without noise. */
    Evaluation noiseless() {
        return tests().get(0);
    }

    /** The test of 1000 points without noise. */
    Evaluation fixedLength() {
        return tests().get(1);
    }

    /** The tests of lengths 10 to 1000, by noise. */
    List<Evaluation> byNoise() {
        return List.of(tests().get(0), tests().get(2), tests().get(3), tests().get(4));
    }

    /** All trajectories of the five tests. */
    public Evaluation pooled() {
        return Evaluation.pooled("all five tests", tests());
    }
}
