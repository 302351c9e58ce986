/**
 * The report of a model: one HTML page with figures as inline SVG. How numbers look on a page; where they come from is
 * {@link io.wanderscope.trainer.evaluation}.
 */
package io.wanderscope.trainer.report;
