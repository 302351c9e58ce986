package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.DiffusionModel;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** The paper's correlations of saliency with statistics. */
final class PaperCorrelations {
    private static final List<Published> ALL = List.of(
            new Published(DiffusionModel.CTRW, WindowStatistic.AC, -0.36),
            new Published(DiffusionModel.CTRW, WindowStatistic.SG, 0.35),
            new Published(DiffusionModel.CTRW, WindowStatistic.VD, -0.18),
            new Published(DiffusionModel.SUB_FBM, WindowStatistic.AC, -0.22),
            new Published(DiffusionModel.SUB_FBM, WindowStatistic.CS, -0.13),
            new Published(DiffusionModel.SUPER_FBM, WindowStatistic.AC, 0.37),
            new Published(DiffusionModel.SUPER_FBM, WindowStatistic.CS, 0.18),
            new Published(DiffusionModel.SUB_SBM, WindowStatistic.VD, -0.38),
            new Published(DiffusionModel.SUPER_SBM, WindowStatistic.VD, 0.34));

    private static final Set<DiffusionModel> NEGLIGIBLE =
            EnumSet.of(DiffusionModel.ATTM, DiffusionModel.LEVY_WALK, DiffusionModel.BROWNIAN);

    private PaperCorrelations() {}

    private record Published(DiffusionModel model, WindowStatistic statistic, double correlation) {}

    static OptionalDouble of(DiffusionModel model, WindowStatistic statistic) {
        return ALL.stream()
                .filter(each -> each.model() == model && each.statistic() == statistic)
                .mapToDouble(Published::correlation)
                .findFirst();
    }

    /** Whether the paper found all correlations of a class within ±0.08. */
    static boolean areNegligible(DiffusionModel model) {
        return NEGLIGIBLE.contains(model);
    }
}
