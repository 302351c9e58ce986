package io.wanderscope.trainer.study;

import java.util.List;

/**
 * What a linear probe of a layer tells apart.
 *
 * @param layer name of the layer, or {@link #NETWORK}
 * @param features number of its features; 0 of the whole network
 * @param penalty the penalty that was chosen; NaN of the whole network
 * @param divisions eight groups of classes to two, by what is mistaken for each other most often on tracks of validation
 * @param answers its answers to the test's tracks
 */
record ScalesFinding(String layer, int features, double penalty, List<ClassGroups> divisions, ClassAnswers answers) {
    /** The whole network, with its own output instead of a probe. */
    static final String NETWORK = "network";

    /** Share of the test's tracks that are given the right one of the classes. */
    Mean accuracy() {
        return answers.accuracy(ClassGroups.EIGHT);
    }

    /** Share of the test's tracks that are given the right one of so many groups, 2 to 8. */
    Mean accuracy(int groups) {
        return answers.accuracy(division(groups));
    }

    /** The division into so many groups, 2 to 8. */
    ClassGroups division(int groups) {
        return divisions.stream()
                .filter(each -> each.count() == groups)
                .findFirst()
                .orElseThrow();
    }

    /** Whether it is the whole network. */
    boolean isNetwork() {
        return layer.equals(NETWORK);
    }
}
