package io.wanderscope.trainer.data;

import io.wanderscope.trainer.configuration.TrainingConfiguration;
import io.wanderscope.trainer.network.ResidualNetwork;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Packs a sequence of trajectories into batches by first fit: each goes into the first row with room for it, and the first
 * one that fits nowhere starts the next batch. None is dropped, so the distribution of lengths is unchanged.
 */
public final class BatchPacker {
    private final Supplier<@Nullable LabelledTrajectory> source;
    private final ResidualNetwork network;
    private final int rows;
    private final int rowPoints;
    private @Nullable LabelledTrajectory pending;

    /**
     * Creates a packer of a sequence.
     *
     * @param source supplies trajectories, none longer than a row, and then null
     */
    public BatchPacker(TrainingConfiguration configuration, Supplier<@Nullable LabelledTrajectory> source) {
        this.source = source;
        this.network = configuration.network().shape();
        this.rows = configuration.schedule().rows();
        this.rowPoints = configuration.schedule().rowPoints();
        this.pending = source.get();
    }

    /** Packs a list; the last batch may have empty rows. */
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

    /** Packs the next batch, which is full unless the sequence has ended. */
    public PackedBatch next() {
        int[] used = new int[rows];
        List<PackedBatch.Placed> placed = new ArrayList<>();
        for (LabelledTrajectory each = pending; each != null; each = pending) {
            int points = each.trajectory().size();
            int row = firstRowWithRoom(used, points);
            if (row < 0) {
                break;
            }
            placed.add(new PackedBatch.Placed(each, row, used[row]));
            used[row] += network.pointsWithGap(points);
            pending = source.get();
        }
        return new PackedBatch(rows, rowPoints, placed);
    }

    private int firstRowWithRoom(int[] used, int points) {
        for (int row = 0; row < rows; row++) {
            if (used[row] + points <= rowPoints) {
                return row;
            }
        }
        return -1;
    }
}
