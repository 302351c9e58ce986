/**
 * The Kafka cluster that the program works on: a broker inside this process where there is no other, the topics that
 * must exist, the checks before a start, the running topology, and its reset.
 *
 * <p>Not here: the topology itself ({@code streaming}) and the configuration that a person writes ({@code
 * app.configuration}).
 */
package io.wanderscope.cluster;
