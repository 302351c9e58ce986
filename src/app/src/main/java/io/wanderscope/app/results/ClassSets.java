package io.wanderscope.app.results;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.schema.DiffusionLabel;
import java.util.List;

/** Sets of classes that hold the right one in 90 % of the cases, if it is one of the eight and all are equally frequent, in words. */
final class ClassSets {
    private ClassSets() {}

    /**
     * Such as {@code SUB_FBM or SUB_SBM (90 % if one of the eight)}. The set must not be empty.
     *
     * @param equalPriors whether classes are labelled as if all were equally frequent, as the sets have it
     */
    static String text(List<DiffusionLabel> set, boolean equalPriors) {
        if (set.size() == DiffusionModel.values().length) {
            return "any of the eight";
        }
        return alternatives(set)
                + (equalPriors ? " (90 % if one of the eight)" : " (90 % if one of the eight, all equally frequent)");
    }

    private static String alternatives(List<DiffusionLabel> set) {
        List<String> names = set.stream().map(DiffusionLabel::name).toList();
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }
}
