package io.wanderscope.app.configuration;

import io.wanderscope.app.terminal.IoReason;
import io.wanderscope.streaming.Setting;
import io.wanderscope.streaming.SettingValues;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;

/** The entries of a file of Java properties in UTF-8. Every error message names the file. */
final class ConfigurationFile {
    /** Of UTF-8. */
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Path path;
    private final Map<String, String> entries;

    private ConfigurationFile(Path path, Map<String, String> entries) {
        this.path = path;
        this.entries = entries;
    }

    /**
     * Reads a file.
     *
     * @throws ConfigurationException when it cannot be read, is no file of Java properties in UTF-8, or has a key twice
     */
    static ConfigurationFile read(Path path) throws ConfigurationException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(path))) {
            requireNoOtherEncoding(path, bytes);
            // Not the constructor with a charset, which would replace what is not UTF-8.
            return of(path, PropertyLines.read(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder())));
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
    }

    private static ConfigurationFile of(Path path, List<PropertyLines.Entry> lines) throws ConfigurationException {
        Map<String, PropertyLines.Entry> first = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        for (PropertyLines.Entry entry : lines) {
            PropertyLines.Entry before = first.putIfAbsent(entry.key(), entry);
            if (before != null) {
                problems.add("lines " + before.line() + " and " + entry.line() + " both set " + entry.key()
                        + "; keep one of them");
            }
        }
        Map<String, String> entries = new TreeMap<>();
        first.forEach((key, entry) -> entries.put(key, entry.value().strip()));
        ConfigurationFile file = new ConfigurationFile(path, entries);
        if (!problems.isEmpty()) {
            throw file.problems(problems);
        }
        return file;
    }

    /** Skips the mark that some editors put before UTF-8, and refuses UTF-16, of which every other byte of a key is 0. */
    private static void requireNoOtherEncoding(Path path, InputStream bytes)
            throws IOException, ConfigurationException {
        bytes.mark(BYTE_ORDER_MARK.length);
        byte[] first = bytes.readNBytes(BYTE_ORDER_MARK.length);
        if (Arrays.equals(first, BYTE_ORDER_MARK)) {
            return;
        }
        bytes.reset();
        if (first.length > 1 && (isUtf16Mark(first) || first[0] == 0 || first[1] == 0)) {
            throw new ConfigurationException(List.of(
                    path + ": is in UTF-16; save it as UTF-8 (in Notepad: Save as, Encoding UTF-8; in PowerShell:"
                            + " Set-Content -Encoding utf8)"));
        }
    }

    private static boolean isUtf16Mark(byte[] first) {
        return (first[0] == (byte) 0xFE && first[1] == (byte) 0xFF)
                || (first[0] == (byte) 0xFF && first[1] == (byte) 0xFE);
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

    /**
     * These entries with what they refer to in place of references such as <code>${dir:/run/secrets:password}</code>, as the providers
     * that the file names in {@code config.providers} know it, and without the providers: Kafka's clients would look up again what
     * a secret happens to contain.
     *
     * @throws ConfigurationException when a provider is not named or cannot be asked, or knows nothing by the name; it names all
     *     such entries, and no value
     */
    ConfigurationFile resolved() throws ConfigurationException {
        Map<String, String> resolved = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        try (SecretProviders providers = SecretProviders.of(entries)) {
            entries.forEach((key, value) -> {
                if (!SecretProviders.isTheirs(key)) {
                    resolved.put(key, providers.resolve(key, value, problems).strip());
                }
            });
        } catch (ConfigException e) {
            throw new ConfigurationException(
                    path + ": " + AbstractConfig.CONFIG_PROVIDERS_CONFIG + ": " + e.getMessage(), e);
        }
        if (!problems.isEmpty()) {
            throw problems(problems);
        }
        return new ConfigurationFile(path, resolved);
    }

    /** A path that is relative to the file's folder, unless it is absolute. */
    Path sibling(String other) {
        return path.resolveSibling(other);
    }

    /** All entries, ordered by key. */
    Map<String, String> entries() {
        return entries;
    }

    /**
     * The values that the file gives to settings.
     *
     * @param problems to which those with the values are added; the values that have one are left out
     */
    SettingValues values(Collection<Setting<?>> settings, Problems problems) {
        List<Setting<?>> right = new ArrayList<>();
        for (Setting<?> setting : settings) {
            try {
                var unused = SettingValues.parse(entries, List.of(setting));
                right.add(setting);
            } catch (IllegalArgumentException e) {
                problems.add(setting.key(), String.valueOf(e.getMessage()));
            }
        }
        return SettingValues.parse(entries, right);
    }

    /** All problems that were found, each in the name of the file. */
    ConfigurationException problems(List<String> problems) {
        return new ConfigurationException(
                problems.stream().map(problem -> path + ": " + problem).toList());
    }
}
