package io.wanderscope.wire;

import java.util.Optional;
import java.util.regex.Pattern;

/** Text that holds what an address of the registry answered, made fit for a log and a terminal. Thread-safe. */
final class Untrusted {
    private static final int LONGEST = 500;
    /** Characters that control a terminal or turn the direction of the text, and line ends. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+");

    private static final Pattern USER_IN_URL = Pattern.compile("//[^/\\s]*@");
    private static final String HIDDEN = "…";

    private final Optional<String> credentials;

    /**
     * For the answers of a registry.
     *
     * @param authorization the header that is sent to it, whose credentials an answer may repeat
     */
    Untrusted(Optional<String> authorization) {
        credentials = authorization.map(header -> header.substring(header.indexOf(' ') + 1));
    }

    /** One line of 500 characters at most, without control characters, our credentials, and users in URLs. */
    String shown(String text) {
        String line = CONTROL.matcher(text).replaceAll(" ").strip();
        String hidden = USER_IN_URL
                .matcher(credentials.map(each -> line.replace(each, HIDDEN)).orElse(line))
                .replaceAll("//" + HIDDEN + "@");
        return hidden.length() <= LONGEST ? hidden : hidden.substring(0, LONGEST) + "…";
    }
}
