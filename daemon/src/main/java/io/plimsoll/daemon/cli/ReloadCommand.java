package io.plimsoll.daemon.cli;

import io.plimsoll.journal.config.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code reload}: other settings for a running daemon. */
@Command(
        name = "reload",
        description = {
            "Lets a running daemon read its configuration again: margins, weights, guards, profile, and a few of its own settings.",
            "All of it or nothing: what wants a restart is refused by name. docs/operating/configure.md has the list."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  plimsoll reload --config config/plimsoll.yaml --operator ada --reason 'vote 117: maintenance of BTC-PERP 6 %'"
        })
final class ReloadCommand implements Callable<Integer> {
    @Mixin
    private AdminClient admin = new AdminClient();

    @Mixin
    private OperatorOptions by = new OperatorOptions();

    @Override
    public Integer call() {
        System.err.println(admin.post("/reload", by.operator(), by.reason()));
        return ExitCode.OK.code();
    }
}
