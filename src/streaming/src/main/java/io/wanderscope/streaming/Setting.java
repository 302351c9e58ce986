package io.wanderscope.streaming;

/**
 * A setting: everything the program knows about one key of a configuration. It defines how a file is read, which range
 * is checked, and what the table in docs/configuration.md says.
 *
 * <p>It is Kafka's {@code ConfigDef.ConfigKey} with a typed value, and with messages that give the whole range and the
 * value as it was written.
 *
 * @param key the key
 * @param type what values look like and which are valid
 * @param defaultValue the value when a configuration does not have the key
 * @param documentedDefault the default as the documentation shows it, in Markdown
 * @param meaning what the setting does, in a sentence or two of Markdown
 * @param <T> the type of the value
 */
public record Setting<T>(String key, SettingType<T> type, T defaultValue, String documentedDefault, String meaning) {

    /**
     * Checks the default.
     *
     * @throws IllegalArgumentException when the default is not in the range
     */
    public Setting {
        type.validator().require(key, defaultValue);
    }

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException when the text cannot be read as such a value or the value is out of range; the
     *     message names the key, the range and the text
     */
    public T parse(String text) {
        return require(type.parser().parse(key, text));
    }

    /**
     * The value itself, when it is valid.
     *
     * @throws IllegalArgumentException when the value is out of range; the message names the key, the range and the value
     */
    public T require(T value) {
        type.validator().require(key, value);
        return value;
    }

    /** The key, so that a message can name the setting. */
    @Override
    public String toString() {
        return key;
    }
}
