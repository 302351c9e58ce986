package io.wanderscope.app.configuration;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a file of Java properties in the order of their lines, each as often as it is written. {@link
 * Properties}, which reads each of them here, keeps the last of a key and tells no line.
 */
final class PropertyLines {
    private static final String COMMENT = "#!";
    private static final String CONTINUED = "\\";
    private static final Pattern INDENT = Pattern.compile("^[ \t\f]+");

    private final BufferedReader lines;
    private final List<Entry> entries = new ArrayList<>();
    private int number;

    /**
     * One of the entries.
     *
     * @param line in which it begins, from 1
     */
    record Entry(int line, String key, String value) {}

    private PropertyLines(BufferedReader lines) {
        this.lines = lines;
    }

    /**
     * Reads all entries.
     *
     * @throws IllegalArgumentException when a line has an escape that is none; it names the line
     */
    static List<Entry> read(Reader file) throws IOException {
        PropertyLines reader = new PropertyLines(new BufferedReader(file));
        for (String line = reader.next(); line != null; line = reader.next()) {
            String text = withoutIndent(line);
            if (!text.isEmpty() && COMMENT.indexOf(text.charAt(0)) < 0) {
                reader.add(text);
            }
        }
        return List.copyOf(reader.entries);
    }

    private @Nullable String next() throws IOException {
        number++;
        return lines.readLine();
    }

    private static String withoutIndent(String line) {
        return INDENT.matcher(line).replaceFirst("");
    }

    private void add(String text) throws IOException {
        int first = number;
        StringBuilder whole = new StringBuilder(text);
        boolean empty = text.equals(CONTINUED);
        String last = text;
        // To Java, what has not begun yet goes on after blank lines as well.
        while (last != null && (continues(last) || (empty && last.isEmpty()))) {
            String next = next();
            last = next == null ? null : withoutIndent(next);
            whole.append('\n').append(last == null ? "" : last);
            empty = empty && (last == null || last.isEmpty() || last.equals(CONTINUED));
        }
        if (!empty) {
            load(first, whole.toString());
        }
    }

    /** Whether it ends with a backslash that no other one escapes. */
    private static boolean continues(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\\') {
            end--;
        }
        return (line.length() - end) % 2 == 1;
    }

    private void load(int line, String text) throws IOException {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + line + ": " + e.getMessage(), e);
        }
        properties.stringPropertyNames().forEach(key -> entries.add(new Entry(line, key, properties.getProperty(key))));
    }
}
