/**
 * Studies of what the network sees: the paper's experiments on Grad-CAM, and measurements of how far its maps can be trusted. A study
 * runs on the inference engine, as users do, and gives a table, figures and a page in plain words. Studies that need no truth also run on
 * the tracks of a file, which {@code src/tracks} reads, as any command does. What is not here: the figures
 * ({@code report.figure}), the page's frame ({@code report}), networks with other weights and what the layers of a network see, which
 * {@code export} makes, and networks that a study has trained, by {@code training}; the command hands in all three.
 */
@NullMarked
package io.wanderscope.trainer.study;

import org.jspecify.annotations.NullMarked;
