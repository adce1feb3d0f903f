package io.plimsoll.daemon.cli;

import io.plimsoll.journal.config.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import picocli.CommandLine.Option;

/** A daemon on another machine, which answers over TLS: where, whom to believe, and as whom. One thread. */
final class RemoteAddress {
    @Option(
            names = "--address",
            paramLabel = "HOST:PORT",
            required = true,
            description = "admin.remote of a daemon on another machine, in place of --config.")
    private String address = "";

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            required = true,
            description = "Certificate of that daemon, or of who signed it (PEM or DER).")
    private Path trust = Path.of("");

    @Option(
            names = "--token",
            paramLabel = "FILE",
            required = true,
            description = "File with the token of its admin.remote.")
    private Path token = Path.of("");

    URI uri(final String path) {
        if (!address.matches("[^/@?#]+:\\d{1,5}")) {
            throw new UserError("--address '" + address + "', expected HOST:PORT");
        }
        return URI.create("https://" + address + path);
    }

    String token() {
        try {
            return Files.readString(token).strip();
        } catch (final IOException e) {
            throw new UserError("--token " + token + " cannot be read: " + e);
        }
    }

    /** Believes the certificates of the file, and the host's name in them as usual. */
    SSLContext trusting() {
        try (InputStream in = Files.newInputStream(trust)) {
            final KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (final Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("trusted-" + trusted.size(), certificate);
            }
            if (trusted.size() == 0) {
                throw new UserError("--trust " + trust + " has no certificate in it");
            }
            final TrustManagerFactory managers =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            final SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (final IOException | GeneralSecurityException e) {
            throw new UserError("--trust " + trust + " cannot be read as a certificate: " + e);
        }
    }
}
