package io.wanderscope.app.guarantees;

/** A record to be sent to the positions topic, in the order in which the plan gives it. */
@SuppressWarnings("ArrayRecordComponent") // handed to a producer, never compared or changed
public record PlannedRecord(byte[] key, byte[] value) {}
