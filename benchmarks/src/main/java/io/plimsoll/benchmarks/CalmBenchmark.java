package io.plimsoll.benchmarks;

import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.chain.Topology;
import io.plimsoll.daemon.chain.WaitChoice;
import io.plimsoll.daemon.run.DurabilityConfig;
import io.plimsoll.feed.pace.Pace;
import io.plimsoll.journal.Durability;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.agrona.IoUtil;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A calm market through the whole pipeline, journals included, for a JVM that never collects: with Epsilon it ends well only when
 * what it allocates, from the first class to the last tick, fits in the heap it was given.
 */
@Command(name = "calm", mixinStandardHelpOptions = true)
public final class CalmBenchmark implements Callable<Integer> {
    @Option(names = "--accounts", defaultValue = "1000", description = "Accounts. Default: ${DEFAULT-VALUE}.")
    private int accounts = 1_000;

    @Option(names = "--ticks", defaultValue = "10000000", description = "Prices. Default: ${DEFAULT-VALUE}.")
    private long ticks = 10_000_000;

    public static void main(final String[] args) {
        System.exit(new CommandLine(new CalmBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        final Path folder = Files.createTempDirectory("plimsoll-bench");
        try {
            final Book book = BenchmarkBook.make(folder, accounts);
            final PipelineRun run = new PipelineRun(book, folder, WaitChoice.BLOCKING, Topology.INLINE);
            final PipelineRun.Result result =
                    run.run(run.engine(), Pace.fullSpeed(), ticks, 0, DurabilityConfig.of(Durability.PAGE_CACHE));
            System.out.printf(
                    Locale.ROOT,
                    "%,d ticks over %,d accounts at %,.0f a second, %,d collections, heap of %,d MiB, %,d MiB used%n",
                    ticks,
                    accounts,
                    result.ticksPerSecond(),
                    collections(),
                    Runtime.getRuntime().maxMemory() >> 20,
                    (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
        } finally {
            IoUtil.delete(folder.toFile(), true);
        }
        return 0;
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }
}
