/**
 * Writing files so that a crash or a full disk never leaves half of one. What is in them is decided by the packages
 * that write them.
 */
package io.wanderscope.trainer.files;
