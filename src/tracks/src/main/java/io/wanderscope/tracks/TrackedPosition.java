package io.wanderscope.tracks;

import java.util.OptionalDouble;

/**
 * One localisation of one particle, as given in the file: a coordinate may be NaN or infinite, a frame negative.
 *
 * @param frame index of the camera frame
 * @param x horizontal coordinate, in the file's unit of length
 * @param y vertical coordinate, in the file's unit of length
 * @param z axial coordinate, in the file's unit of length; empty if the file gives none
 * @param quality quality of the localisation as the tracker defines it, in the tracker's unit; empty if the file
 *     gives none
 */
public record TrackedPosition(long frame, double x, double y, OptionalDouble z, OptionalDouble quality) {}
