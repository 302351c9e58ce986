/**
 * Measures a classifier on test sets: accuracy, calibration, error of the anomalous exponent, invariance. Produces
 * numbers and lines of text; the HTML page is in {@code report}.
 */
package io.wanderscope.trainer.evaluation;
