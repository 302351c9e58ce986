package io.wanderscope.streaming.tracks;

import io.wanderscope.streaming.TrackKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The positions of the tracks, except for the latest of each, which are beside its state: {@value #BLOCK} positions that
 * were accepted one after the other are one entry. Positions that an earlier version stored have an entry each.
 *
 * <p>A block's number follows from the ordinals of its positions. So a block that was stored before a crash under
 * at-least-once, and that the track's state does not count, is not read and is later overwritten.
 */
final class PositionStore {
    /**
     * Positions in a block. The more there are, the fewer entries and the more bytes a position costs, because it is written
     * again with each later one until its block is complete. Changing it changes the layout.
     */
    static final int BLOCK = 16;

    private final KeyValueStore<PositionKey, TrackPositions> store;

    PositionStore(KeyValueStore<PositionKey, TrackPositions> store) {
        this.store = store;
    }

    /** Number of the block of a position, from 0. */
    static long blockOf(long ordinal) {
        return (ordinal - 1) / BLOCK;
    }

    /** How many of a track's first positions are in this store: those of its complete blocks, and single ones. */
    static long stored(TrackState state) {
        return Math.max(state.storage().singles(), inCompleteBlocks(state));
    }

    /** Whether the block of a position is complete. */
    static boolean isInCompleteBlock(long ordinal, TrackState state) {
        return ordinal <= inCompleteBlocks(state);
    }

    private static long inCompleteBlocks(TrackState state) {
        long accepted = state.counts().accepted();
        return accepted - accepted % BLOCK;
    }

    /**
     * Stores the positions from an index on as a block.
     *
     * @param from index of the first position that this store does not have
     */
    void addBlock(TrackKey track, TrackPositions positions, int from) {
        TrackPositions block = new TrackPositions(positions.size() - from);
        block.addAll(positions, from, positions.size());
        store.put(PositionKey.block(track, blockOf(block.ordinal(0))), block);
    }

    /** All positions of a track, these and those beside its state. */
    TrackPositions read(TrackKey track, StoredTrack latest) {
        TrackState state = latest.state();
        TrackPositions positions = new TrackPositions();
        if (state.storage().singles() > 0) {
            addSingles(track, state.storage().singles(), positions);
        }
        long end = blockOf(stored(state) + 1);
        if (state.storage().firstBlock() < end) {
            addBlocks(track, state.storage().firstBlock(), end - 1, positions);
        }
        positions.addAll(latest.positions(), latest.from(), latest.positions().size());
        return positions;
    }

    private void addSingles(TrackKey track, long singles, TrackPositions positions) {
        List<KeyValue<PositionKey, TrackPositions>> found = new ArrayList<>();
        try (KeyValueIterator<PositionKey, TrackPositions> entries =
                store.range(PositionKey.single(track, 0), PositionKey.single(track, Long.MAX_VALUE))) {
            entries.forEachRemaining(found::add);
        }
        found.stream()
                .filter(entry -> entry.value.ordinal(0) <= singles)
                .sorted(Comparator.comparingLong(entry -> entry.value.ordinal(0)))
                .forEach(entry -> positions.add(
                        entry.value.ordinal(0),
                        entry.key.number(),
                        entry.value.x(0),
                        entry.value.y(0),
                        entry.value.time(0)));
    }

    private void addBlocks(TrackKey track, long first, long last, TrackPositions positions) {
        try (KeyValueIterator<PositionKey, TrackPositions> blocks =
                store.range(PositionKey.block(track, first), PositionKey.block(track, last))) {
            blocks.forEachRemaining(block -> positions.addAll(block.value, 0, block.value.size()));
        }
    }

    /**
     * Deletes the entries of a track that have no position of a frame or later, here and from the positions in memory.
     *
     * @param positions all positions of the track
     */
    void deleteBefore(TrackKey track, TrackState state, TrackPositions positions, long frame) {
        IntStream.Builder kept = IntStream.builder();
        int stored = positions.countThrough(stored(state));
        int end;
        for (int start = 0; start < stored; start = end) {
            end = endOfEntry(state, positions, start);
            if (IntStream.range(start, end).allMatch(index -> positions.frame(index) < frame)) {
                store.delete(key(track, state, positions, start));
            } else {
                IntStream.range(start, end).forEach(kept);
            }
        }
        IntStream.range(stored, positions.size()).forEach(kept);
        positions.retain(kept.build());
    }

    /** Deletes all entries of a track. */
    void deleteAll(TrackKey track, TrackState state, TrackPositions positions) {
        int stored = positions.countThrough(stored(state));
        for (int start = 0; start < stored; start = endOfEntry(state, positions, start)) {
            store.delete(key(track, state, positions, start));
        }
    }

    private static int endOfEntry(TrackState state, TrackPositions positions, int start) {
        return isSingle(state, positions, start)
                ? start + 1
                : positions.countThrough((blockOf(positions.ordinal(start)) + 1) * BLOCK);
    }

    private static PositionKey key(TrackKey track, TrackState state, TrackPositions positions, int index) {
        return isSingle(state, positions, index)
                ? PositionKey.single(track, positions.frame(index))
                : PositionKey.block(track, blockOf(positions.ordinal(index)));
    }

    private static boolean isSingle(TrackState state, TrackPositions positions, int index) {
        return positions.ordinal(index) <= state.storage().singles();
    }
}
