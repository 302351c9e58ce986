/**
 * The dashboard over HTTP: the page, the interface for other dashboards, WebSocket, health and metrics; and who may use
 * them.
 *
 * <p>What is not here: Kafka, and what is shown. No path of a request reaches the file system: pages are read once, by
 * name, from the program's own resources.
 */
package io.wanderscope.dashboard.http;
