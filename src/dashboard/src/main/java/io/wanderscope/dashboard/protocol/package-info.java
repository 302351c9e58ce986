/**
 * What travels between server and browsers: the messages of the WebSocket, updates as they are sent, and how views of
 * the live acquisitions are written as JSON. docs/dashboard.md describes it.
 *
 * <p>Not here: when a message is sent, to whom, and over which connection.
 */
@NullMarked
package io.wanderscope.dashboard.protocol;

import org.jspecify.annotations.NullMarked;
