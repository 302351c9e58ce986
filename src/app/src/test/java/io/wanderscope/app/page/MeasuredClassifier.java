package io.wanderscope.app.page;

import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.Explanation;
import io.wanderscope.inference.Faithfulness;
import io.wanderscope.inference.Faithfulness.Figure;
import io.wanderscope.inference.Faithfulness.Measure;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.TrajectoryClassifier;
import java.util.List;
import java.util.Optional;

/** A classifier whose file says of its maps what a test wants it to, whatever the shipped one says. */
record MeasuredClassifier(TrajectoryClassifier classifier) implements TrajectoryClassifier {
    private static final Faithfulness MEASURED = new Faithfulness(
            Optional.of("ab".repeat(32)),
            List.of(
                    new Figure(Measure.FOUND, "stage3", "a rest", 0.99, 0.01),
                    new Figure(Measure.FOUND, "stage3", "a turn", 0.46, 0.02),
                    new Figure(Measure.RIGHT_WITHOUT, "stage3", "the most salient half", 0.79, 0.02),
                    new Figure(Measure.FOUND, Faithfulness.OCCLUSION, "a rest", 0.94, 0.01),
                    new Figure(Measure.CHANCE, Faithfulness.ANY, "any feature", 0.2, 0)));

    @Override
    public ModelDescription model() {
        ModelDescription real = classifier.model();
        return new ModelDescription(
                real.name(),
                real.sha256(),
                real.stages(),
                real.minimumPoints(),
                real.maximumPoints(),
                real.shortTracks(),
                MEASURED,
                real.confusion());
    }

    @Override
    public List<Classification> classify(List<ObservedTrajectory> trajectories, Explanation explanation) {
        return classifier.classify(trajectories, explanation);
    }

    @Override
    public void close() {
        classifier.close();
    }
}
