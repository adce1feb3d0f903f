package io.plimsoll.daemon.doctor;

import io.plimsoll.daemon.run.DaemonConfig;
import io.plimsoll.daemon.run.GuardWarnings;
import io.plimsoll.daemon.run.SupportedJdk;
import io.plimsoll.journal.config.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything that is looked at, in the order in which it is told. One thread; a few seconds. */
public final class Doctor {
    private final Machine machine;
    private final Map<String, String> environment;
    private final long heap;

    /** Looks at this machine and this process. */
    public Doctor() {
        this(new Machine(Path.of("/")), System.getenv(), Runtime.getRuntime().maxMemory());
    }

    Doctor(final Machine machine, final Map<String, String> environment, final long heap) {
        this.machine = machine;
        this.environment = environment;
        this.heap = heap;
    }

    /**
     * Looks at what a daemon of this configuration would find.
     *
     * @throws UserError where the configuration cannot be read, which comes before everything else
     */
    public List<Finding> examine(final Path file) throws IOException, InterruptedException {
        final DaemonConfig config = DaemonConfig.read(file);
        final List<Finding> findings = new ArrayList<>();
        findings.add(Finding.good("configuration", file + " is in order"));
        for (final String warning : GuardWarnings.ofQuorums(config.definitions())) {
            findings.add(Finding.warning("guards", warning, "a quorum of 2 or more: docs/operating/price-guards.md"));
        }
        findings.add(jdk());
        findings.add(ProcessorCheck.of(machine, config));
        findings.add(MemoryCheck.of(machine, config, heap));
        findings.addAll(KernelChecks.of(machine));
        findings.addAll(DiskChecks.of(config));
        findings.addAll(AccessChecks.of(config, environment));
        findings.addAll(SourceChecks.of(config, environment));
        findings.addAll(RunChecks.of(config));
        return List.copyOf(findings);
    }

    private static Finding jdk() {
        try {
            SupportedJdk.require();
            return Finding.good("JDK", System.getProperty("java.vendor") + " " + Runtime.version());
        } catch (final UserError e) {
            return Finding.bad("JDK", e.getMessage(), "JAVA_HOME");
        }
    }
}
