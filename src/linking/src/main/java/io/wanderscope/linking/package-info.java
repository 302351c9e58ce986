/**
 * The linker: localisations of one frame after another become tracks. Each frame is one assignment between the tracks that
 * are open and the localisations of the frame, at the least total cost of links, missed tracks and new tracks (in a cluster of
 * more than 32 tracks, of those to the 32 cheapest partners of each), as in Jaqaman et al., Nature Methods 5, 695 (2008), but
 * online: a frame is linked when it is there, and never again.
 *
 * <p>A call reads one frame in this order: {@code Frame} (the localisations in an order of their own),
 * {@code FrameCosts} (what a link costs), {@code CandidateSearch} (who is near whom), {@code SparseAssignment}, and back to
 * {@code Linker}. Everything that must outlive a call is in {@code OpenTracks}.
 *
 * <p>Plain Java. Not here: records, stores, what makes a frame complete and when an acquisition ends.
 */
@NullMarked
package io.wanderscope.linking;

import org.jspecify.annotations.NullMarked;
