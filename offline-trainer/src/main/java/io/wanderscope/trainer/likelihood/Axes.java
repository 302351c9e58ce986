package io.wanderscope.trainer.likelihood;

/**
 * One number for each axis of a trajectory.
 *
 * @param x the number along x
 * @param y the number along y
 */
record Axes(double x, double y) {}
