/**
 * The commands of {@code ./wanderscope}: what a person types, and the wiring of the parts for each.
 *
 * <p>What is not here: anything that another package of the program could do without a command line.
 */
package io.wanderscope.app.command;
