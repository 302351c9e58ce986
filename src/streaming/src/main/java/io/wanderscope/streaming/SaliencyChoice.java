package io.wanderscope.streaming;

/** Which results say how much each point counted. */
public enum SaliencyChoice {
    /** Every classified result. */
    ALL,
    /** Classified FINAL results. */
    FINAL,
    /** No result. */
    NONE
}
