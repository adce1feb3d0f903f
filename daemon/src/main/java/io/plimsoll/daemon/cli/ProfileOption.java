package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.definitions.ProfileSpec;
import io.plimsoll.journal.config.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which margin profile a command uses, as its file has it. */
final class ProfileOption {
    @Option(
            names = "--profile",
            paramLabel = "P",
            defaultValue = "linear",
            description = "Margin profile: a name in config/profiles, or a file. Default: ${DEFAULT-VALUE}.")
    private String profile = "linear";

    ProfileSpec read() {
        final boolean isFile = profile.endsWith(".yaml") || profile.contains("/");
        final Path file = isFile ? Path.of(profile) : Home.profiles().resolve(profile + ".yaml");
        if (!Files.exists(file)) {
            throw new UserError("--profile " + profile + ": no such file " + file);
        }
        return ProfileSpec.read(file);
    }
}
