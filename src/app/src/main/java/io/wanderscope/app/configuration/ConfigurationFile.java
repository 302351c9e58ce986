package io.wanderscope.app.configuration;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;

/** The entries of a file of Java properties in UTF-8; what cannot be used is told with the file and the key. */
final class ConfigurationFile {
    private final Path path;
    private final Map<String, String> entries;

    private ConfigurationFile(Path path, Map<String, String> entries) {
        this.path = path;
        this.entries = entries;
    }

    static ConfigurationFile read(Path path) throws ConfigurationException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(path + ": no such file; name a file of Java properties", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException(path + ": is no file of Java properties in UTF-8 (" + e + ")", e);
        }
        Map<String, String> entries = new TreeMap<>();
        properties
                .stringPropertyNames()
                .forEach(key -> entries.put(key, properties.getProperty(key).strip()));
        return new ConfigurationFile(path, entries);
    }

    Path path() {
        return path;
    }

    Map<String, String> entries() {
        return entries;
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    Optional<Integer> wholeNumber(String key) throws ConfigurationException {
        return parsed(key, Integer::valueOf, "a whole number");
    }

    Optional<Long> longNumber(String key) throws ConfigurationException {
        return parsed(key, Long::valueOf, "a whole number");
    }

    Optional<Double> number(String key) throws ConfigurationException {
        return parsed(key, Double::valueOf, "a number");
    }

    Optional<Boolean> truth(String key) throws ConfigurationException {
        return parsed(
                key,
                value -> switch (value) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException(value);
                },
                "true or false");
    }

    <E extends Enum<E>> Optional<E> constant(String key, Class<E> type, String choices) throws ConfigurationException {
        return parsed(key, value -> Enum.valueOf(type, value.toUpperCase(Locale.ROOT)), choices);
    }

    private <T> Optional<T> parsed(String key, Function<String, T> parser, String right) throws ConfigurationException {
        String value = entries.get(key);
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(value));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(path + ": " + key + " is " + right + ", got '" + value + "'", e);
        }
    }

    ConfigurationException problem(String problem) {
        return new ConfigurationException(path + ": " + problem);
    }
}
