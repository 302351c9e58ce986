/**
 * Shows that nothing is lost or doubled: a run of the application under faults, and its report.
 *
 * <p>The faults are in {@code chaos}, what must hold in {@code guarantees}; the integration tests of other modules use the
 * latter too.
 */
package io.wanderscope.verification;
