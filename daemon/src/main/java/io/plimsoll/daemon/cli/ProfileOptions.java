package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.UserError;
import io.plimsoll.daemon.definitions.ProfileSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which margin profile a command uses, and what of it is set anew. */
final class ProfileOptions {
    @Option(
            names = "--profile",
            paramLabel = "P",
            defaultValue = "linear",
            description = "Margin profile: a name in config/profiles, or a file. Default: ${DEFAULT-VALUE}.")
    private String profile = "linear";

    @Option(
            names = "--set",
            paramLabel = "name=value",
            description = "Sets a profile parameter anew, as warningRatio=1.2 or plan.sizing=full. May be repeated.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    ProfileSpec read() {
        final boolean isFile = profile.endsWith(".yaml") || profile.contains("/");
        final Path file = isFile ? Path.of(profile) : Home.profiles().resolve(profile + ".yaml");
        if (!Files.exists(file)) {
            throw new UserError("--profile " + profile + ": no such file " + file);
        }
        return ProfileSpec.read(file).with(overrides);
    }
}
