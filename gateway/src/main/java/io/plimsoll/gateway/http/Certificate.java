package io.plimsoll.gateway.http;

import io.plimsoll.gateway.config.TlsConfig;
import io.plimsoll.journal.config.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Reads the server's certificate and key, from PEM or PKCS12. Stateless. */
final class Certificate {
    private static final List<String> KEY_KINDS = List.of("RSA", "EC", "EdDSA");
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private Certificate() {}

    /** @throws UserError when a file cannot be used */
    static SslContextFactory.Server contexts(final TlsConfig tls) {
        final SslContextFactory.Server contexts = new SslContextFactory.Server();
        try {
            final String password = tls.keystore() == null
                    ? ""
                    : Files.readString(tls.passwordFile()).lines().findFirst().orElse("");
            contexts.setKeyStore(tls.keystore() == null ? pem(tls) : pkcs12(tls.keystore(), password));
            contexts.setKeyStorePassword(password);
            contexts.setIncludeProtocols("TLSv1.3", "TLSv1.2");
            contexts.setSniRequired(false);
        } catch (final IOException | GeneralSecurityException e) {
            throw new UserError("tls: the certificate or its key cannot be read: " + e.getMessage());
        }
        return contexts;
    }

    private static KeyStore pkcs12(final Path file, final String password)
            throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(file.toFile(), password.toCharArray());
    }

    private static KeyStore pem(final TlsConfig tls) throws IOException, GeneralSecurityException {
        final KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(tls.certificate())) {
            store.setKeyEntry(
                    "gateway",
                    key(tls.key()),
                    new char[0],
                    CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                            .toArray(java.security.cert.Certificate[]::new));
        }
        return store;
    }

    private static PrivateKey key(final Path file) throws IOException, GeneralSecurityException {
        final String text = Files.readString(file);
        final int begin = text.indexOf(BEGIN);
        final int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new GeneralSecurityException(file + " has no unencrypted PKCS8 key (BEGIN PRIVATE KEY)");
        }
        final byte[] encoded;
        try {
            encoded = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
        } catch (final IllegalArgumentException e) {
            throw new GeneralSecurityException(file + " is no PEM", e);
        }
        GeneralSecurityException last = null;
        for (final String kind : KEY_KINDS) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (final GeneralSecurityException e) {
                last = e;
            }
        }
        throw last;
    }
}
