package io.wanderscope.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** A self-signed certificate for this machine, in a key store of its own. */
final class TestCertificate {
    private static final String PASSWORD = "not-a-secret";

    private final Path keys;

    private TestCertificate(Path keys) {
        this.keys = keys;
    }

    static TestCertificate in(Path folder) throws IOException, InterruptedException {
        Path keys = folder.resolve("registry.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "registry",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=registry",
                        "-ext",
                        "SAN=ip:127.0.0.1,dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        keys.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
        return new TestCertificate(keys);
    }

    /** TLS of a server with this certificate. */
    SSLContext server() {
        return RegistryTls.context(Map.of(
                "schema.registry.ssl.keystore.location",
                keys.toString(),
                "schema.registry.ssl.keystore.password",
                PASSWORD,
                "schema.registry.ssl.keystore.type",
                "PKCS12"));
    }

    /** Settings of a client that trusts this certificate. */
    Map<String, String> trust() {
        return Map.of(
                "schema.registry.ssl.truststore.location",
                keys.toString(),
                "schema.registry.ssl.truststore.password",
                PASSWORD,
                "schema.registry.ssl.truststore.type",
                "PKCS12");
    }
}
