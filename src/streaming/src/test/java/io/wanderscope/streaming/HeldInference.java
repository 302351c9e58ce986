package io.wanderscope.streaming;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** Threads for the model on which nothing runs before the test says so. */
public final class HeldInference implements Executor {
    private final Deque<Runnable> held = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
        held.addLast(task);
    }

    /** How many batches were submitted and have not run. */
    public int size() {
        return held.size();
    }

    /** Runs the batch that was submitted first. */
    public void runFirst() {
        held.removeFirst().run();
    }

    /** Runs the batch that was submitted last. */
    public void runLast() {
        held.removeLast().run();
    }

    /** Runs all batches, those included that are submitted meanwhile. */
    public void runAll() {
        while (!held.isEmpty()) {
            runFirst();
        }
    }
}
