/**
 * The configuration of a training run: architecture, training data and schedule, read from YAML, with defaults and
 * ranges. Options of the command line are in {@code command}.
 */
package io.wanderscope.trainer.configuration;
