package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.DiffusionModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A division of the classes into groups.
 *
 * @param groups the groups, which hold each class once
 */
record ClassGroups(List<Set<DiffusionModel>> groups) {
    /** Each class for itself. */
    static final ClassGroups EIGHT =
            new ClassGroups(Arrays.stream(DiffusionModel.values()).map(Set::of).toList());

    /** The groups that the paper's first stage tells apart. */
    static final ClassGroups PAPER = new ClassGroups(List.of(
            EnumSet.of(DiffusionModel.ATTM, DiffusionModel.CTRW),
            EnumSet.of(DiffusionModel.SUB_FBM),
            EnumSet.of(DiffusionModel.SUPER_FBM, DiffusionModel.LEVY_WALK),
            EnumSet.of(DiffusionModel.SUB_SBM, DiffusionModel.SUPER_SBM, DiffusionModel.BROWNIAN)));

    private static final int FEWEST = 2;

    /** Copies the list. */
    ClassGroups {
        groups = List.copyOf(groups);
    }

    /**
     * Eight groups, seven, and so on to two. Each division joins those two groups of the one before whose classes are mistaken for each
     * other most often, counted both ways, on average over the pairs of their classes.
     *
     * @param answers what the groups follow from
     */
    static List<ClassGroups> joined(ClassAnswers answers) {
        int[][] confusion = answers.confusion();
        List<ClassGroups> divisions = new ArrayList<>(List.of(EIGHT));
        while (divisions.get(divisions.size() - 1).count() > FEWEST) {
            divisions.add(divisions.get(divisions.size() - 1).joinedOnce(confusion));
        }
        return divisions;
    }

    private ClassGroups joinedOnce(int[][] confusion) {
        Pair most = pairs().max(Comparator.comparingDouble(pair -> mistakes(pair, confusion)))
                .orElseThrow();
        List<Set<DiffusionModel>> joined = new ArrayList<>(groups);
        Set<DiffusionModel> both = EnumSet.copyOf(groups.get(most.first()));
        both.addAll(joined.remove(most.second()));
        joined.set(most.first(), both);
        return new ClassGroups(joined);
    }

    private record Pair(int first, int second) {}

    private Stream<Pair> pairs() {
        return IntStream.range(0, count())
                .boxed()
                .flatMap(first -> IntStream.range(first + 1, count()).mapToObj(second -> new Pair(first, second)));
    }

    private double mistakes(Pair pair, int[][] confusion) {
        int mistakes = 0;
        for (DiffusionModel first : groups.get(pair.first())) {
            for (DiffusionModel second : groups.get(pair.second())) {
                mistakes += confusion[first.classIndex()][second.classIndex()]
                        + confusion[second.classIndex()][first.classIndex()];
            }
        }
        return (double) mistakes
                / (groups.get(pair.first()).size() * groups.get(pair.second()).size());
    }

    /** Number of groups. */
    int count() {
        return groups.size();
    }

    /** Number of the group that holds a class, from 0. */
    int of(int classIndex) {
        DiffusionModel model = DiffusionModel.ofClassIndex(classIndex);
        return IntStream.range(0, count())
                .filter(group -> groups.get(group).contains(model))
                .findFirst()
                .orElseThrow();
    }

    /** The groups of more than one class, for people; each of the others is a group for itself. */
    @Override
    public String toString() {
        String joined = groups.stream()
                .filter(group -> group.size() > 1)
                .map(group -> group.stream().map(Enum::name).collect(Collectors.joining(" + ")))
                .collect(Collectors.joining("; "));
        return joined.isEmpty() ? "each class for itself" : joined;
    }
}
