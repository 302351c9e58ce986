/** The command line of the trainer: options, messages and exit codes. The work is done by the other packages. */
package io.wanderscope.trainer.command;
