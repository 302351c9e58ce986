/**
 * Triggers: which results meet the rules of the configuration, what counts as an event, and which events are told.
 *
 * <p>A result that a rule looks at comes from {@code classification}. What rules look like is decided in the package above, and how a
 * configuration file is read in the application.
 */
@NullMarked
package io.wanderscope.streaming.triggers;

import org.jspecify.annotations.NullMarked;
