package io.plimsoll.daemon.cli;

import picocli.CommandLine.Command;

/** {@code config}: what a configuration comes to. */
@Command(
        name = "config",
        description = "What a configuration comes to.",
        mixinStandardHelpOptions = true,
        subcommands = ConfigPrintCommand.class)
final class ConfigCommand {}
