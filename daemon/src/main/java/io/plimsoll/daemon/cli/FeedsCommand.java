package io.plimsoll.daemon.cli;

import picocli.CommandLine.Command;

/** {@code feeds}: price sources, tried out without a daemon. */
@Command(
        name = "feeds",
        description = "Listens to the price sources of a configuration, without a daemon.",
        mixinStandardHelpOptions = true,
        subcommands = {FeedsCheckCommand.class, FeedsRecordCommand.class})
final class FeedsCommand {}
