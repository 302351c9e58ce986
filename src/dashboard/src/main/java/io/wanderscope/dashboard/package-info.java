/**
 * What a person looks at: the live dashboard, still pictures, and the server that answers for a program's health and
 * metrics. Other modules use this package only; the packages inside it are the module's own.
 *
 * <p>Not here: any decision about a trajectory. This module shows what the topics say.
 */
@NullMarked
package io.wanderscope.dashboard;

import org.jspecify.annotations.NullMarked;
