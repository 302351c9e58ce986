/**
 * The dead letters of a cluster for a person who asks what was wrong, and their way back to where they were read once
 * the cause is mended.
 *
 * <p>What is not here: sending a record to the dead letters, and the headers that it gets ({@code streaming}).
 */
package io.wanderscope.app.deadletters;
