/**
 * Deliberate faults: instances of the application that run as child processes and are killed, leave and join again, a
 * broker that restarts, state that is deleted, and poison records. What must hold nevertheless is in {@code guarantees}.
 */
@NullMarked
package io.wanderscope.verification.chaos;

import org.jspecify.annotations.NullMarked;
