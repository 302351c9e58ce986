package io.wanderscope.app.configuration;

import io.wanderscope.streaming.Setting;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tables of settings in docs/configuration.md and docs/triggers.md, generated from their definitions. */
final class SettingsTable {
    /** Writes the tables into the documents again. */
    static final String COMMAND = "mvn -q -pl src/app -am test -Dtest=ConfigurationTableTest#isGeneratedFromTheSettings"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dwanderscope.documentation=write";

    private static final String HEADER =
            "| key | type | default | valid range | meaning |\n| --- | --- | --- | --- | --- |\n";
    private static final Pattern TABLE = Pattern.compile(Pattern.quote(HEADER) + "(?:\\|.*\n)*");

    private SettingsTable() {}

    /** Whether the command asks for the documents to be written. */
    static boolean isToBeWritten() {
        return "write".equals(System.getProperty("wanderscope.documentation"));
    }

    /** The document with the table that the definitions give. */
    static String updated(String document, List<Setting<?>> settings) {
        return TABLE.matcher(document).replaceFirst(Matcher.quoteReplacement(HEADER + rows(settings)));
    }

    private static String rows(List<Setting<?>> settings) {
        return settings.stream().map(SettingsTable::row).collect(Collectors.joining());
    }

    private static String row(Setting<?> setting) {
        return "| `" + setting.key() + "` | " + setting.type().name() + " | " + setting.documentedDefault() + " | "
                + setting.type().range() + " | " + setting.meaning() + " |\n";
    }
}
