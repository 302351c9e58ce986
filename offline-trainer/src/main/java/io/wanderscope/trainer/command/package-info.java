/**
 * The command line of the trainer: options, messages and exit codes. What is not here: the work itself, which the other
 * packages do.
 */
@NullMarked
package io.wanderscope.trainer.command;

import org.jspecify.annotations.NullMarked;
