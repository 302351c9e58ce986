/**
 * Reads the files that trackers write. The format is detected, the result is tracks of positions with their frames, and
 * an error names the file, the line and what would be right.
 *
 * <p>To add a format, write a class with two static methods, {@code recognises} and {@code read}, and list it in {@link
 * io.wanderscope.tracks.TrackingFormat}, which names the other places to edit.
 *
 * <p>Not here: Kafka, windows, classification, and any interpretation of a track beyond what its file says.
 */
@NullMarked
package io.wanderscope.tracks;

import org.jspecify.annotations.NullMarked;
