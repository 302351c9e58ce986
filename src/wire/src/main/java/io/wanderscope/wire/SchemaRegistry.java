package io.wanderscope.wire;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The schema registry that keeps the schemas: any that serves Confluent's REST API.
 *
 * @param url addresses of the registry, separated by commas; the first that answers is used
 * @param client authentication and TLS, with keys of {@link #CLIENT_KEYS}
 */
public record SchemaRegistry(String url, Map<String, String> client) {
    /** Configuration key of the addresses. */
    public static final String URL = "schema.registry.url";

    /** Configuration keys of authentication and TLS. */
    public static final Set<String> CLIENT_KEYS;

    static final String USER = "schema.registry.basic.auth.user.info";
    static final String TOKEN = "schema.registry.bearer.auth.token";
    /** The path of Confluent's API on an Apicurio Registry. */
    static final String APICURIO_PATH = "/apis/ccompat/v7";

    /** With more, one request could last longer than a consumer may be silent in its group. */
    private static final int MAX_ADDRESSES = 8;

    private static final String APICURIOS_OWN_API = "/apis/registry/";

    static {
        Set<String> keys = new HashSet<>(RegistryTls.KEYS);
        keys.add(USER);
        keys.add(TOKEN);
        CLIENT_KEYS = Set.copyOf(keys);
    }

    /**
     * Checks the addresses and the settings of the client, reads the key stores that they name, and copies the map.
     *
     * @throws IllegalArgumentException when an address is not an http or https URL or is that of another API, when the
     *     authentication is not clear, or when a key store cannot be used; the message names the keys, one problem a line
     */
    public SchemaRegistry {
        client = Map.copyOf(client);
        Map<String, String> settings = client;
        check(List.of(
                () -> checkAddresses(url), () -> checkAuthentication(settings), () -> RegistryTls.context(settings)));
    }

    /** Makes all checks, and throws what they found. */
    private static void check(List<Runnable> checks) {
        List<String> problems = new ArrayList<>();
        for (Runnable check : checks) {
            try {
                check.run();
            } catch (IllegalArgumentException e) {
                problems.add(e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
    }

    private static void checkAddresses(String url) {
        List<String> addresses = split(url);
        if (addresses.size() > MAX_ADDRESSES) {
            throw new IllegalArgumentException(
                    URL + " may have " + MAX_ADDRESSES + " addresses at most, got " + addresses.size());
        }
        addresses.forEach(SchemaRegistry::checkAddress);
    }

    private static void checkAddress(String text) {
        URI address = webAddress(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        URL + " must be an http or https URL, such as http://localhost:8081, got '"
                                + text.replaceFirst("//.*@", "//…@") + "'"));
        if (address.getRawUserInfo() != null) {
            throw new IllegalArgumentException(URL + " has a user in the address of " + address.getHost() + "; " + USER
                    + " is the place for user:password");
        }
        if (address.getRawQuery() != null || address.getRawFragment() != null) {
            throw new IllegalArgumentException(URL + " must end with the path, got '" + text + "'");
        }
        int apicurio = text.indexOf(APICURIOS_OWN_API);
        if (apicurio >= 0) {
            throw new IllegalArgumentException(URL + " is the address of Apicurio's own API, '" + text
                    + "'; Confluent's, which is needed, has the address " + text.substring(0, apicurio)
                    + APICURIO_PATH);
        }
    }

    private static Optional<URI> webAddress(String text) {
        try {
            URI address = URI.create(text);
            boolean isWeb =
                    "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
            return isWeb && address.getHost() != null ? Optional.of(address) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void checkAuthentication(Map<String, String> client) {
        if (client.containsKey(USER) && client.containsKey(TOKEN)) {
            throw new IllegalArgumentException("of " + USER + " and " + TOKEN + " only one can be used");
        }
        if (client.containsKey(USER) && !client.get(USER).contains(":")) {
            throw new IllegalArgumentException(USER + " must be user:password, and has no colon");
        }
        if (!client.getOrDefault(TOKEN, "token").matches("[\\x21-\\x7E]+")) {
            throw new IllegalArgumentException(TOKEN + " must be ASCII without spaces, and not empty");
        }
    }

    /** Of the client's settings, some of which are secret, only the keys. */
    @Override
    public String toString() {
        return "SchemaRegistry[url=" + url + ", client=" + client.keySet() + "]";
    }

    /** The addresses without a slash at their ends, in the order in which they are asked. */
    List<URI> addresses() {
        return split(url).stream()
                .map(address -> URI.create(address.replaceFirst("/+$", "")))
                .toList();
    }

    private static List<String> split(String url) {
        return Arrays.stream(url.split(",", -1)).map(String::strip).toList();
    }

    /** The header Authorization, if the registry wants to know who asks. */
    Optional<String> authorization() {
        Optional<String> basic = Optional.ofNullable(client.get(USER))
                .map(user -> "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
        return basic.or(() -> Optional.ofNullable(client.get(TOKEN)).map(token -> "Bearer " + token));
    }
}
