/**
 * Shows that nothing is lost or duplicated: runs the application under faults and reports which guarantees held.
 *
 * <p>The faults are in {@code chaos}, the guarantees in {@code guarantees}. Integration tests of other modules use both.
 */
@NullMarked
package io.wanderscope.verification;

import org.jspecify.annotations.NullMarked;
