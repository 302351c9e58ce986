package io.wanderscope.tracks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The option {@code --columns} of one table in messages, to be pasted into a shell. */
final class ColumnsOption {
    /** Names of columns beyond these are left out. */
    private static final int MAX_CHARACTERS = 1000;

    private final List<String> names;

    ColumnsOption(List<ColumnName> names) {
        this.names = names.stream().map(name -> name.spelt().strip()).toList();
    }

    /** The option that takes these columns, by their indices from 0; a person fills in where there are none. */
    String of(Map<TableColumn, List<Integer>> columns) {
        String assignments = new TreeMap<>(columns)
                .entrySet().stream()
                        .map(entry -> entry.getKey().role() + "=" + pasted(entry.getValue()))
                        .collect(Collectors.joining(","));
        return assignments.matches("[\\w.,=+-]+") ? "--columns " + assignments : "--columns '" + assignments + "'";
    }

    private String pasted(List<Integer> indices) {
        return indices.isEmpty() ? "COLUMN" : indices.stream().map(this::pasted).collect(Collectors.joining("+"));
    }

    /** A column by its name if that is unambiguous in the option, or else by its number. */
    private String pasted(int index) {
        String name = names.get(index);
        boolean isClear = name.matches("[^,+='\\p{Cntrl}]+")
                && names.stream().filter(name::equals).count() == 1;
        return isClear ? name : String.valueOf(index + 1);
    }

    /** What a person can choose from. */
    String listOfColumns() {
        String list = IntStream.range(0, names.size())
                .mapToObj(index -> names.get(index).isEmpty() ? "(number " + (index + 1) + ")" : names.get(index))
                .collect(Collectors.joining(", "));
        return list.length() <= MAX_CHARACTERS ? "'" + list + "'" : "'" + list.substring(0, MAX_CHARACTERS) + "…'";
    }
}
