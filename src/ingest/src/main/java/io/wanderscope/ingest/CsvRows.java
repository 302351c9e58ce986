package io.wanderscope.ingest;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rows of which each is a line of values separated by commas; the first line names the columns. Values are quoted as in RFC 4180, but
 * a line break ends the row even in quotes: a quotation mark that is missing spoils one row, not the rest of the stream.
 */
final class CsvRows implements RowSyntax {
    private final FieldNames names;
    private List<Optional<Field>> columns = List.of();

    CsvRows(FieldNames names) {
        this.names = names;
    }

    @Override
    public Optional<Row> row(String line, long number) throws RowException {
        if (awaitsHeader()) {
            requireCommas(line, number);
            columns = columns(values(line, number), number);
            return Optional.empty();
        }
        List<String> values = values(line, number);
        if (values.size() != columns.size()) {
            throw RowException.unreadable(
                    number, "the row has " + values.size() + " values, and the first line names " + columns.size());
        }
        Row row = new Row(number);
        for (int column = 0; column < values.size(); column++) {
            String value = values.get(column);
            columns.get(column).ifPresent(field -> row.set(field, value));
        }
        return Optional.of(row);
    }

    @Override
    public boolean awaitsHeader() {
        return columns.isEmpty();
    }

    private static void requireCommas(String line, long number) throws RowException {
        boolean hasTabs = line.indexOf('\t') >= 0;
        if (line.indexOf(',') < 0 && (hasTabs || line.indexOf(';') >= 0)) {
            throw RowException.unreadable(
                    number,
                    "the first line has " + (hasTabs ? "tabs" : "semicolons") + " and no comma: "
                            + RowException.shortened(line) + ". Separate the columns by commas");
        }
    }

    private List<Optional<Field>> columns(List<String> header, long number) throws RowException {
        List<Optional<Field>> found = new ArrayList<>();
        Set<Field> seen = EnumSet.noneOf(Field.class);
        for (String name : header) {
            Optional<Field> field = names.of(name.strip(), number);
            if (field.isPresent() && !seen.add(field.get())) {
                throw RowException.unreadable(number, "the column " + field.get() + " is there twice");
            }
            found.add(field);
        }
        if (!seen.contains(Field.FRAME)) {
            throw RowException.unreadable(
                    number,
                    "no column is named " + String.join(" or ", names.of(Field.FRAME)) + "; the first line names "
                            + RowException.shortened(String.join(", ", header))
                            + ". With publish, --columns frame=NAME reads one with another name");
        }
        return found;
    }

    private static List<String> values(String line, long number) throws RowException {
        List<String> values = new ArrayList<>();
        int begin = 0;
        while (begin <= line.length()) {
            int end = endOfValue(line, begin, number);
            values.add(unquoted(line.substring(begin, end)));
            begin = end + 1;
        }
        return values;
    }

    /** Where the comma after a value is, or the end of the line. */
    private static int endOfValue(String line, int begin, long number) throws RowException {
        int afterQuotes = begin;
        if (begin < line.length() && line.charAt(begin) == '"') {
            afterQuotes = closingQuote(line, begin, number) + 1;
            if (afterQuotes < line.length() && line.charAt(afterQuotes) != ',') {
                throw RowException.unreadable(number, "something follows a closing quotation mark before the comma");
            }
        }
        int comma = line.indexOf(',', afterQuotes);
        return comma < 0 ? line.length() : comma;
    }

    /** Two quotation marks within quotes stand for one and do not close them. */
    private static int closingQuote(String line, int opening, long number) throws RowException {
        int quote = line.indexOf('"', opening + 1);
        while (quote >= 0 && quote + 1 < line.length() && line.charAt(quote + 1) == '"') {
            quote = line.indexOf('"', quote + 2);
        }
        if (quote < 0) {
            throw RowException.unreadable(number, "a quotation mark is not closed in the same line");
        }
        return quote;
    }

    private static String unquoted(String value) {
        return value.startsWith("\"") ? value.substring(1, value.length() - 1).replace("\"\"", "\"") : value;
    }
}
