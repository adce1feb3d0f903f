package io.plimsoll.daemon.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.daemon.doctor.Doctor;
import io.plimsoll.daemon.doctor.Finding;
import io.plimsoll.daemon.doctor.Finding.Verdict;
import io.plimsoll.journal.config.ExitCode;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code doctor}: whether this machine is fit to run a daemon. */
@Command(
        name = "doctor",
        description = {
            "Looks at machine, disk, permissions and ports as a daemon of a configuration would find them, and says what to do.",
            "Changes nothing, and may be run beside a daemon. Start it as the daemon's user, with its PLIMSOLL_JAVA_OPTS."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  plimsoll doctor --config config/plimsoll.yaml"})
final class DoctorCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "The configuration that a daemon runs with.")
    private Path config = Path.of("");

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        final List<Finding> findings = new Doctor().examine(config);
        System.out.println(json ? json(findings) : text(findings));
        return findings.stream().anyMatch(finding -> finding.verdict() == Verdict.BAD)
                ? ExitCode.UNFIT.code()
                : ExitCode.OK.code();
    }

    private static String text(final List<Finding> findings) {
        final StringBuilder text = new StringBuilder();
        for (final Finding finding : findings) {
            text.append(String.format("%-8s %-24s %s%n", name(finding.verdict()), finding.subject(), finding.seen()));
            if (!finding.advice().isEmpty()) {
                text.append(String.format("%-33s %s%n", "", "-> " + finding.advice()));
            }
        }
        return text.append(String.format(
                        "%d looked at: %d bad, %d warnings, %d unknown",
                        findings.size(),
                        count(findings, Verdict.BAD),
                        count(findings, Verdict.WARNING),
                        count(findings, Verdict.UNKNOWN)))
                .toString();
    }

    private static String json(final List<Finding> findings) throws IOException {
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonFactory.builder().build().createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("bad", count(findings, Verdict.BAD));
            json.writeNumberField("warnings", count(findings, Verdict.WARNING));
            json.writeArrayFieldStart("findings");
            for (final Finding finding : findings) {
                json.writeStartObject();
                json.writeStringField("verdict", name(finding.verdict()));
                json.writeStringField("subject", finding.subject());
                json.writeStringField("seen", finding.seen());
                json.writeStringField("advice", finding.advice());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static long count(final List<Finding> findings, final Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).count();
    }

    private static String name(final Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
