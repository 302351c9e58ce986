/**
 * The report on a model: one HTML page, with a section for each question and the paper's results for comparison. What is
 * not here: the figures as SVG ({@code report.figure}) and how the numbers are computed ({@code evaluation}).
 */
@NullMarked
package io.wanderscope.trainer.report;

import org.jspecify.annotations.NullMarked;
