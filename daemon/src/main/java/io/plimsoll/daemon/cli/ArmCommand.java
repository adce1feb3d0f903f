package io.plimsoll.daemon.cli;

import io.plimsoll.journal.config.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code arm}: allows orders, after a start or a kill. */
@Command(
        name = "arm",
        description = {
            "Arms a running daemon: every account is evaluated once, and orders are made from then on.",
            "Refused while an account source is behind or a price is missing or old."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  plimsoll arm --config config/plimsoll.yaml --operator ada --reason 'checked the feeds'"
        })
final class ArmCommand implements Callable<Integer> {
    @Mixin
    private AdminClient admin = new AdminClient();

    @Mixin
    private OperatorOptions by = new OperatorOptions();

    @Override
    public Integer call() {
        System.err.println(admin.post("/arm", by.operator(), by.reason()));
        return ExitCode.OK.code();
    }
}
