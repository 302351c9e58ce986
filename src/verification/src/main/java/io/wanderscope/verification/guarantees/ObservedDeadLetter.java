package io.wanderscope.verification.guarantees;

/**
 * A dead letter as it came out.
 *
 * @param key its record key as text, empty when it has none
 * @param cause name of a {@link io.wanderscope.streaming.DeadLetterCause}
 * @param origin {@code topic-partition@offset} of the record
 */
public record ObservedDeadLetter(String key, String cause, String origin) {}
