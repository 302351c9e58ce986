package io.wanderscope.streaming.classification;

import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.inference.Explanation;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.UndeterminedReason;
import io.wanderscope.streaming.SaliencyChoice;
import io.wanderscope.streaming.StreamMetrics;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.tracks.DueTrajectory;
import io.wanderscope.streaming.tracks.TrajectoryWindow;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the model on a batch. Trajectories with too few observed points, or whose points are all equal, are skipped: they
 * are UNDETERMINED. Thread-safe.
 */
final class BatchClassifier {
    private final int minimumPoints;
    private final ImagingConditions imaging;
    private final SaliencyChoice saliency;
    private final ModelRunner model;
    private final StreamMetrics metrics;
    private final TaskClock clock;

    BatchClassifier(StreamSettings settings, ModelRunner model, StreamMetrics metrics, TaskClock clock) {
        this.minimumPoints = settings.minimumPoints();
        this.imaging = settings.imaging();
        this.saliency = settings.saliency();
        this.model = model;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Classifies a batch.
     *
     * @return the outcome of each trajectory, in the same order
     * @throws ModelFailureException when the model fails on every trajectory
     */
    List<InferenceOutcome> classify(List<DueTrajectory> batch) {
        InferenceOutcome[] outcomes = new InferenceOutcome[batch.size()];
        Classifiable explained = new Classifiable(Explanation.GRAD_CAM);
        Classifiable unexplained = new Classifiable(Explanation.NONE);
        for (int index = 0; index < batch.size(); index++) {
            DueTrajectory due = batch.get(index);
            if (due.observedPoints() < minimumPoints) {
                outcomes[index] = InferenceOutcome.skipped(UndeterminedReason.TOO_SHORT);
                continue;
            }
            ObservedTrajectory observed =
                    due.window().map(TrajectoryWindow::observed).orElseThrow();
            if (observed.trajectory().isImmobile()) {
                outcomes[index] = InferenceOutcome.skipped(UndeterminedReason.IMMOBILE);
            } else {
                (isExplained(due) ? explained : unexplained).add(index, observed.withImaging(imaging));
            }
        }
        run(explained, outcomes);
        run(unexplained, outcomes);
        return List.of(outcomes);
    }

    private boolean isExplained(DueTrajectory due) {
        return switch (saliency) {
            case ALL -> true;
            case FINAL -> due.due().status() == ResultStatus.FINAL;
            case NONE -> false;
        };
    }

    private void run(Classifiable classifiable, InferenceOutcome[] outcomes) {
        if (classifiable.trajectories.isEmpty()) {
            return;
        }
        TaskClock.Stopwatch stopwatch = clock.start();
        List<InferenceOutcome> classified = model.classify(classifiable.trajectories, classifiable.explanation);
        metrics.batch(classified.size(), stopwatch.elapsed());
        for (int position = 0; position < classified.size(); position++) {
            outcomes[classifiable.indices.get(position)] = classified.get(position);
        }
    }

    /** The trajectories of a batch that the model gets, and their places in the batch. */
    private static final class Classifiable {
        private final Explanation explanation;
        private final List<Integer> indices = new ArrayList<>();
        private final List<ObservedTrajectory> trajectories = new ArrayList<>();

        Classifiable(Explanation explanation) {
            this.explanation = explanation;
        }

        void add(int index, ObservedTrajectory trajectory) {
            indices.add(index);
            trajectories.add(trajectory);
        }
    }
}
