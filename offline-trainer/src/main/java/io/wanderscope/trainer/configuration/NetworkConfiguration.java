package io.wanderscope.trainer.configuration;

import static io.wanderscope.trainer.configuration.Requirements.require;

import io.wanderscope.trainer.network.ResidualNetwork;
import java.util.List;

/**
 * The architecture, see {@link ResidualNetwork}. A null component takes its default.
 *
 * @param widths channels of each of the four residual stages, from fine to coarse, each 1 to 1024
 * @param blocksPerStage residual blocks of each stage, 1 to 8
 * @param stemKernel kernel length of the stem, odd, 1 to 33
 * @param kernel kernel length of the blocks, odd, 1 to 33
 */
public record NetworkConfiguration(List<Integer> widths, Integer blocksPerStage, Integer stemKernel, Integer kernel) {
    private static final int MAX_WIDTH = 1024;
    private static final int MAX_BLOCKS = 8;
    private static final int MAX_KERNEL = 33;

    static final NetworkConfiguration DEFAULT = new NetworkConfiguration(null, null, null, null);

    /** Sets defaults and checks ranges. */
    public NetworkConfiguration {
        widths = widths == null ? List.of(24, 48, 96, 128) : List.copyOf(widths);
        blocksPerStage = blocksPerStage == null ? 2 : blocksPerStage;
        stemKernel = stemKernel == null ? 9 : stemKernel;
        kernel = kernel == null ? 5 : kernel;
        require(
                widths.size() == ResidualNetwork.STAGES
                        && widths.stream().allMatch(width -> width >= 1 && width <= MAX_WIDTH),
                "network.widths must be four numbers from 1 to 1024, one per residual stage, got " + widths);
        require(
                blocksPerStage >= 1 && blocksPerStage <= MAX_BLOCKS,
                "network.blocksPerStage must be from 1 to 8, got " + blocksPerStage);
        requireKernel("network.stemKernel", stemKernel);
        requireKernel("network.kernel", kernel);
    }

    private static void requireKernel(String key, int length) {
        require(length % 2 == 1 && length <= MAX_KERNEL, key + " must be an odd number from 1 to 33, got " + length);
    }

    /** The architecture with these settings. */
    public ResidualNetwork shape() {
        return new ResidualNetwork(widths, blocksPerStage, stemKernel, kernel);
    }
}
