package io.wanderscope.app.configuration;

import io.wanderscope.app.terminal.IoReason;
import io.wanderscope.streaming.Setting;
import io.wanderscope.streaming.SettingValues;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The entries of a file of Java properties in UTF-8. Every error message names the file. */
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
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(path + ": is not a file of Java properties in UTF-8", e);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    path + ": is not a file of Java properties in UTF-8 (" + e.getMessage() + ")", e);
        } catch (IOException e) {
            throw new ConfigurationException(path + ": cannot be read (" + IoReason.of(e) + ")", e);
        }
        Map<String, String> entries = new TreeMap<>();
        properties
                .stringPropertyNames()
                .forEach(key -> entries.put(key, properties.getProperty(key).strip()));
        return new ConfigurationFile(path, entries);
    }

    /** Entries that come from elsewhere than a file. */
    static ConfigurationFile of(Path origin, Map<String, String> entries) {
        return new ConfigurationFile(origin, new TreeMap<>(entries));
    }

    /** These entries, some of them replaced and others added. */
    ConfigurationFile with(Map<String, String> overrides) {
        Map<String, String> changed = new TreeMap<>(entries);
        changed.putAll(overrides);
        return new ConfigurationFile(path, changed);
    }

    /** A path that is relative to the file's folder, unless it is absolute. */
    Path sibling(String other) {
        return path.resolveSibling(other);
    }

    /** All entries, ordered by key. */
    Map<String, String> entries() {
        return entries;
    }

    /** The values that the file gives to settings. */
    SettingValues values(Collection<Setting<?>> settings) throws ConfigurationException {
        try {
            return SettingValues.parse(entries, settings);
        } catch (IllegalArgumentException e) {
            throw problem(e.getMessage(), e);
        }
    }

    ConfigurationException problem(String problem) {
        return new ConfigurationException(path + ": " + problem);
    }

    ConfigurationException problem(String problem, Throwable cause) {
        return new ConfigurationException(path + ": " + problem, cause);
    }
}
