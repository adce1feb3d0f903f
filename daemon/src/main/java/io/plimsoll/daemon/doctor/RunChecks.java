package io.plimsoll.daemon.doctor;

import io.plimsoll.daemon.run.DaemonConfig;
import io.plimsoll.daemon.run.DataFolder;
import io.plimsoll.daemon.run.RemoteAdminConfig;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the last run left, whether one is on, and whether the admin ports are to be had. Stateless. */
final class RunChecks {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    private RunChecks() {}

    static List<Finding> of(final DaemonConfig config) throws IOException, InterruptedException {
        final List<Finding> findings = new ArrayList<>();
        if (!Files.isDirectory(config.dataDir())) {
            ports(config, findings);
            return findings;
        }
        final DataFolder folder = new DataFolder(config.dataDir());
        if (isOn(folder)) {
            findings.add(Finding.good("daemon", "one runs here: plimsoll status"));
        } else {
            ports(config, findings);
            folder.lastFailure()
                    .ifPresent(file -> findings.add(Finding.warning(
                            "last run", "it ended by itself", file + " says why; docs/operating/exit-codes.md")));
        }
        if (Files.exists(folder.killFile())) {
            findings.add(Finding.warning(
                    "kill file", folder.killFile() + " is there", "no daemon here arms until somebody deletes it"));
        }
        return findings;
    }

    private static boolean isOn(final DataFolder folder) throws InterruptedException {
        try {
            final URI live = URI.create("http://127.0.0.1:" + folder.adminPort() + "/health/live");
            return HttpClient.newBuilder()
                            .connectTimeout(ANSWER_WITHIN)
                            .build()
                            .send(
                                    HttpRequest.newBuilder(live)
                                            .timeout(ANSWER_WITHIN)
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (final IOException | NumberFormatException e) {
            return false; // none has run, or it is gone
        }
    }

    private static void ports(final DaemonConfig config, final List<Finding> findings) throws IOException {
        findings.add(port("admin port", InetAddress.getLoopbackAddress(), config.adminPort(), "admin.port"));
        if (config.remoteAdmin().isPresent()) {
            final RemoteAdminConfig remote = config.remoteAdmin().get();
            findings.add(
                    port("remote admin address", remote.address(), remote.port(), "admin.remote.address or .port"));
        }
    }

    private static Finding port(final String subject, final InetAddress address, final int port, final String setting)
            throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
            return Finding.good(subject, port == 0 ? "any that is free" : port + " is free");
        } catch (final BindException e) {
            return Finding.bad(
                    subject,
                    address.getHostAddress() + ":" + port + " is not to be had, and not for a daemon of this dataDir: "
                            + e.getMessage(),
                    "another " + setting + "; ip addr, or ss -ltnp");
        }
    }
}
