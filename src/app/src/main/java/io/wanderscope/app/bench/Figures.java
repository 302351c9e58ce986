package io.wanderscope.app.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wanderscope.app.terminal.CommandFailure;
import io.wanderscope.app.terminal.IoReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of one run, in the order in which they were found. Not thread-safe. */
public final class Figures {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Map<String, Figure> byKey = new LinkedHashMap<>();
    private final Map<String, String> headings = new LinkedHashMap<>();
    private final Map<String, String> notes = new LinkedHashMap<>();
    private final Map<String, Object> machine;
    private final Map<String, Object> settings;
    private final String origin;

    /**
     * No figures yet.
     *
     * @param machine what they were measured on: text and numbers by name
     * @param settings how: text and numbers by name
     */
    public Figures(Map<String, Object> machine, Map<String, Object> settings) {
        this("this run", machine, settings);
    }

    private Figures(String origin, Map<String, Object> machine, Map<String, Object> settings) {
        this.origin = origin;
        this.machine = new LinkedHashMap<>(machine);
        this.settings = new LinkedHashMap<>(settings);
    }

    /** Titles the figures whose keys begin with the name of a section and a dot. */
    void heading(String section, String title) {
        headings.put(section, title);
    }

    /** Ends a section with a sentence that its figures need; it is for people, and not part of {@link #json}. */
    void note(String section, String sentence) {
        notes.put(section, sentence);
    }

    /**
     * Adds a figure.
     *
     * @throws IllegalArgumentException when the value is not finite
     */
    public void add(String key, String meaning, double value, String unit) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(key + " must be finite, got " + value);
        }
        byKey.put(key, new Figure(key, meaning, value, unit));
    }

    /** Adds how much one figure is of another, in percent. */
    void addShare(String key, String meaning, String part, String whole) {
        add(key, meaning, 100 * value(part) / value(whole), "%");
    }

    /** Adds how many times as large as another a figure is. */
    void addRatio(String key, String meaning, String numerator, String denominator) {
        add(key, meaning, value(numerator) / value(denominator), "x");
    }

    /** Whether there is such a figure. */
    public boolean has(String key) {
        return byKey.containsKey(key);
    }

    /**
     * The value of a figure.
     *
     * @throws CommandFailure when there is none
     */
    public double value(String key) {
        Figure figure = byKey.get(key);
        if (figure == null) {
            throw new CommandFailure(origin + ": there is no figure " + key + "; take the output of `wanderscope bench"
                    + " --json` of this version");
        }
        return figure.value();
    }

    /** The keys of all figures, in order. */
    public List<String> keys() {
        return List.copyOf(byKey.keySet());
    }

    /** One section as lines for a terminal: its title, a line for each figure, and its note if it has one. */
    public String section(String section) {
        StringBuilder lines = new StringBuilder(headings.getOrDefault(section, section));
        byKey.values().stream()
                .filter(figure -> figure.key().startsWith(section + "."))
                .forEach(figure ->
                        lines.append(String.format(Locale.ROOT, "%n  %-52s %s", figure.meaning(), figure.text())));
        if (notes.containsKey(section)) {
            lines.append(String.format(Locale.ROOT, "%n  %s", notes.get(section)));
        }
        return lines.toString();
    }

    /** One JSON object: {@code machine}, {@code settings}, and each figure with its value, unit and meaning. */
    public String json() {
        ObjectNode root = JSON.createObjectNode();
        root.set("machine", JSON.valueToTree(machine));
        root.set("settings", JSON.valueToTree(settings));
        ObjectNode figures = root.putObject("figures");
        byKey.values()
                .forEach(figure -> figures.putObject(figure.key())
                        .put("value", figure.value())
                        .put("unit", figure.unit())
                        .put("meaning", figure.meaning()));
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads what {@link #json} wrote.
     *
     * @throws CommandFailure when the file cannot be read or has no figures
     */
    public static Figures read(Path file) {
        JsonNode root = parse(file);
        if (root == null || !root.path("figures").isObject()) {
            throw new CommandFailure(file + ": has no figures; give the output of `wanderscope bench --json`");
        }
        Figures figures = new Figures(file.toString(), entries(root.path("machine")), entries(root.path("settings")));
        root.path("figures").properties().forEach(entry -> {
            JsonNode figure = entry.getValue();
            if (!figure.path("value").isNumber()) {
                throw new CommandFailure(
                        file + ": the value of " + entry.getKey() + " must be a number, got " + figure.path("value"));
            }
            figures.add(
                    entry.getKey(),
                    figure.path("meaning").asText(),
                    figure.path("value").asDouble(),
                    figure.path("unit").asText());
        });
        return figures;
    }

    private static JsonNode parse(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new CommandFailure(file + ": no such file; give the output of `wanderscope bench --json`", e);
        } catch (JsonProcessingException e) {
            throw new CommandFailure(
                    file + ": is not JSON (" + e.getOriginalMessage()
                            + "); give the output of `wanderscope bench --json`",
                    e);
        } catch (IOException e) {
            throw new CommandFailure(file + ": cannot be read (" + IoReason.of(e) + ")", e);
        }
    }

    private static Map<String, Object> entries(JsonNode node) {
        Map<String, Object> entries = new LinkedHashMap<>();
        node.properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
        return entries;
    }
}
