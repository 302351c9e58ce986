/**
 * The report on a model: one HTML page with figures as inline SVG, a class per section. The numbers come from
 * {@code evaluation}.
 */
package io.wanderscope.trainer.report;
