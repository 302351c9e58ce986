/**
 * The training loop: data-parallel steps of Adam, the learning rate schedule, validation, metrics, and checkpoints from
 * which an interrupted run resumes with the same result. What is not here: the architecture ({@code network}) and the
 * batches ({@code data}).
 */
@NullMarked
package io.wanderscope.trainer.training;

import org.jspecify.annotations.NullMarked;
