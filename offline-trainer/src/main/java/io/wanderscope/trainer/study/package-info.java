/**
 * Studies of what the network sees: the paper's experiments on Grad-CAM, and measurements of how far its maps can be trusted. A study
 * runs on the inference engine, as users do, and gives a table, figures and a page in plain words. What is not here: the figures
 * ({@code report.figure}), the page's frame ({@code report}), and networks with other weights, which {@code export} makes and the
 * command hands in.
 */
@NullMarked
package io.wanderscope.trainer.study;

import org.jspecify.annotations.NullMarked;
