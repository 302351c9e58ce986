package io.wanderscope.streaming.classification;

import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.streaming.InferenceThreads;
import io.wanderscope.streaming.OutputCommits;
import io.wanderscope.streaming.StreamMetrics;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.Turns;
import io.wanderscope.streaming.tracks.DueTrajectory;
import io.wanderscope.streaming.tracks.PartitionTracks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands due results to the model in batches, and sends what comes back. A batch leaves as soon as the model is free, with
 * whatever is due by then, so it is small while the model keeps up and full when it does not. The model runs beside the
 * stream thread; what it has finished is sent in the stream thread's next turn, in the transaction that removes it from the
 * store, and in the order in which it fell due.
 *
 * <p>A turn follows every record, and a punctuation every 5 ms as long as there is something to wait
 * for; without that, there is no punctuation, which would make Kafka Streams commit although nothing happened.
 */
final class BatchDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(BatchDispatcher.class);

    /**
     * After this time without a pause, due results wait for a commit: the work of one transaction, for all tasks of the
     * thread, must end before the transaction times out.
     */
    private static final Duration BUDGET = Duration.ofMillis(100);

    private static final Duration TURN = Duration.ofMillis(5);

    /** A full batch waits behind the one in the model, so that the model does not pause until the next turn. */
    private static final int FULL_IN_FLIGHT = 2;

    private final int batchSize;
    private final Duration linger;
    private final PartitionTracks tracks;
    private final BatchClassifier classifier;
    private final InferenceThreads threads;
    private final ResultSender sender;
    private final OutputCommits commits;
    private final TaskClock clock;
    private final StreamMetrics metrics;
    private final StreamMetrics.Waiting waiting;
    private final ProcessorContext<Object, Object> context;
    private final Deque<BatchInFlight> inFlight = new ArrayDeque<>();
    private int resultsInFlight;
    private Duration spent = Duration.ZERO;
    private final Turns turns;

    BatchDispatcher(
            StreamSettings settings,
            PartitionTracks tracks,
            BatchClassifier classifier,
            InferenceThreads threads,
            ResultSender sender,
            TaskClock clock,
            StreamMetrics metrics,
            ProcessorContext<Object, Object> context) {
        this.batchSize = settings.batchSize();
        this.linger = settings.batchLinger();
        this.tracks = tracks;
        this.classifier = classifier;
        this.threads = threads;
        this.sender = sender;
        this.commits = new OutputCommits(context);
        this.clock = clock;
        this.metrics = metrics;
        this.waiting = metrics.waiting();
        this.context = context;
        this.turns = new Turns(context, TURN, this::punctuate);
        endTurn();
    }

    /**
     * The turn after a record, or after anything else that may have made results due. When a batch more than the model can
     * take is due, the turn does not end before a batch has, so that results do not fall due faster than they leave.
     */
    void takeTurn() {
        if (!isAnythingPending()) {
            return;
        }
        sendFinished();
        handOut();
        if (isFullBatchWaiting() && isWithinBudget()) {
            finishOldest();
            handOut();
        }
        endTurn();
    }

    private void punctuate(long now) {
        spent = Duration.ZERO;
        sendFinished();
        handOut();
        endTurn();
    }

    /** What is in the model, like all that is due, stays in the store for the task's next owner. */
    void close() {
        inFlight.forEach(BatchInFlight::abandon);
        inFlight.clear();
        turns.schedule(false);
        waiting.set(0);
    }

    private boolean isWithinBudget() {
        return spent.compareTo(BUDGET) < 0;
    }

    private void sendFinished() {
        while (!inFlight.isEmpty() && inFlight.getFirst().isDone() && isWithinBudget()) {
            BatchInFlight finished = inFlight.getFirst();
            ClassifiedBatch outcome = finished.outcome();
            inFlight.removeFirst();
            send(finished, outcome);
        }
    }

    private void finishOldest() {
        TaskClock.Stopwatch stopwatch = clock.start();
        inFlight.getFirst().finish(BUDGET.minus(spent));
        spend(stopwatch.elapsed());
        sendFinished();
    }

    private void handOut() {
        while (mayHandOut() && isWithinBudget()) {
            handOutOldest();
        }
    }

    /** The first batch of a task always leaves; a further one if it starts at once, or is full and the second. */
    private boolean mayHandOut() {
        if (inFlight.size() >= Math.max(FULL_IN_FLIGHT, threads.number())) {
            return false;
        }
        if (isFullBatchWaiting()) {
            return inFlight.size() < FULL_IN_FLIGHT || threads.isOneFree();
        }
        return (inFlight.isEmpty() || threads.isOneFree()) && isOldestOverdue();
    }

    private boolean isFullBatchWaiting() {
        return tracks.due().size() >= batchSize;
    }

    private boolean isOldestOverdue() {
        if (tracks.due().size() == 0 || linger.isZero()) {
            return tracks.due().size() > 0;
        }
        long since = tracks.due().waitingSince().orElseThrow();
        return hasLingerExpired(since, clock.millis(), linger.toMillis());
    }

    /** A clock that was set back does not show how much time has passed; the linger time then counts as expired. */
    static boolean hasLingerExpired(long since, long now, long linger) {
        return now < since || now - since >= linger;
    }

    private void handOutOldest() {
        TaskClock.Stopwatch stopwatch = clock.start();
        List<DueTrajectory> batch = tracks.due().take(batchSize).stream()
                .map(tracks.windows()::read)
                .toList();
        inFlight.addLast(new BatchInFlight(batch, clock.millis(), submit(batch)));
        resultsInFlight += batch.size();
        spend(stopwatch.elapsed());
    }

    private FutureTask<ClassifiedBatch> submit(List<DueTrajectory> batch) {
        Instant began = clock.now();
        TaskClock.Stopwatch stopwatch = clock.start();
        return threads.submit(() -> {
            List<InferenceOutcome> outcomes = classifier.classify(batch);
            return new ClassifiedBatch(outcomes, began.plus(stopwatch.elapsed()));
        });
    }

    private void send(BatchInFlight batch, ClassifiedBatch classified) {
        TaskClock.Stopwatch stopwatch = clock.start();
        for (int index = 0; index < batch.trajectories().size(); index++) {
            DueTrajectory trajectory = batch.trajectories().get(index);
            TrajectoryLabel label =
                    sender.send(trajectory, classified.outcomes().get(index), classified.classified());
            tracks.lifecycle().complete(trajectory.due());
            long waited = batch.dispatched() - trajectory.due().dueSince();
            metrics.result(label, Duration.ofMillis(Math.max(0, waited)));
        }
        resultsInFlight -= batch.trajectories().size();
        commits.sent();
        LOG.debug(
                "event=batch_sent task={} results={} waiting={}",
                context.taskId(),
                batch.trajectories().size(),
                tracks.due().size());
        spend(stopwatch.elapsed());
    }

    private void spend(Duration time) {
        spent = spent.plus(time);
        if (!isWithinBudget()) {
            context.commit();
        }
    }

    private void endTurn() {
        commits.endTurn(isFullBatchWaiting(), clock.millis());
        waiting.set(tracks.due().size() + (long) resultsInFlight);
        turns.schedule(isAnythingPending());
    }

    private boolean isAnythingPending() {
        return tracks.due().size() > 0 || !inFlight.isEmpty() || commits.isPending();
    }
}
