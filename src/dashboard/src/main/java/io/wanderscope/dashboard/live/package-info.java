/**
 * The recent past of all acquisitions, in memory and bounded: what the topics said about each track, read by one
 * consumer, and the views of it that others ask for.
 *
 * <p>Not here: how a view is written as JSON, HTTP, and connections to browsers.
 */
@NullMarked
package io.wanderscope.dashboard.live;

import org.jspecify.annotations.NullMarked;
