package io.wanderscope.trainer.data;

import io.wanderscope.trainer.configuration.TrainingConfiguration;
import io.wanderscope.trainer.network.ResidualNetwork;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Packs a sequence of trajectories into batches, first fit: each goes into the first row with room for it. The first
 * one that fits nowhere opens the next batch, so none is lost and the distribution of lengths is unchanged.
 */
public final class BatchPacker {
    private final Supplier<LabelledTrajectory> source;
    private final ResidualNetwork network;
    private final int rows;
    private final int rowPoints;
    private LabelledTrajectory pending;

    /**
     * A packer of a sequence.
     *
     * @param source supplies trajectories that fit into a row, and null at the end
     */
    public BatchPacker(TrainingConfiguration configuration, Supplier<LabelledTrajectory> source) {
        this.source = source;
        this.network = configuration.network().shape();
        this.rows = configuration.schedule().rows();
        this.rowPoints = configuration.schedule().rowPoints();
        this.pending = source.get();
    }

    /** Packs a list; its last batch may have empty rows. */
    public static List<PackedBatch> packAll(
            TrainingConfiguration configuration, List<LabelledTrajectory> trajectories) {
        Iterator<LabelledTrajectory> iterator = trajectories.iterator();
        BatchPacker packer = new BatchPacker(configuration, () -> iterator.hasNext() ? iterator.next() : null);
        List<PackedBatch> batches = new ArrayList<>();
        while (packer.pending != null) {
            batches.add(packer.next());
        }
        return batches;
    }

    /** The next batch, full unless the sequence has ended. */
    public PackedBatch next() {
        int[] used = new int[rows];
        List<PackedBatch.Placed> placed = new ArrayList<>();
        int row = rowWithRoom(used);
        while (row >= 0) {
            placed.add(new PackedBatch.Placed(pending, row, used[row]));
            used[row] += network.pointsWithGap(pending.trajectory().size());
            pending = source.get();
            row = rowWithRoom(used);
        }
        return new PackedBatch(rows, rowPoints, placed);
    }

    private int rowWithRoom(int[] used) {
        for (int row = 0; pending != null && row < rows; row++) {
            if (used[row] + pending.trajectory().size() <= rowPoints) {
                return row;
            }
        }
        return -1;
    }
}
