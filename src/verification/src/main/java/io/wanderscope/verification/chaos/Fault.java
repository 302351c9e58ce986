package io.wanderscope.verification.chaos;

/** What is done to the application or its broker. */
public enum Fault {
    /** {@code kill -9} of an instance. */
    KILL("instances killed"),
    /** The same, and its state directory is deleted before it starts again. */
    KILL_AND_DELETE_STATE("of them with state deleted"),
    /** SIGTERM of one of two instances, so that the other one takes its tracks. */
    LEAVE("instances that left"),
    /** An instance that was killed or had left comes back. */
    JOIN("instances that joined"),
    /** The broker stops and starts again. */
    BROKER_RESTART("broker restarts");

    private final String description;

    Fault(String description) {
        this.description = description;
    }

    public String description() {
        return description;
    }
}
