/**
 * Reads the files that trackers write: the format is told by content, the result is tracks of positions with their
 * frame, and what is wrong in a file is said with its name and line.
 *
 * <p>What is not here: Kafka, windowing, classification; and no interpretation of a track beyond what its file says.
 */
package io.wanderscope.tracks;
