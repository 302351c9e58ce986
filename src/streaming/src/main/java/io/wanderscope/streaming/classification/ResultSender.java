package io.wanderscope.streaming.classification;

import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.streaming.DeadLetterCause;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TopologyNames;
import io.wanderscope.streaming.TriggerRules;
import io.wanderscope.streaming.intake.DeadLetterSender;
import io.wanderscope.streaming.tracks.DueResult;
import io.wanderscope.streaming.tracks.DueTrajectory;
import io.wanderscope.streaming.tracks.TrajectoryWindow;
import io.wanderscope.streaming.triggers.TrackResult;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Sends results: a label each, with saliency if the model gave it and a dead letter if the model failed. With a FINAL label goes
 * what the track contributes to its population, and with every label that a rule concerns what the rule looks at.
 */
final class ResultSender {
    private final StreamTopics topics;
    private final ResultRecords records;
    private final TrackContributions contributions;
    private final TriggerRules rules;
    private final Serializer<TrajectorySaliency> failedTrajectories;
    private final DeadLetterSender deadLetters;
    private final ProcessorContext<Object, Object> context;

    ResultSender(
            StreamTopics topics,
            ResultRecords records,
            TrackContributions contributions,
            TriggerRules rules,
            Serializer<TrajectorySaliency> failedTrajectories,
            DeadLetterSender deadLetters,
            ProcessorContext<Object, Object> context) {
        this.topics = topics;
        this.records = records;
        this.contributions = contributions;
        this.rules = rules;
        this.failedTrajectories = failedTrajectories;
        this.deadLetters = deadLetters;
        this.context = context;
    }

    /** Sends the outcome for a trajectory, and returns its label. */
    TrajectoryLabel send(DueTrajectory trajectory, InferenceOutcome outcome, Instant classified) {
        TrajectoryLabel label = records.label(trajectory, outcome, classified);
        forward(trajectory.due(), label, TopologyNames.LABELS_SINK);
        outcome.classification()
                .filter(classification -> classification.stages() > 0)
                .ifPresent(classification -> forward(
                        trajectory.due(), records.saliency(trajectory, classification), TopologyNames.SALIENCY_SINK));
        if (trajectory.due().status() == ResultStatus.FINAL) {
            sendContribution(trajectory, outcome);
        }
        if (!rules.of(trajectory.due().track().acquisition()).isEmpty()) {
            sendForRules(trajectory, label);
        }
        if (outcome.isFailed()) {
            sendFailed(trajectory, outcome.failure());
        }
        return label;
    }

    private void forward(DueResult due, Object value, String sink) {
        context.forward(new Record<>(due.track().text(), value, due.streamTime()), sink);
    }

    private void sendContribution(DueTrajectory trajectory, InferenceOutcome outcome) {
        DueResult due = trajectory.due();
        contributions
                .of(trajectory, outcome)
                .ifPresent(contribution -> context.forward(
                        new Record<>(due.track().acquisition(), contribution, due.streamTime()),
                        TopologyNames.TRACK_EVIDENCE));
    }

    private void sendForRules(DueTrajectory trajectory, TrajectoryLabel label) {
        DueResult due = trajectory.due();
        TrackResult result = TrackResult.of(
                label,
                trajectory.window().map(ResultSender::latestPlace),
                trajectory.state().opening().lengthUnit());
        context.forward(
                new Record<>(due.track().acquisition(), result, due.streamTime()), TopologyNames.RESULTS_FOR_RULES);
    }

    private static TrackResult.Place latestPlace(TrajectoryWindow window) {
        int last = window.points() - 1;
        return new TrackResult.Place(
                window.trajectory().x(last), window.trajectory().y(last));
    }

    private void sendFailed(DueTrajectory trajectory, String failure) {
        DueResult due = trajectory.due();
        byte[] points = failedTrajectories.serialize(topics.deadLetters(), records.failedTrajectory(trajectory));
        long lastOffset = trajectory.state().activity().offset();
        deadLetters.send(
                new Record<>(due.track().bytes(), points, due.streamTime()),
                new DeadLetterSender.Origin(topics.positions(), context.taskId().partition(), lastOffset),
                DeadLetterCause.INFERENCE_FAILED,
                due.status() + " revision " + due.revision() + ": " + failure);
    }
}
