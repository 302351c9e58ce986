/**
 * The recent past of all acquisitions, in memory and bounded: what the topics said about each track, read by one
 * consumer, and views of it for those who ask.
 *
 * <p>What is not here: HTTP and browsers.
 */
package io.wanderscope.dashboard.live;
