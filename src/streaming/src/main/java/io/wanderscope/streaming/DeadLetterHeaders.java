package io.wanderscope.streaming;

/**
 * Headers that a dead letter carries beside the ones it came with; its key and value are the untouched bytes. All
 * values are UTF-8 text, numbers in decimal.
 */
public final class DeadLetterHeaders {
    /** Name of a {@link DeadLetterCause}. */
    public static final String CAUSE = "wanderscope.deadletter.cause";
    /** One sentence for a person: what was wrong with this record. */
    public static final String DETAIL = "wanderscope.deadletter.detail";
    /** Topic that the record was read from. */
    public static final String TOPIC = "wanderscope.deadletter.topic";
    /** Partition that the record was read from. */
    public static final String PARTITION = "wanderscope.deadletter.partition";
    /** Offset that the record was read from. */
    public static final String OFFSET = "wanderscope.deadletter.offset";
    /**
     * There only when the value, or the key with it, was left out because it would not fit into a message beside these
     * headers; it lies at the origin.
     */
    public static final String VALUE = "wanderscope.deadletter.value";

    private DeadLetterHeaders() {}
}
