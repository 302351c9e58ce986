package io.wanderscope.streaming;

/**
 * Headers that a dead letter gets in addition to those of the rejected record. Key and value are untouched. The values
 * are UTF-8 text, with decimal numbers.
 */
public final class DeadLetterHeaders {
    /** Name of its {@link DeadLetterCause}. */
    public static final String CAUSE = "wanderscope.deadletter.cause";
    /** What was wrong with this record, in a sentence for people. */
    public static final String DETAIL = "wanderscope.deadletter.detail";
    /** Topic that the record was read from. */
    public static final String TOPIC = "wanderscope.deadletter.topic";
    /** Partition that the record was read from. */
    public static final String PARTITION = "wanderscope.deadletter.partition";
    /** Offset that the record was read from. */
    public static final String OFFSET = "wanderscope.deadletter.offset";
    /**
     * Present only if the value, the key or the record's own headers were left out because of their size; it says which.
     * They are still at the record's origin.
     */
    public static final String VALUE = "wanderscope.deadletter.value";

    private DeadLetterHeaders() {}
}
