package io.wanderscope.verification.chaos;

/** A fault that is injected into the application or its brokers. */
public enum Fault {
    /** {@code kill -9} of an instance. */
    KILL("instances killed"),
    /** The same, with its state directory deleted before it starts again. */
    KILL_AND_DELETE_STATE("of them with state deleted"),
    /** SIGTERM of one of two instances; the other one takes over its tracks. */
    LEAVE("instances that left"),
    /** An instance that was killed or left starts again. */
    JOIN("instances that joined"),
    /** {@code kill -9} of a broker, which starts again: at once if it is the only one. */
    BROKER_KILL("brokers killed");

    private final String description;

    Fault(String description) {
        this.description = description;
    }

    /** What is counted, for the report. */
    public String description() {
        return description;
    }
}
