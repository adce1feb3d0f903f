package io.plimsoll.daemon.cli;

import io.plimsoll.journal.config.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code act}: halts an instrument, holds, excludes or forces an account, or sets a price, until it is taken back. */
@Command(
        name = "act",
        description = {
            "Has a running daemon journal an operator's act. It stands over restarts until it is taken back.",
            "halt-instrument, resume-instrument S: orders in flight in it are cancelled, none is made.",
            "hold-account, release-account A: orders in flight are cancelled, none is made.",
            "exclude-account, include-account A: no order is made, those in flight stand.",
            "force-liquidation A: all that it has is closed, whatever its margin. release-account ends it.",
            "set-price S P, release-price S: no tick moves the price."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  plimsoll act hold-account alice --config config/plimsoll.yaml --operator ada --reason 'in dispute'"
        })
final class ActCommand implements Callable<Integer> {
    @Mixin
    private AdminClient admin = new AdminClient();

    @Parameters(index = "0", paramLabel = "ACT", description = "What is done, as above.")
    private String act = "";

    @Parameters(
            index = "1",
            paramLabel = "SUBJECT",
            description = "Name of the account, or symbol of the instrument or price.")
    private String subject = "";

    @Parameters(index = "2", paramLabel = "PRICE", arity = "0..1", description = "The price that is set.")
    private String price = "";

    @Mixin
    private OperatorOptions by = new OperatorOptions();

    @Override
    public Integer call() {
        System.err.println(admin.post("/act", by.operator(), by.reason(), act, subject, price));
        return ExitCode.OK.code();
    }
}
