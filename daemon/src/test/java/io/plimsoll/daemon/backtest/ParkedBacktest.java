package io.plimsoll.daemon.backtest;

import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.book.BookReader;
import io.plimsoll.daemon.chain.Topology;
import io.plimsoll.daemon.chain.WaitChoice;
import io.plimsoll.daemon.cli.BuildVersion;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.daemon.definitions.ProfileSpec;
import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.TickSource;
import io.plimsoll.feed.file.RecordedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The command {@code backtest} with each of its threads held up at random: {@code profile book ticks journal fills wait topology seed}.
 * The driver's thread parks between ticks, the others where they append.
 */
public final class ParkedBacktest {
    private static final double SHARE_OF_TICKS = 0.005;
    private static final double SHARE_OF_APPENDS = 0.003;
    private static final int TIMER_SECONDS = 60;
    private static final long LONGEST_NS = 2_000_000;

    private ParkedBacktest() {}

    public static void main(final String[] args) throws IOException {
        final SplittableRandom random = new SplittableRandom(Long.parseLong(args[7]));
        final Book book = BookReader.read(Path.of(args[1]), ProfileSpec.read(Path.of(args[0])), "USD");
        final TickSource ticks = RecordedFile.read(
                        Path.of(args[2]),
                        symbol -> {
                            final DefinitionSet.PriceRef price =
                                    book.definitions().price(symbol);
                            return price == null ? null : new PriceId(price.id(), price.decimals());
                        },
                        List.of())
                .ticks();
        new Backtest(book, new ParkingTicks(ticks, random.split()), Path.of(args[3]))
                .fills(PaperTerms.parse(args[4]))
                .waitChoice(WaitChoice.valueOf(args[5]))
                .topology(Topology.valueOf(args[6]))
                .timerIntervalNs(TimeUnit.SECONDS.toNanos(TIMER_SECONDS))
                .build(BuildVersion.text())
                .run(writer -> {
                    final SplittableRandom ofWriter = random.split(); // each writer may have its own thread
                    return new HeldUpWriter(writer, () -> maybePark(ofWriter, SHARE_OF_APPENDS));
                })
                .writeJson(System.out);
    }

    private static void maybePark(final SplittableRandom random, final double share) {
        if (random.nextDouble() < share) {
            LockSupport.parkNanos(random.nextLong(LONGEST_NS));
        }
    }

    private record ParkingTicks(TickSource ticks, SplittableRandom random) implements TickSource {
        @Override
        public boolean next() {
            maybePark(random, SHARE_OF_TICKS);
            return ticks.next();
        }

        @Override
        public long eventNs() {
            return ticks.eventNs();
        }

        @Override
        public int priceId() {
            return ticks.priceId();
        }

        @Override
        public long value() {
            return ticks.value();
        }

        @Override
        public long confidence() {
            return ticks.confidence();
        }

        @Override
        public long sequence() {
            return ticks.sequence();
        }
    }
}
