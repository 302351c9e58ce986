package io.wanderscope.app.configuration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.utils.Utils;

/**
 * The providers that a configuration names in {@code config.providers}, which know what its references stand for. Kafka's
 * own client would make them anew for each of its parts, and leave a reference as it is where it knows nothing.
 */
final class SecretProviders implements AutoCloseable {
    private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");
    /** As Kafka's own, with the name of the provider. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}:]*):[^}]*}");

    private final Map<String, ConfigProvider> providers;
    private final ConfigTransformer transformer;

    private SecretProviders(Map<String, ConfigProvider> providers) {
        this.providers = providers;
        this.transformer = new ConfigTransformer(providers);
    }

    /** Whether a key is for the providers themselves. */
    static boolean isTheirs(String key) {
        return key.equals(AbstractConfig.CONFIG_PROVIDERS_CONFIG)
                || key.startsWith(AbstractConfig.CONFIG_PROVIDERS_CONFIG + ".");
    }

    /**
     * Makes the providers.
     *
     * @param entries of a configuration, those of the providers among them
     * @throws ConfigException when one cannot be made, or has no class
     */
    static SecretProviders of(Map<String, String> entries) {
        SecretProviders made = new SecretProviders(new TreeMap<>());
        String names = entries.getOrDefault(AbstractConfig.CONFIG_PROVIDERS_CONFIG, "");
        try {
            SEPARATOR
                    .splitAsStream(names)
                    .filter(name -> !name.isEmpty())
                    .forEach(name -> made.providers.put(name, provider(name, entries)));
            return made;
        } catch (ConfigException e) {
            made.close();
            throw e;
        }
    }

    private static ConfigProvider provider(String name, Map<String, String> entries) {
        String prefix = AbstractConfig.CONFIG_PROVIDERS_CONFIG + "." + name + ".";
        String type = entries.get(prefix + "class");
        if (type == null) {
            throw new ConfigException("it names " + name + ", and " + prefix + "class is missing");
        }
        try {
            ConfigProvider provider = Utils.newInstance(type, ConfigProvider.class);
            provider.configure(parameters(prefix + "param.", entries));
            return provider;
        } catch (ClassNotFoundException | KafkaException e) {
            throw new ConfigException(prefix + "class: there is no provider " + type + " (" + e.getMessage() + ")");
        }
    }

    private static Map<String, String> parameters(String prefix, Map<String, String> entries) {
        Map<String, String> parameters = new HashMap<>();
        entries.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                parameters.put(key.substring(prefix.length()), value);
            }
        });
        return parameters;
    }

    /**
     * A value with what it refers to in place of its references.
     *
     * @param key of the value
     * @param problems to which each reference that stands for nothing is added; it stays as it is
     */
    String resolve(String key, String value, List<String> problems) {
        return REFERENCE.matcher(value).replaceAll(found -> Matcher.quoteReplacement(resolve(key, found, problems)));
    }

    private String resolve(String key, MatchResult found, List<String> problems) {
        String reference = found.group();
        if (!providers.containsKey(found.group(1))) {
            problems.add(key + " refers to " + reference + ", and " + AbstractConfig.CONFIG_PROVIDERS_CONFIG
                    + " names no provider " + found.group(1));
            return reference;
        }
        try {
            String resolved = String.valueOf(
                    transformer.transform(Map.of(key, reference)).data().get(key));
            if (resolved.equals(reference)) {
                problems.add(key + " refers to " + reference + ", which does not exist");
            }
            return resolved;
        } catch (ConfigException e) {
            problems.add(key + ": " + e.getMessage());
            return reference;
        }
    }

    @Override
    public void close() {
        providers.values().forEach(provider -> Utils.closeQuietly(provider, "provider of the configuration"));
    }
}
