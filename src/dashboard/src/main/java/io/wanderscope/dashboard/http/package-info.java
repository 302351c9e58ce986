/**
 * The dashboard over HTTP: the server and its endpoints, the guard that decides who may use them, the limits within which a client
 * may hold connections and memory, the connections to browsers with the broadcaster that feeds them, and what takes in the rows that
 * clients send.
 *
 * <p>Not here: Kafka, what a row means, and the content of what is sent. No request path reaches the file system: the page's files are
 * read once, by name, from the program's own resources.
 */
@NullMarked
package io.wanderscope.dashboard.http;

import org.jspecify.annotations.NullMarked;
