package io.plimsoll.gateway.config;

import io.plimsoll.journal.config.YamlSection;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the server's certificate is: two PEM files, or a PKCS12 file with its password in another.
 *
 * @param certificate PEM chain, the server's first; null with a key store
 * @param key PEM PKCS8 key, not encrypted, that nobody else may read; null with a key store
 * @param keystore PKCS12; null with PEM
 * @param passwordFile the key store's password on its first line, that nobody else may read; null with PEM
 */
public record TlsConfig(Path certificate, Path key, Path keystore, Path passwordFile) {
    static Optional<TlsConfig> read(final YamlSection root) {
        if (!root.has("tls")) {
            return Optional.empty();
        }
        final YamlSection yaml = root.section("tls");
        final boolean isStore = yaml.has("keystore");
        final TlsConfig tls = isStore
                ? new TlsConfig(null, null, yaml.path("keystore"), yaml.path("passwordFile"))
                : new TlsConfig(yaml.path("certificate"), yaml.path("key"), null, null);
        PrivateFile.require(yaml, isStore ? "passwordFile" : "key", isStore ? tls.passwordFile : tls.key);
        yaml.end();
        return Optional.of(tls);
    }
}
