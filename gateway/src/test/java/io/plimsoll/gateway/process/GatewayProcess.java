package io.plimsoll.gateway.process;

import io.plimsoll.gateway.cli.GatewayMain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a test starts processes of its own class path: the gateway over the folder {@code journal}, and others. Stateless. */
final class GatewayProcess {
    private static final Path ROOT = Path.of(System.getProperty("plimsoll.root", ".."));

    private GatewayProcess() {}

    /** @param limits lines of the configuration's section {@code limits} */
    static List<String> command(final Path folder, final int port, final String... limits) throws IOException {
        final Path config = Files.writeString(
                folder.resolve("gateway.yaml"),
                "journal: journal\nport: " + port + "\ntokens: none\nlimits:\n  " + String.join("\n  ", limits) + "\n");
        return java(GatewayMain.class, "--config", config.toString());
    }

    static List<String> java(final Class<?> main, final String... arguments) {
        final List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + ROOT.resolve("config/jvm.options"),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
