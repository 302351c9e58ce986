package io.wanderscope.streaming;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The settings of one part of the program, in the order in which the documentation lists them. */
public final class SettingGroup {
    private final List<Setting<?>> settings = new ArrayList<>();

    /** Adds a setting. */
    public <T> Setting<T> define(String key, SettingType<T> type, T defaultValue, String meaning) {
        return add(new Setting<>(key, type, defaultValue, "`" + type.printer().apply(defaultValue) + "`", meaning));
    }

    /** Adds a setting whose default depends on the machine; the documentation describes it in words. */
    public <T> Setting<T> define(String key, SettingType<T> type, T defaultValue, String inWords, String meaning) {
        return add(new Setting<>(key, type, defaultValue, inWords, meaning));
    }

    /** Adds a setting without a default; the documentation describes in words what applies without it. */
    public <T> Setting<Optional<T>> defineOptional(String key, SettingType<T> type, String without, String meaning) {
        return add(new Setting<>(key, type.optional(), Optional.empty(), without, meaning));
    }

    /** All settings defined so far. */
    public List<Setting<?>> all() {
        return List.copyOf(settings);
    }

    private <T> Setting<T> add(Setting<T> setting) {
        settings.add(setting);
        return setting;
    }
}
