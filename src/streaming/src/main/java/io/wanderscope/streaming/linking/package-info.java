/**
 * Localisations become tracks. A field is what is linked by itself: an acquisition, or one of its tiles. {@code FieldLifecycle}
 * decides which localisations a field accepts, when a frame takes no more of them and when the field ends; {@code FieldLinker}
 * links the frames that are closed, and writes positions and end-of-track marks to the positions topic, from where they go on as those
 * of any tracker.
 *
 * <p>Not here: decoding and dead letters ({@code intake}), and which localisation belongs to which track, which the module {@code
 * linking} decides.
 */
@NullMarked
package io.wanderscope.streaming.linking;

import org.jspecify.annotations.NullMarked;
