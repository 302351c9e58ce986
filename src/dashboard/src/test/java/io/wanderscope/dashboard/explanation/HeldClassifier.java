package io.wanderscope.dashboard.explanation;

import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.Explanation;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.TrajectoryClassifier;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The fake classifier, held up until the test lets a call pass; remembers how many calls were in it at once. */
public final class HeldClassifier implements TrajectoryClassifier {
    private final FakeTrajectoryClassifier fake = FakeTrajectoryClassifier.create();
    private final Semaphore calls = new Semaphore(0);
    private final Semaphore passes = new Semaphore(0);
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger mostInside = new AtomicInteger();
    private final AtomicReference<@Nullable Error> failure = new AtomicReference<>();

    /** Waits until so many more calls have come. */
    public void awaitCalls(int count) {
        calls.acquireUninterruptibly(count);
    }

    /** Lets so many calls pass. */
    public void pass(int count) {
        passes.release(count);
    }

    /** Throws an error from the next call. */
    public void fail(Error error) {
        failure.set(error);
    }

    /** The sizes of all batches that passed. */
    public List<Integer> batchSizes() {
        return fake.batchSizes();
    }

    /** Maximum number of calls at once. */
    public int mostInside() {
        return mostInside.get();
    }

    @Override
    public ModelDescription model() {
        return fake.model();
    }

    @Override
    public List<Classification> classify(List<ObservedTrajectory> trajectories, Explanation explanation) {
        Error failing = failure.getAndSet(null);
        if (failing != null) {
            throw failing;
        }
        mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
        calls.release();
        passes.acquireUninterruptibly();
        inside.decrementAndGet();
        return fake.classify(trajectories, explanation);
    }

    @Override
    public void close() {
        passes.release(Integer.MAX_VALUE / 2);
    }
}
