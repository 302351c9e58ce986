package io.wanderscope.verification.guarantees;

/**
 * A dead letter that was read.
 *
 * @param key record key as text, empty when there is none
 * @param cause name of a {@link io.wanderscope.streaming.DeadLetterCause}
 * @param origin {@code topic-partition@offset} of the rejected record
 */
public record ObservedDeadLetter(String key, String cause, String origin) {}
