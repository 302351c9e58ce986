package io.wanderscope.streaming;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Values of settings, each in its range. A setting without a value has its default. */
public final class SettingValues {
    private static final SettingValues DEFAULTS = new SettingValues(Map.of());

    /** By key, without values that equal the default, so that it makes no difference whether a default was given. */
    private final Map<String, Object> values;

    private SettingValues(Map<String, Object> values) {
        this.values = Map.copyOf(values);
    }

    /** The default of every setting. */
    public static SettingValues defaults() {
        return DEFAULTS;
    }

    /**
     * The values of some settings in the entries of a configuration; other entries are ignored.
     *
     * @throws IllegalArgumentException when a value cannot be read or is out of range; the message names the key
     */
    public static SettingValues parse(Map<String, String> entries, Collection<Setting<?>> settings) {
        SettingValues parsed = DEFAULTS;
        for (Setting<?> setting : settings) {
            String text = entries.get(setting.key());
            if (text != null) {
                parsed = parsed.withParsed(setting, text);
            }
        }
        return parsed;
    }

    private <T> SettingValues withParsed(Setting<T> setting, String text) {
        return with(setting, setting.parse(text));
    }

    /**
     * These values, and another one for a setting.
     *
     * @throws IllegalArgumentException when the value is out of range; the message names the key
     */
    public <T> SettingValues with(Setting<T> setting, T value) {
        Map<String, Object> changed = new TreeMap<>(values);
        if (setting.require(value).equals(setting.defaultValue())) {
            changed.remove(setting.key());
        } else {
            changed.put(setting.key(), value);
        }
        return new SettingValues(changed);
    }

    /** The value of a setting. */
    @SuppressWarnings("unchecked") // with(...) took it as a T.
    public <T> T get(Setting<T> setting) {
        Object value = values.get(setting.key());
        return value == null ? setting.defaultValue() : (T) value;
    }

    /** The values of some settings, and the default of all others. */
    public SettingValues only(Collection<Setting<?>> settings) {
        return new SettingValues(settings.stream()
                .map(Setting::key)
                .filter(values::containsKey)
                .collect(Collectors.toMap(key -> key, values::get)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SettingValues that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** The values that differ from the default, by key. */
    @Override
    public String toString() {
        return new TreeMap<>(values).toString();
    }
}
