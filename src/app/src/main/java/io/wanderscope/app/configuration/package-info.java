/**
 * The configuration file of Wanderscope on a Kafka cluster. It is read into one immutable record and checked before
 * anything starts; an error message names the file and the key, and says what would be right.
 *
 * <p>Not here: most settings, which are defined in the records that carry them ({@code StreamSettings}, {@code
 * HttpSettings} and others). Here they only come together.
 */
package io.wanderscope.app.configuration;
