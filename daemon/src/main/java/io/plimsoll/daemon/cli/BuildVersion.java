package io.plimsoll.daemon.cli;

import picocli.CommandLine.IVersionProvider;

/** The program's version, from the jar's manifest. */
public final class BuildVersion implements IVersionProvider {
    /** The version, or "development" when run from class files. */
    public static String text() {
        final String version = BuildVersion.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"plimsoll " + text() + ", JDK " + Runtime.version()};
    }
}
