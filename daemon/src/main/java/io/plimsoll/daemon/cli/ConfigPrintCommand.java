package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.run.DaemonConfig;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.YamlSection;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code config print}: a configuration with everything that it leaves out. */
@Command(
        name = "print",
        description = {
            "Prints a configuration as the daemon reads it: every key, with what stands for those left out, paths absolute.",
            "What it prints is a configuration that reads as the same. A secret is shown by its place only."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  plimsoll config print --config config/plimsoll.yaml | diff - <(ssh other ...)"})
final class ConfigPrintCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The configuration.")
    private Path config = Path.of("");

    @Override
    public Integer call() {
        final YamlSection yaml = YamlSection.read(config);
        DaemonConfig.read(yaml);
        System.out.print(yaml.effective());
        return ExitCode.OK.code();
    }
}
