/**
 * What the other packages need to keep values in a store: serdes over byte buffers, layout numbers, and stores with a
 * cache.
 *
 * <p>The layout of each value is defined in the package that owns it.
 */
@NullMarked
package io.wanderscope.streaming.stores;

import org.jspecify.annotations.NullMarked;
