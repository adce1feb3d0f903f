package io.plimsoll.daemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import io.aeron.logbuffer.FragmentHandler;
import io.plimsoll.daemon.Await;
import io.plimsoll.daemon.venue.TestDriver;
import io.plimsoll.journal.CursorRegistry;
import io.plimsoll.journal.LogName;
import io.plimsoll.protocol.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a bot hears over Aeron from a publisher in another process: every record of {@code orders}, whole and in order, over its death. */
@Timeout(180)
class PublishIT {
    private static final int STREAM = 200;
    private static final int SIGTERM = 128 + 15;

    @RegisterExtension
    final Children children = new Children();

    private TestDriver driver;
    private Path journal;
    private String channel;

    @BeforeEach
    void open() throws IOException {
        driver = new TestDriver();
        journal = children.scratch().resolve("journal");
        channel = TestDriver.udp();
        final SmallBacktest input = new SmallBacktest(children.scratch(), 600, 8_000, 1);
        children.plimsoll(input.command(journal)).awaitExit(0);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private Child publish(final Object... more) {
        final List<Object> args = new ArrayList<>(List.of(
                "publish", "--journal", journal, "--cursor", children.scratch().resolve("place"), "--stream", STREAM));
        args.addAll(List.of("--channel", channel));
        args.addAll(List.of(more));
        return children.plimsoll(args.toArray());
    }

    /** A bot: takes each record that comes behind its last one, knows those that come again, and sees what is missing. */
    private final class Bot implements AutoCloseable {
        private final Aeron aeron = Aeron.connect(
                new Aeron.Context().aeronDirectoryName(driver.directory().toString()));
        private final Subscription subscription = aeron.addSubscription(channel, STREAM);
        private final FragmentHandler handler = new FragmentAssembler(
                (buffer, offset, length, header) -> hear(LogRecords.copy(buffer, offset, length)));
        private final List<DirectBuffer> heard = new ArrayList<>();
        private int again;

        private void hear(final DirectBuffer record) {
            assertNull(Frame.defect(record, 0, record.capacity()));
            final long sequence = Frame.sequence(record, 0);
            if (sequence <= heard.size()) {
                assertEquals(heard.get((int) sequence - 1), record, "the same again");
                again++;
            } else {
                assertEquals(heard.size() + 1, sequence, "nothing is missing");
                heard.add(record);
            }
        }

        void awaitHeard(final int count, final Child publisher) {
            Await.until(() -> count + " records, are " + heard.size() + ", of " + publisher, () -> {
                subscription.poll(handler, 10);
                return heard.size() >= count;
            });
        }

        @Override
        public void close() {
            aeron.close();
        }
    }

    @Test
    void shouldGoOnWithoutAGapWhenThePublisherIsKilled() throws IOException {
        final List<DirectBuffer> orders = LogRecords.of(journal, LogName.ORDERS);
        assertTrue(orders.size() > 2_000, orders.size() + " records");
        try (Bot bot = new Bot()) {
            for (int part = 1; part <= 3; part++) {
                final Child publisher = publish("--driver", driver.directory());
                bot.awaitHeard(orders.size() * part / 4, publisher);
                publisher.kill();
            }
            final Child publisher = publish("--driver", driver.directory());
            bot.awaitHeard(orders.size(), publisher);
            assertEquals("", LogRecords.firstDifference(orders, bot.heard));
            System.out.printf("%d records, %d of them again%n", bot.heard.size(), bot.again);
        }
    }

    @Test
    void shouldWaitForWhoeverListens() throws IOException {
        final List<DirectBuffer> orders = LogRecords.of(journal, LogName.ORDERS);
        final Child publisher = publish("--embedded");
        final CursorRegistry cursors = CursorRegistry.of(journal, LogName.ORDERS);
        Await.until(() -> "its cursor, of " + publisher, () -> !cursors.all().isEmpty());
        try (Bot bot = new Bot()) {
            bot.awaitHeard(orders.size(), publisher);
            assertEquals("", LogRecords.firstDifference(orders, bot.heard));
        }
        final String ending = "-" + publisher.pid();
        assertEquals(1, mediaDrivers(ending), "its media driver's folder");
        publisher.terminate();
        publisher.awaitExit(SIGTERM);
        assertEquals(0, mediaDrivers(ending), "it goes with it");
    }

    private static long mediaDrivers(final String ending) throws IOException {
        final Path shared =
                Path.of(CommonContext.getAeronDirectoryName()).toAbsolutePath().getParent();
        try (Stream<Path> folders = Files.list(shared)) {
            return folders.filter(folder -> folder.getFileName().toString().endsWith(ending))
                    .count();
        }
    }

    @Test
    void shouldSayThatThereIsNoMediaDriver() {
        driver.close();
        final Child refused = publish("--driver", driver.directory()).awaitExit(18);
        assertTrue(refused.err().contains("no media driver answers in "), refused::toString);
    }
}
