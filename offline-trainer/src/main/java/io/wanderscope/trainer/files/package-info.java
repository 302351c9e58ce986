/**
 * Writes files so that a crash or a full disk never leaves a partial one, and says in words why a file cannot be read or written.
 * What is not here: the content of the files, which the packages that write them decide.
 */
@NullMarked
package io.wanderscope.trainer.files;

import org.jspecify.annotations.NullMarked;
