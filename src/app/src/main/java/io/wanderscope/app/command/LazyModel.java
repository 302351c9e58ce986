package io.wanderscope.app.command;

import io.wanderscope.inference.ModelLoadException;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A model that is opened when it is first needed. Thread-safe. */
final class LazyModel implements Supplier<OnnxTrajectoryClassifier>, AutoCloseable {
    private final Supplier<OnnxTrajectoryClassifier> opening;
    private @Nullable OnnxTrajectoryClassifier opened;
    private boolean closed;

    /**
     * A model that is not open yet.
     *
     * @param opening opens it; may throw {@link ModelLoadException}, and is asked again the next time
     */
    LazyModel(Supplier<OnnxTrajectoryClassifier> opening) {
        this.opening = opening;
    }

    @Override
    public synchronized OnnxTrajectoryClassifier get() {
        if (closed) {
            throw new IllegalStateException("the model is closed");
        }
        if (opened == null) {
            opened = opening.get();
        }
        return opened;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (opened != null) {
            opened.close();
        }
    }
}
