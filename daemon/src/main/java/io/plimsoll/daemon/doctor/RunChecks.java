package io.plimsoll.daemon.doctor;

import io.plimsoll.daemon.run.DaemonConfig;
import io.plimsoll.daemon.run.DataFolder;
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

/** What the last run left, whether one is on, and whether the admin port is to be had. Stateless. */
final class RunChecks {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    private RunChecks() {}

    static List<Finding> of(final DaemonConfig config) throws IOException, InterruptedException {
        final List<Finding> findings = new ArrayList<>();
        if (!Files.isDirectory(config.dataDir())) {
            findings.add(port(config.adminPort()));
            return findings;
        }
        final DataFolder folder = new DataFolder(config.dataDir());
        if (isOn(folder)) {
            findings.add(Finding.good("daemon", "one runs here: plimsoll status"));
        } else {
            findings.add(port(config.adminPort()));
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

    private static Finding port(final int port) throws IOException {
        final String subject = "admin port";
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return Finding.good(subject, port == 0 ? "any that is free" : port + " is free");
        } catch (final BindException e) {
            return Finding.bad(
                    subject, port + " is taken, not by a daemon of this dataDir", "another admin.port, or ss -ltnp");
        }
    }
}
