/**
 * What a person configures to run Wanderscope on a Kafka cluster, checked before anything starts: a configuration file
 * is read into one immutable record, and a bad key is named with what would be right.
 *
 * <p>What is not here: the settings themselves, which belong to the parts that they set ({@code streaming},
 * {@code inference}).
 */
package io.wanderscope.app.configuration;
