package io.wanderscope.dashboard.explanation;

/** A track that is not explained; the message says why, and what to do. */
public final class NotExplainedException extends Exception {
    private static final long serialVersionUID = 1;

    private final Obstacle obstacle;

    NotExplainedException(Obstacle obstacle, String message) {
        super(message);
        this.obstacle = obstacle;
    }

    /** What kept the track from being explained. */
    public Obstacle obstacle() {
        return obstacle;
    }
}
