/**
 * What came out: labels, saliency and dead letters read back from the topics, and written as files and tables for
 * people.
 *
 * <p>What is not here: deciding anything about a trajectory ({@code streaming}, {@code inference}) and drawing it
 * ({@code dashboard}).
 */
package io.wanderscope.app.results;
