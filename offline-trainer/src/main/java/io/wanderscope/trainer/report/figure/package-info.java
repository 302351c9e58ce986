/**
 * The figures of the report as SVG: line charts with their axes, heat maps such as the confusion matrix, the saliency gallery, and the
 * colours they share. What is not here: which results they show and the page around them ({@code report}).
 */
@NullMarked
package io.wanderscope.trainer.report.figure;

import org.jspecify.annotations.NullMarked;
