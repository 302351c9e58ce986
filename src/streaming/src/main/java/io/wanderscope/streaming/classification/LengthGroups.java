package io.wanderscope.streaming.classification;

import io.wanderscope.diffusion.ObservedTrajectory;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Groups trajectories by length, because the model pads those that run together to the longest of them. */
final class LengthGroups {
    private LengthGroups() {}

    /**
     * The indices of the trajectories in groups, and ascending by length in each group. The longest trajectory of a group
     * has less than twice the points of the shortest.
     */
    static Collection<List<Integer>> of(List<ObservedTrajectory> trajectories) {
        return IntStream.range(0, trajectories.size())
                .boxed()
                .sorted(Comparator.comparingInt(index -> trajectories.get(index).size()))
                .collect(Collectors.groupingBy(
                        index -> Integer.highestOneBit(trajectories.get(index).size()),
                        TreeMap::new,
                        Collectors.toList()))
                .values();
    }
}
