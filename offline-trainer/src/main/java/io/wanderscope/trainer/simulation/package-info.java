/** Simulated trajectories with the truth about them: test sets, rotations, seeds. What training draws is not here. */
package io.wanderscope.trainer.simulation;
