/**
 * The configuration of a training run: architecture, training data and schedule, read from YAML, with defaults and
 * ranges. What is not here: the options of the command line ({@code command}).
 */
package io.wanderscope.trainer.configuration;
