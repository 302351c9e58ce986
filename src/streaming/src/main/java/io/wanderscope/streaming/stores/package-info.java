/**
 * What every room needs to keep values in a store: serdes over byte buffers, layout numbers, and stores with a cache.
 *
 * <p>The layout of each value stands in the room that owns it.
 */
@NullMarked
package io.wanderscope.streaming.stores;

import org.jspecify.annotations.NullMarked;
