package io.plimsoll.daemon.run;

import io.plimsoll.daemon.feeds.SecretPlace;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.journal.config.YamlSection;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * The admin port for other machines: the same as the one on loopback, over TLS and with a token of its own that outlives a restart. There is
 * no way to have it without TLS.
 *
 * @param address of an interface of this machine
 * @param port 0: any, for tests
 * @param keystore PKCS #12, with the key and certificate that this shows
 * @param password of the keystore and of the key in it
 * @param token what operators must know: good for everything
 * @param monitorToken what monitors must know: good for status and metrics only; empty: they use the other one
 */
public record RemoteAdminConfig(
        InetAddress address,
        int port,
        Path keystore,
        SecretPlace password,
        SecretPlace token,
        Optional<SecretPlace> monitorToken) {
    /** Shorter ones could be guessed. */
    public static final int TOKEN_LENGTH = 32;

    /** What a configuration says, if anything. */
    static Optional<RemoteAdminConfig> read(final YamlSection admin) {
        if (!admin.has("remote")) {
            admin.sectionOrNone("remote").end();
            return Optional.empty();
        }
        final YamlSection remote = admin.section("remote");
        final RemoteAdminConfig config = new RemoteAdminConfig(
                address(remote),
                remote.integer("port", 0, 65_535),
                remote.path("keystore"),
                SecretPlace.read(remote, "password"),
                SecretPlace.read(remote, "token"),
                remote.has("monitorToken") ? Optional.of(SecretPlace.read(remote, "monitorToken")) : Optional.empty());
        remote.end();
        return Optional.of(config);
    }

    // A name would have to be looked up, and may mean another interface tomorrow.
    private static InetAddress address(final YamlSection remote) {
        final String text = remote.text("address");
        if (!text.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            throw remote.bad("address", "'" + text + "', expected an IP address of this machine");
        }
        try {
            return InetAddress.getByName(text);
        } catch (final UnknownHostException e) {
            throw remote.bad("address", "'" + text + "', expected an IP address of this machine");
        }
    }

    /**
     * Tokens and key as they stand there now.
     *
     * @throws UserError where one cannot be read, a token could be guessed, or both tokens are the same
     */
    AdminSecrets readSecrets(final Map<String, String> environment) {
        return new AdminSecrets(readTokens(environment), readKey(environment));
    }

    private AdminTokens readTokens(final Map<String, String> environment) {
        final String operator = read(token, environment);
        if (monitorToken.isEmpty()) {
            return AdminTokens.of(operator);
        }
        final String monitor = read(monitorToken.get(), environment);
        if (monitor.equals(operator)) {
            throw new UserError("the secrets " + token.text() + " and "
                    + monitorToken.get().text() + " are the same: whoever only looks could do everything");
        }
        return AdminTokens.of(operator, monitor);
    }

    private static String read(final SecretPlace place, final Map<String, String> environment) {
        final String secret = place.read(environment);
        if (secret.length() < TOKEN_LENGTH) {
            throw new UserError("the secret " + place.text() + " is shorter than " + TOKEN_LENGTH + " characters");
        }
        return secret;
    }

    /**
     * Whether everything is there that the port needs.
     *
     * @return until when its certificate is good, milliseconds since 1970
     * @throws UserError where it is not
     */
    public long check(final Map<String, String> environment) {
        return readSecrets(environment).key().endsMs();
    }

    /**
     * What the port shows of itself.
     *
     * @throws UserError where the keystore cannot be read, or has no key
     */
    AdminKey readKey(final Map<String, String> environment) {
        final char[] secret = password.read(environment).toCharArray();
        try (InputStream in = Files.newInputStream(keystore)) {
            final KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, secret);
            final Set<X509Certificate> certificates = certificates(keys);
            final KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, secret);
            return new AdminKey(
                    (X509ExtendedKeyManager) managers.getKeyManagers()[0], certificates, firstEndMs(certificates));
        } catch (final IOException | GeneralSecurityException e) {
            throw new UserError("the keystore " + keystore + " cannot be opened with the password in " + password.text()
                    + ": " + e);
        }
    }

    private Set<X509Certificate> certificates(final KeyStore keys) throws GeneralSecurityException {
        final Set<X509Certificate> certificates = new HashSet<>();
        for (final String alias : Collections.list(keys.aliases())) {
            if (keys.isKeyEntry(alias) && keys.getCertificate(alias) instanceof X509Certificate certificate) {
                certificates.add(certificate);
            }
        }
        if (certificates.isEmpty()) {
            throw new UserError("the keystore " + keystore + " has no key in it");
        }
        return certificates;
    }

    // Which of them is shown is for the client to choose.
    private static long firstEndMs(final Set<X509Certificate> certificates) {
        return certificates.stream()
                .mapToLong(certificate -> certificate.getNotAfter().toInstant().toEpochMilli())
                .min()
                .orElseThrow();
    }
}
