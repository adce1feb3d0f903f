package io.plimsoll.benchmarks;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** What is measured, in whichever JVM. */
final class RevaluationOptions {
    @Option(names = "--accounts", defaultValue = "100000", description = "Accounts. Default: ${DEFAULT-VALUE}.")
    private int accounts = 100_000;

    @Option(
            names = "--finders",
            split = ",",
            defaultValue = "INDEX,SWEEP,NOBODY",
            description =
                    "${COMPLETION-CANDIDATES}; NAIVE up to 2,000 accounts; NOBODY tells what making the ticks takes. Default: ${DEFAULT-VALUE}.")
    private List<Contestant> finders = List.of();

    @Option(
            names = "--mixed",
            description = "Besides, in a book that changes: one record in five a fill, deposit or withdrawal.")
    private boolean isMixed;

    @Option(
            names = "--bound",
            defaultValue = "0",
            description = "Besides, each cascade with at most so many accounts ordered for by one record.")
    private int bound;

    @Option(
            names = "--skewed",
            description = "A third of the accounts hold one instrument, and coins that are instruments secure all.")
    private boolean isSkewed;

    @Option(names = "--regime", defaultValue = "", description = "Only those whose name has this in it.")
    private String wanted = "";

    @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    int accounts() {
        return accounts;
    }

    boolean isSkewed() {
        return isSkewed;
    }

    long seed() {
        return seed;
    }

    List<Contestant> finders() {
        return finders;
    }

    List<RevaluationRegime> regimes() {
        return RevaluationRegime.ALL.stream()
                .filter(regime -> regime.name().contains(wanted))
                .toList();
    }

    /** How a regime is run, the plain way first. */
    List<RevaluationVariant> variants(final RevaluationRegime regime) {
        final List<RevaluationVariant> variants = new ArrayList<>(List.of(RevaluationVariant.PLAIN));
        if (isMixed) {
            variants.add(RevaluationVariant.EVENTS);
        }
        if (bound > 0 && regime.isCascade()) {
            variants.add(RevaluationVariant.BOUND);
        }
        return variants;
    }

    /** Accounts that a record may order for; 0: all. */
    int bound(final RevaluationVariant variant) {
        return variant == RevaluationVariant.BOUND ? bound : 0;
    }

    int bound() {
        return bound;
    }

    /** Those that so many accounts are too many for. */
    List<Contestant> overtaxed() {
        return finders.stream()
                .filter(finder -> accounts > finder.mostAccounts())
                .toList();
    }

    /** The same again, for a command line. */
    List<String> arguments() {
        final List<String> arguments = new ArrayList<>(List.of(
                "--accounts=" + accounts,
                "--finders=" + finders.stream().map(Contestant::name).collect(Collectors.joining(",")),
                "--bound=" + bound,
                "--regime=" + wanted,
                "--seed=" + seed));
        if (isMixed) {
            arguments.add("--mixed");
        }
        if (isSkewed) {
            arguments.add("--skewed");
        }
        return arguments;
    }

    /** For people. */
    String text() {
        return String.format(
                Locale.ROOT,
                "%,d accounts, %s book, %d instruments, seed %d",
                accounts,
                isSkewed ? "skewed" : "even",
                RevaluationWorld.INSTRUMENTS,
                seed);
    }

    void writeTo(final JsonGenerator json) throws IOException {
        json.writeNumberField("accounts", accounts);
        json.writeNumberField("instruments", RevaluationWorld.INSTRUMENTS);
        json.writeBooleanField("skewed", isSkewed);
        json.writeBooleanField("mixed", isMixed);
        json.writeNumberField("bound", bound);
        json.writeNumberField("seed", seed);
    }
}
