package io.plimsoll.daemon.venue;

import io.plimsoll.protocol.Decimals;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A matching engine in a process of its own, small enough to be read as an example: {@code ownJournal daemonJournal [socket]}, or
 * {@code ownJournal daemonJournal driverDir channel backChannel stream}. It
 * writes what happens to its accounts into its own journal, where a daemon's queue source reads it (or says the same on the daemon's
 * socket, or over Aeron), and fills the liquidation orders that it tails. Every fact has (source, sequence), so nothing is lost or counted twice
 * whoever dies. Does what standard input says, a command a line, and prints {@code DONE command lastSequence} after each.
 */
public final class ExampleMatchingEngine implements AeronLink.SnapshotDesk {
    private static final long QUOTE_NS = 100_000_000;
    private static final long TRADE_NS = 10_000_000;
    private static final long IDLE_NS = 500_000;

    private final VenueLedger ledger = new VenueLedger();
    private final VenueJournal journal;
    private final Trading trading;
    private final LiquidationDesk desk;
    private final SocketLink link;
    private final AeronLink aeron;
    private final AtomicLong snapshotsStated = new AtomicLong();
    private final Queue<String> commands = new ConcurrentLinkedQueue<>();
    private boolean isRunning = true;
    private boolean isFilling;
    private int tradesAtOnce;
    private long tradedNanoTime;
    private long quote;
    private long quotedNanoTime;

    private ExampleMatchingEngine(final String[] args) {
        final Path ownJournal = Path.of(args[0]);
        final Path daemonJournal = Path.of(args[1]);
        link = args.length == 3 ? new SocketLink(Path.of(args[2]), ownJournal) : null;
        journal = new VenueJournal(ownJournal, ledger);
        trading = new Trading(ledger, journal::write, Long.getLong("plimsoll.seed", 1));
        desk = new LiquidationDesk(daemonJournal, ledger, Trading.DESK_ID, journal::write);
        aeron = args.length == 6
                ? new AeronLink(Path.of(args[2]), args[3], args[4], Integer.parseInt(args[5]), ownJournal, this)
                : null;
    }

    public static void main(final String[] args) {
        new ExampleMatchingEngine(args).run();
    }

    private void run() {
        final Thread reader = new Thread(this::readCommands, "venue-commands");
        reader.setDaemon(true);
        reader.start();
        if (link != null) {
            link.start();
        }
        if (aeron != null) {
            aeron.start();
        }
        System.out.println("READY " + ledger.lastSequence());
        while (isRunning) {
            for (String command = commands.poll(); command != null; command = commands.poll()) {
                obey(command);
                System.out.println("DONE " + command + " " + ledger.lastSequence());
            }
            desk.work(isFilling);
            tradeOn();
            quote();
            LockSupport.parkNanos(IDLE_NS);
        }
        if (aeron != null) {
            aeron.close();
        }
        desk.close();
        journal.close();
    }

    @Override
    public void order() {
        commands.add("snapshots");
    }

    @Override
    public long done() {
        return snapshotsStated.get();
    }

    private void readCommands() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            lines.lines().forEach(commands::add);
        } catch (final IOException e) {
            System.err.println("no more commands: " + e);
        }
    }

    private void obey(final String command) {
        final String[] words = command.split(" ", 2);
        if (words[0].equals("say")) {
            link.say(words[1]); // whatever it is
            return;
        }
        final int number = words.length > 1 ? Integer.parseInt(words[1]) : 0;
        switch (words[0]) {
            case "open" -> trading.open(number); // so many accounts
            case "trade" -> trade(number); // so many times
            case "load" -> tradesAtOnce = number; // so many times each hundredth of a second; 0 ends it
            case "fill" -> isFilling = number != 0; // whether orders are filled, or only read
            case "quote" -> quote = number; // the price of ETH in dollars, again and again; 0 ends it
            case "gap" -> ledger.skip(number); // so many facts that nobody will ever hear
            case "resend" -> journal.writeAgain(number); // from this sequence
            case "snapshots" -> {
                trading.snapshots();
                snapshotsStated.incrementAndGet();
            }
            case "lose" -> aeron.lose(number); // so many of the next messages, on their way
            case "tell" -> tell();
            case "stop" -> isRunning = false;
            default -> throw new IllegalArgumentException("unknown command: " + command);
        }
    }

    private void trade(final int times) {
        for (int i = 0; i < times; i++) {
            trading.trade();
        }
    }

    private void tradeOn() {
        if (System.nanoTime() - tradedNanoTime > TRADE_NS) {
            tradedNanoTime = System.nanoTime();
            trade(tradesAtOnce);
        }
    }

    private void quote() {
        if (quote != 0 && System.nanoTime() - quotedNanoTime > QUOTE_NS) {
            quotedNanoTime = System.nanoTime();
            journal.writePrice(Market.ETH, quote * Decimals.powerOfTen(Market.PRICE_DECIMALS));
        }
    }

    // One line an account: its name, and what it holds of each instrument.
    private void tell() {
        ledger.accounts()
                .forEach((id, account) -> System.out.printf(
                        Locale.ROOT,
                        "HOLDS %d %s %d %d%n",
                        id,
                        account.opened.name(),
                        account.quantity(Market.BTC.instrumentId()),
                        account.quantity(Market.ETH.instrumentId())));
    }
}
