/**
 * The Kafka cluster that the program works on: one broker inside this process where there is none, the topics that must
 * be there, the check of what else must be so, the running topology, and the way back to before it ran.
 *
 * <p>What is not here: the topology itself ({@code streaming}) and what a person configures ({@code
 * app.configuration}).
 */
package io.wanderscope.cluster;
