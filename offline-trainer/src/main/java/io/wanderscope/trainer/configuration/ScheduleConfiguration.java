package io.wanderscope.trainer.configuration;

import static io.wanderscope.trainer.configuration.Requirements.require;
import static io.wanderscope.trainer.configuration.Requirements.requireRange;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.wanderscope.trainer.network.ResidualNetwork;

/**
 * The training schedule. A null component takes its default. The aliases are the names that checkpoints of earlier
 * builds use.
 *
 * @param peakLearningRate peak learning rate of Adam, above 0, at most 1
 * @param warmUpSteps steps of the linear warm-up to the peak learning rate, 1 to 100,000
 * @param replicas copies of the network, 1 to 64, each of which processes one batch per step on its own thread; the
 *     result depends on their number
 * @param rows rows in a replica's batch, 1 to 1024
 * @param rowPoints points in a row, a multiple of 16 with room for data.maximumPoints and the gap after them
 * @param augmentation which trajectories are used a second time, rotated
 * @param augmentedShare share of each class that is used a second time, 0 to 1
 */
public record ScheduleConfiguration(
        Double peakLearningRate,
        @JsonAlias("riseSteps") Integer warmUpSteps,
        Integer replicas,
        Integer rows,
        Integer rowPoints,
        @JsonAlias("shownAgain") AugmentationMode augmentation,
        @JsonAlias("shownAgainShare") Double augmentedShare) {
    static final ScheduleConfiguration DEFAULT = new ScheduleConfiguration(null, null, null, null, null, null, null);

    /** Sets defaults and checks ranges. */
    public ScheduleConfiguration {
        peakLearningRate = peakLearningRate == null ? 3e-3 : peakLearningRate;
        warmUpSteps = warmUpSteps == null ? 200 : warmUpSteps;
        replicas = replicas == null ? 2 : replicas;
        rows = rows == null ? 16 : rows;
        rowPoints = rowPoints == null ? 2048 : rowPoints;
        augmentation = augmentation == null ? AugmentationMode.NONE : augmentation;
        augmentedShare = augmentedShare == null ? 0.6 : augmentedShare;
        require(
                peakLearningRate > 0 && peakLearningRate <= 1,
                "schedule.peakLearningRate must be above 0 and at most 1, got " + peakLearningRate);
        require(
                warmUpSteps >= 1 && warmUpSteps <= 100_000,
                "schedule.warmUpSteps must be from 1 to 100000, got " + warmUpSteps);
        require(replicas >= 1 && replicas <= 64, "schedule.replicas must be from 1 to 64, got " + replicas);
        require(rows >= 1 && rows <= 1024, "schedule.rows must be from 1 to 1024, got " + rows);
        require(
                rowPoints > 0 && rowPoints % ResidualNetwork.COARSEST_STRIDE == 0,
                "schedule.rowPoints must be a multiple of " + ResidualNetwork.COARSEST_STRIDE + ", got " + rowPoints);
        requireRange("schedule.augmentedShare", augmentedShare, 1);
    }
}
