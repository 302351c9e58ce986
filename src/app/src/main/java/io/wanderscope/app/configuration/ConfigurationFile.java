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
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** The entries of a file of Java properties in UTF-8. Every error message names the file. */
final class ConfigurationFile {
    private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");

    /** Of UTF-8. */
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Path path;
    private final Map<String, String> entries;

    private ConfigurationFile(Path path, Map<String, String> entries) {
        this.path = path;
        this.entries = entries;
    }

    static ConfigurationFile read(Path path) throws ConfigurationException {
        Properties properties = new Properties();
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(path))) {
            requireNoOtherEncoding(path, bytes);
            // Not the constructor with a charset, which would replace what is not UTF-8.
            properties.load(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()));
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
     * that the file names in {@code config.providers} know it.
     *
     * @throws ConfigurationException when a provider cannot be asked, or knows nothing by the name; it names all such entries, and
     *     no value
     */
    ConfigurationFile resolved() throws ConfigurationException {
        Map<String, String> providers = new TreeMap<>(entries);
        providers.keySet().removeIf(key -> !key.startsWith(AbstractConfig.CONFIG_PROVIDERS_CONFIG));
        try {
            var unused = new AbstractConfig(new ConfigDef(), providers, false);
        } catch (ConfigException e) {
            throw new ConfigurationException(
                    path + ": " + AbstractConfig.CONFIG_PROVIDERS_CONFIG + ": " + e.getMessage(), e);
        }
        Map<String, String> resolved = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        // One after the other: a provider that fails for one entry says nothing of the others.
        entries.forEach((key, value) -> {
            Map<String, String> entry = new TreeMap<>(providers);
            entry.put(key, value);
            try {
                new AbstractConfig(new ConfigDef(), entry, false)
                        .originalsStrings()
                        .forEach((each, found) -> resolved.put(each, found.strip()));
            } catch (ConfigException e) {
                problems.add(key + ": " + e.getMessage());
            }
        });
        problems.addAll(unresolved(resolved));
        if (!problems.isEmpty()) {
            throw problems(problems);
        }
        return new ConfigurationFile(path, resolved);
    }

    private static List<String> unresolved(Map<String, String> entries) {
        String providers = entries.getOrDefault(AbstractConfig.CONFIG_PROVIDERS_CONFIG, "");
        List<String> problems = new ArrayList<>();
        for (String provider : SEPARATOR.splitAsStream(providers).toList()) {
            Pattern reference = Pattern.compile("\\$\\{" + Pattern.quote(provider) + ":[^}]*}");
            entries.forEach((key, value) -> reference
                    .matcher(value)
                    .results()
                    .forEach(found -> problems.add(key + " refers to " + found.group() + ", which does not exist")));
        }
        return problems;
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
