package io.plimsoll.daemon.venue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Five venues in a process of its own, on one port of the loopback interface: {@code [port]}. A path says which of them a client speaks
 * to, see {@link OracleVenue}; each tells the same two prices, over and over, unless told to lie. Does what standard input says, a command
 * a line: {@code price BTC 40000}, {@code slide BTC 36000} (by a thousandth at a time), {@code lie coinbase 50} (percent of the truth; 100
 * ends it). Prints {@code READY port} first.
 */
public final class ExampleOracle {
    private static final long TICK_MS = 20;
    private static final long CENTS = 100;

    private final Map<String, Long> cents =
            new ConcurrentHashMap<>(Map.of("BTC", 40_000 * CENTS, "ETH", 2_000 * CENTS));
    private final Map<String, Long> goals = new ConcurrentHashMap<>();
    private final Map<OracleVenue, Integer> percents = new ConcurrentHashMap<>();

    private ExampleOracle() {}

    public static void main(final String[] args) throws IOException {
        new ExampleOracle().run(args.length > 0 ? Integer.parseInt(args[0]) : 0);
    }

    private void run(final int port) throws IOException {
        try (ServerSocket listening = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
            start("oracle-commands", this::obeyAll);
            System.out.println("READY " + listening.getLocalPort());
            while (true) {
                final Socket socket = listening.accept();
                start("oracle-client", () -> serve(socket));
            }
        }
    }

    private static void start(final String name, final Runnable work) {
        final Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(final Socket socket) {
        try (OracleClient client = new OracleClient(socket)) {
            client.begin();
            for (long round = 1; true; round++) {
                client.tell(round, price(client.venue(), "BTC"), price(client.venue(), "ETH"));
                Thread.sleep(TICK_MS); // its pace, which nobody waits for
            }
        } catch (final IOException e) {
            // the client went away, which it may
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long price(final OracleVenue venue, final String coin) {
        final long truth = cents.compute(coin, (name, now) -> now + step(now, goals.getOrDefault(name, now)));
        return truth * percents.getOrDefault(venue, 100) / 100;
    }

    private static long step(final long now, final long goal) {
        final long most = now / 1_000;
        return Math.max(-most, Math.min(most, goal - now));
    }

    private void obeyAll() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            lines.lines().forEach(this::obey);
        } catch (final IOException e) {
            System.err.println("no more commands: " + e);
        }
    }

    private void obey(final String command) {
        final String[] words = command.split(" ", 3);
        switch (words[0]) {
            case "price" -> {
                goals.put(words[1], Long.parseLong(words[2]) * CENTS);
                cents.put(words[1], Long.parseLong(words[2]) * CENTS);
            }
            case "slide" -> goals.put(words[1], Long.parseLong(words[2]) * CENTS);
            case "lie" -> percents.put(OracleVenue.named(words[1]), Integer.parseInt(words[2]));
            default -> throw new IllegalArgumentException("unknown command: " + command);
        }
        System.out.println("DONE " + command);
    }
}
