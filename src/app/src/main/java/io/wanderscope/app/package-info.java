/**
 * The command line, the embedded broker, configuration, and the wiring of the parts into a running program.
 *
 * <p>What is not here: logic that another part could own. Nothing imports this package.
 */
package io.wanderscope.app;
