package io.wanderscope.trainer;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Packs a stream of trajectories into batches, each into the first row that has room. The trajectory that finds none opens
 * the next batch, so none is lost and the distribution of lengths stays what it is.
 */
final class BatchPacker {
    private final Supplier<LabelledTrajectory> source;
    private final int rows;
    private final int rowPoints;
    private LabelledTrajectory carried;

    /**
     * A packer of a stream.
     *
     * @param source gives trajectories of at most {@code rowPoints} points, and null when there are no more
     */
    BatchPacker(Supplier<LabelledTrajectory> source, int rows, int rowPoints) {
        this.source = source;
        this.rows = rows;
        this.rowPoints = rowPoints;
        this.carried = source.get();
    }

    /** Packs a list, whose last batch may have empty rows. */
    static List<PackedBatch> packAll(List<LabelledTrajectory> trajectories, int rows, int rowPoints) {
        Iterator<LabelledTrajectory> iterator = trajectories.iterator();
        BatchPacker packer = new BatchPacker(() -> iterator.hasNext() ? iterator.next() : null, rows, rowPoints);
        List<PackedBatch> batches = new ArrayList<>();
        while (packer.carried != null) {
            batches.add(packer.next());
        }
        return batches;
    }

    /** The next batch, full unless the stream ended. */
    PackedBatch next() {
        int[] used = new int[rows];
        List<PackedBatch.Placed> placed = new ArrayList<>();
        int row = rowWithRoom(used);
        while (row >= 0) {
            placed.add(new PackedBatch.Placed(carried, row, used[row]));
            used[row] += PackedBatch.pointsTaken(carried.trajectory().size());
            carried = source.get();
            row = rowWithRoom(used);
        }
        return new PackedBatch(rows, rowPoints, placed);
    }

    private int rowWithRoom(int[] used) {
        for (int row = 0; carried != null && row < rows; row++) {
            if (used[row] + carried.trajectory().size() <= rowPoints) {
                return row;
            }
        }
        return -1;
    }
}
