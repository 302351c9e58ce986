/**
 * What is said when a thread of a run ends with an error, so that every run ends with its cause and none waits for a thread that
 * has died. What is not here: the threads themselves, which live where their work does, and errors that a user's file or option
 * causes, which the packages that read them word themselves.
 */
@NullMarked
package io.wanderscope.trainer.workers;

import org.jspecify.annotations.NullMarked;
