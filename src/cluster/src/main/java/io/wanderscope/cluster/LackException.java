package io.wanderscope.cluster;

import org.apache.kafka.common.KafkaException;

/** A broker or a stream cannot start for want of something; the message says of what, and what to do. */
public final class LackException extends KafkaException {
    private static final long serialVersionUID = 1L;

    private final Lack.Kind kind;

    /** Something failed for this lack. */
    public LackException(Lack lack, Throwable cause) {
        super(lack.text(), cause);
        this.kind = lack.kind();
    }

    /** What is lacking. */
    public Lack.Kind kind() {
        return kind;
    }
}
