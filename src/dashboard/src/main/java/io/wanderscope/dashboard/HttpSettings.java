package io.wanderscope.dashboard;

import io.wanderscope.streaming.Setting;
import io.wanderscope.streaming.SettingGroup;
import io.wanderscope.streaming.SettingType;
import io.wanderscope.streaming.SettingValues;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a server listens and whom it admits.
 *
 * @param host name or address of the interface to listen on
 * @param port port to listen on, or 0 for any free one
 * @param token what requests must carry; empty when everyone is admitted
 * @param hosts names, besides localhost, under which browsers may reach the server, in lower case; when empty, a server
 *     that listens on more than loopback answers to every name
 * @param maxBrowsers maximum number of WebSocket connections at once
 * @param connectionsPerAddress maximum number of WebSockets, and of other requests that are answered at once, of one address
 * @param ingest limits within which positions are taken in; empty if they are not
 */
public record HttpSettings(
        String host,
        int port,
        Optional<String> token,
        Set<String> hosts,
        int maxBrowsers,
        int connectionsPerAddress,
        Optional<IngestSettings> ingest) {
    /** A port to listen on; 0 picks a free one. */
    public static final SettingType<Integer> PORT = SettingType.wholeNumber(0, 65_535);

    private static final int MIN_TOKEN_LENGTH = 16;
    private static final SettingGroup SETTINGS = new SettingGroup();

    /** The interface to listen on. */
    public static final Setting<String> HOST = SETTINGS.define(
            "http.host",
            SettingType.text("interface", "a name or an address", HttpSettings::requireInterface),
            "127.0.0.1",
            "The interface to listen on. Set `http.token` unless it is loopback.");

    /** What requests must carry. */
    public static final Setting<Optional<String>> TOKEN = SETTINGS.defineOptional(
            "http.token",
            SettingType.text(
                    "token",
                    MIN_TOKEN_LENGTH + " characters or more of letters, digits, `.`, `_`, `~`, `-`",
                    HttpSettings::requireToken),
            "none",
            "What requests for the page, the API and the WebSocket must carry; health and metrics need none."
                    + " `openssl rand -hex 16` makes one.");

    /** Names under which browsers may reach the server. */
    public static final Setting<Set<String>> HOSTS = SETTINGS.define(
            "http.hosts",
            new SettingType<>(
                    "names",
                    "separated by commas",
                    (key, list) -> names(list),
                    (key, names) -> {},
                    names -> String.join(",", names)),
            Set.of(),
            "none",
            "Names, besides localhost, under which browsers may reach the server. If empty, a server on loopback"
                    + " answers to no other name, and one on any other interface to every name.");

    /** Maximum number of WebSocket connections at once. */
    public static final Setting<Integer> MAX_BROWSERS = SETTINGS.define(
            "http.browsers", SettingType.wholeNumber(1), 200, "Maximum number of browsers connected at once.");

    /** Maximum number of connections in use by one address. */
    public static final Setting<Integer> CONNECTIONS_PER_ADDRESS = SETTINGS.define(
            "http.connections.per.address",
            SettingType.wholeNumber(1),
            100,
            "Maximum number of browsers, and of other requests that are answered at once, of one address (of IPv6, one"
                    + " network of 64 bits). Behind a reverse proxy all have the proxy's address: set it to"
                    + " `http.browsers` + 200 there, and limit addresses in the proxy.");

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a value is out of its range, or whoever reaches this machine could publish
     *     positions; the message names the key
     */
    public HttpSettings {
        HOST.require(host);
        PORT.validator().require("a port", port);
        TOKEN.require(token);
        MAX_BROWSERS.require(maxBrowsers);
        CONNECTIONS_PER_ADDRESS.require(connectionsPerAddress);
        if (ingest.isPresent() && token.isEmpty() && !isLoopback(host)) {
            throw withoutToken(HOST + "=" + host, "this machine");
        }
        if (ingest.isPresent() && token.isEmpty() && !hosts.isEmpty()) {
            throw withoutToken(HOSTS + "=" + String.join(",", new TreeSet<>(hosts)), "the proxy with that name");
        }
        hosts = hosts.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    private static IllegalArgumentException withoutToken(String setting, String reached) {
        return new IllegalArgumentException(IngestSettings.INGEST + "=true with " + setting + " needs " + TOKEN
                + ": without it, anyone who can reach " + reached + " can publish positions");
    }

    /**
     * All settings of HTTP but the ports: each server has its own, which {@code ServerPorts} of the module {@code app}
     * defines.
     */
    public static List<Setting<?>> settings() {
        return Stream.<Setting<?>>concat(SETTINGS.all().stream(), IngestSettings.settings().stream())
                .toList();
    }

    /** What a configuration says, for a server on a port. */
    public static HttpSettings of(SettingValues values, int port) {
        return new HttpSettings(
                values.get(HOST),
                port,
                values.get(TOKEN),
                values.get(HOSTS),
                values.get(MAX_BROWSERS),
                values.get(CONNECTIONS_PER_ADDRESS),
                IngestSettings.of(values));
    }

    /** The defaults, for a server on a port: on the loopback interface, open to everyone on this machine. */
    public static HttpSettings onLoopback(int port) {
        return of(SettingValues.defaults(), port);
    }

    /** These settings, for a server that takes in as much as this; nothing if it is empty. */
    public HttpSettings withIngest(Optional<IngestSettings> taken) {
        return new HttpSettings(host, port, token, hosts, maxBrowsers, connectionsPerAddress, taken);
    }

    /** Without the token, which is a secret. */
    @Override
    public String toString() {
        return "HttpSettings[host=" + host + ", port=" + port + ", token=" + (token.isPresent() ? "…" : "none")
                + ", hosts=" + hosts + ", maxBrowsers=" + maxBrowsers + ", connectionsPerAddress="
                + connectionsPerAddress + ", ingest=" + ingest + "]";
    }

    /** Whether only this machine can reach the server. */
    public boolean isLoopback() {
        return isLoopback(host);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            // Listening on it will fail with a message of its own.
            return false;
        }
    }

    private static void requireInterface(String key, String host) {
        if (host.isEmpty()) {
            throw new IllegalArgumentException(key + " must be the name or address of an interface, got nothing");
        }
    }

    /** The message does not repeat the token: it is a secret, even when it cannot be used. */
    private static void requireToken(String key, String token) {
        if (!token.matches("[A-Za-z0-9._~-]{" + MIN_TOKEN_LENGTH + ",}")) {
            throw new IllegalArgumentException(key + " must be " + MIN_TOKEN_LENGTH
                    + " characters or more of letters, digits, '.', '_', '~' and '-', as openssl rand -hex 16"
                    + " makes them");
        }
    }

    private static Set<String> names(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }
}
