/**
 * Deliberate faults: instances of the application that run as child processes and are killed, leave and join again, brokers
 * that are killed and come back, state that is deleted, and poison records. What must hold nevertheless is in {@code guarantees}.
 */
@NullMarked
package io.wanderscope.verification.chaos;

import org.jspecify.annotations.NullMarked;
