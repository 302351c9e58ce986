/**
 * The training loop: data-parallel steps of Adam, the learning rate schedule, validation, metrics, and checkpoints from
 * which an interrupted run resumes with the same result. The architecture is in {@code network}, the batches come from
 * {@code data}.
 */
package io.wanderscope.trainer.training;
