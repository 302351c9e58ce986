package io.wanderscope.trainer;

import io.wanderscope.trainer.simulation.LabelledTrajectory;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Packs a stream of trajectories into batches, each into the first row that has room. The trajectory that finds none
 * opens the next batch, so none is lost and the distribution of lengths stays what it is.
 */
final class BatchPacker {
    private final Supplier<LabelledTrajectory> source;
    private final int rows;
    private final int rowPoints;
    private final int kernel;
    private LabelledTrajectory carried;

    /**
     * A packer of a stream.
     *
     * @param source gives trajectories of at most {@code rowPoints} points, and null when there are no more
     * @param kernel length of the network's kernels, which sets the gaps
     */
    BatchPacker(Supplier<LabelledTrajectory> source, int rows, int rowPoints, int kernel) {
        this.source = source;
        this.rows = rows;
        this.rowPoints = rowPoints;
        this.kernel = kernel;
        this.carried = source.get();
    }

    /** A packer of batches as a run's configuration wants them. */
    static BatchPacker of(TrainingConfiguration configuration, Supplier<LabelledTrajectory> source) {
        return new BatchPacker(
                source,
                configuration.schedule().rows(),
                configuration.schedule().rowPoints(),
                configuration.network().kernel());
    }

    /** Packs a list, whose last batch may have empty rows. */
    static List<PackedBatch> packAll(TrainingConfiguration configuration, List<LabelledTrajectory> trajectories) {
        Iterator<LabelledTrajectory> iterator = trajectories.iterator();
        BatchPacker packer = of(configuration, () -> iterator.hasNext() ? iterator.next() : null);
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
            used[row] += PackedBatch.pointsTaken(carried.trajectory().size(), kernel);
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
