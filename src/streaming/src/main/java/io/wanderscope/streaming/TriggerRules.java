package io.wanderscope.streaming;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The rules of a configuration, from its keys {@code trigger.NAME.…}.
 *
 * @param all by name
 */
public record TriggerRules(List<TriggerRule> all) {
    /** Every rule has counters of its own, and each costs something with every result. */
    static final int MAXIMUM = 32;

    /** So many tracks the share of an acquisition's tracks refers to at most. */
    public static final int MAXIMUM_TRACKS = 50_000;

    /** A condition may be required to hold this long, and a rule to be silent. */
    public static final Duration LONGEST = Duration.ofDays(1);

    private static final String PREFIX = "trigger.";

    /** What follows the name is checked with the other keys of the configuration. */
    private static final Pattern KEY = Pattern.compile("trigger\\.([A-Za-z0-9_-]{1,64})\\..+");

    private static final TriggerRules NONE = new TriggerRules(List.of());

    /** Copies the list. */
    public TriggerRules {
        all = List.copyOf(all);
    }

    /** Without rules there are no triggers. */
    public static TriggerRules none() {
        return NONE;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Those that concern an acquisition. */
    public List<TriggerRule> of(String acquisition) {
        return all.stream().filter(rule -> rule.concerns(acquisition)).toList();
    }

    /** The names, in alphabetical order. */
    public List<String> names() {
        return all.stream().map(TriggerRule::name).toList();
    }

    /**
     * Reads the rules of a configuration; entries with other keys are ignored, unknown keys of a rule too.
     *
     * @throws IllegalArgumentException when a value cannot be read, is out of range or contradicts another; the message names
     *     the key, the value and what is allowed, one problem a line
     */
    public static TriggerRules parse(Map<String, String> entries) {
        List<TriggerRule> rules = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Set<String> names = names(entries);
        if (names.size() > MAXIMUM) {
            problems.add("at most " + MAXIMUM + " rules trigger.NAME are possible, got " + names.size());
        }
        for (String name : names) {
            try {
                rules.add(new TriggerRuleSettings(name).rule(entries));
            } catch (IllegalArgumentException e) {
                problems.add(e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return new TriggerRules(rules);
    }

    private static Set<String> names(Map<String, String> entries) {
        return entries.keySet().stream()
                .map(KEY::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All keys that the rules named in a configuration may have. */
    public static Set<String> keys(Map<String, String> entries) {
        return names(entries).stream()
                .flatMap(name -> settings(name).stream())
                .map(Setting::key)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The settings of a rule of this name, in the order in which the documentation lists them. */
    public static List<Setting<?>> settings(String name) {
        return new TriggerRuleSettings(name).all();
    }

    /** Whether a key is meant for a rule, but does not name one as {@code trigger.NAME.…} does. */
    public static boolean isMisnamed(String key) {
        return key.startsWith(PREFIX) && !KEY.matcher(key).matches();
    }
}
