/**
 * What a classifier is worth on test sets: accuracy, calibration, error of the anomalous exponent, invariance. Numbers
 * only; how they look on a page is not here.
 */
package io.wanderscope.trainer.evaluation;
