package io.wanderscope.trainer.command;

import io.wanderscope.trainer.study.Study;
import io.wanderscope.trainer.study.TrackStudy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The studies that a command line names.
 *
 * @param known all studies, in the order in which they run
 * @param haveTruth whether the truth of the tracks is known, without which {@link #ALL} means fewer studies
 */
record StudyChoice(List<Study> known, boolean haveTruth) {
    /** Stands for all studies that need no training; on tracks without a truth, for those of them that need none. */
    static final String ALL = "all";

    /**
     * The studies in the order in which they are named.
     *
     * @param names names with commas between them, {@link #ALL} among them
     * @throws IllegalArgumentException if there is no such study
     */
    List<Study> of(String names) {
        List<Study> chosen = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            chosen.addAll(name.equals(ALL) ? all() : List.of(named(name)));
        }
        return chosen.stream().distinct().toList();
    }

    private List<Study> all() {
        return known.stream()
                .filter(study -> !study.trainsNetworks())
                .filter(study -> haveTruth || study instanceof TrackStudy)
                .toList();
    }

    private Study named(String name) {
        return known.stream()
                .filter(study -> study.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no study is called '" + name + "'; the studies are "
                        + known.stream().map(Study::name).collect(Collectors.joining(", "))));
    }
}
