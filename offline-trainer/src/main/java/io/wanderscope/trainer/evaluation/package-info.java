/**
 * Evaluates a classifier on test sets: accuracy, calibration, error of the anomalous exponent, invariance. The results
 * are numbers and lines of text. What is not here: the HTML page ({@code report}).
 */
@NullMarked
package io.wanderscope.trainer.evaluation;

import org.jspecify.annotations.NullMarked;
