/**
 * The program: its command line and what the commands are made of, each part in a package of its own. This package
 * itself has only the clocks, which every part is given.
 *
 * <p>Nothing imports this module, so logic that another module could own belongs there.
 */
@NullMarked
package io.wanderscope.app;

import org.jspecify.annotations.NullMarked;
