package io.wanderscope.verification;

import io.wanderscope.cluster.Lack;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A chaos run cannot go on, and shows nothing about the guarantees. The message says why, and where more is to be read. */
public class ChaosFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Lack lack;

    /** A failure for no want of anything that we know. */
    public ChaosFailure(String message) {
        this(message, Optional.empty());
    }

    /** A failure whose cause {@code --verbose} shows. */
    public ChaosFailure(String message, Throwable cause) {
        this(message);
        initCause(cause);
    }

    /** A failure for want of something, if {@code lack} says so; its text becomes part of the message. */
    public ChaosFailure(String message, Optional<Lack> lack) {
        super(message + lack.map(each -> "; " + each.text()).orElse(""));
        this.lack = lack.orElse(null);
    }

    /** What was missing; empty if nothing that we know. */
    public Optional<Lack> lack() {
        return Optional.ofNullable(lack);
    }
}
