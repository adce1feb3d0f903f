package io.plimsoll.daemon.doctor;

import io.plimsoll.daemon.run.DaemonConfig;
import io.plimsoll.daemon.run.RemoteAdminConfig;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.config.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Who may read what of a data directory: bots the orders, and nobody else's but the operator's the inputs and the token. Stateless. */
final class AccessChecks {
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

    private static final long CERTIFICATE_DAYS = 14; // as PlimsollAdminCertificateEnds

    private AccessChecks() {}

    static List<Finding> of(final DaemonConfig config, final Map<String, String> environment) throws IOException {
        final List<Finding> findings = new ArrayList<>();
        final Path orders = config.journalDir().resolve(LogName.ORDERS.directory());
        final Path inputs = config.journalDir().resolve(LogName.INPUTS.directory());
        final Path token = config.dataDir().resolve("admin.token");
        if (Files.isDirectory(orders) && Files.isDirectory(inputs)) {
            findings.add(orders(config, orders));
            findings.add(closed("inputs", inputs, "chmod o-rwx " + inputs + ": they hold every account's balances"));
        }
        if (Files.exists(token)) {
            findings.add(closed("admin token", token, "chmod 600 " + token + ": whoever reads it may kill and arm"));
        }
        config.remoteAdmin().ifPresent(remote -> findings.add(remote(remote, environment)));
        return findings;
    }

    private static Finding remote(final RemoteAdminConfig remote, final Map<String, String> environment) {
        final String subject = "remote admin port";
        try {
            final long days = TimeUnit.MILLISECONDS.toDays(remote.check(environment) - System.currentTimeMillis());
            return days < CERTIFICATE_DAYS
                    ? Finding.warning(
                            subject,
                            days < 0
                                    ? "its certificate has ended"
                                    : "its certificate is good for " + days + " days more",
                            "a new one: docs/operating/configure.md#from-another-machine")
                    : Finding.good(
                            subject,
                            "its key and its tokens can be read; its certificate is good for " + days + " days more");
        } catch (final UserError e) {
            return Finding.bad(subject, e.getMessage(), "docs/operating/configure.md#from-another-machine");
        }
    }

    // A bot passes through every folder above, and reads the last.
    private static Finding orders(final DaemonConfig config, final Path orders) throws IOException {
        final String subject = "orders";
        for (final Path folder : List.of(config.dataDir(), config.journalDir())) {
            if (!Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return Finding.warning(
                        subject,
                        "other users cannot pass through " + folder,
                        "chmod o+x " + folder + ", unless bots run as this user or its group");
            }
        }
        final Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(orders);
        return permissions.contains(PosixFilePermission.OTHERS_READ)
                        && permissions.contains(PosixFilePermission.OTHERS_EXECUTE)
                ? Finding.good(subject, "other users may read them")
                : Finding.warning(
                        subject,
                        "other users may not read them",
                        "chmod o+rx " + orders + ", unless bots run as this user or its group");
    }

    private static Finding closed(final String subject, final Path file, final String advice) throws IOException {
        return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)
                ? Finding.bad(subject, "other users may reach them", advice)
                : Finding.good(subject, "the operator's alone");
    }
}
