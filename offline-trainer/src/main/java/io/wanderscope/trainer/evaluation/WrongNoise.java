package io.wanderscope.trainer.evaluation;

/**
 * What a wrong localisation noise costs.
 *
 * @param factor the noise that the model was told, divided by the true one
 * @param results results on tracks of 10 to 1000 points
 */
public record WrongNoise(double factor, Evaluation results) {}
