/**
 * Faults on purpose: the application as child processes that are killed, join and leave, a broker that restarts, state
 * that is deleted and records that are poison. What must hold all the same is in {@code guarantees}.
 */
package io.wanderscope.verification.chaos;
