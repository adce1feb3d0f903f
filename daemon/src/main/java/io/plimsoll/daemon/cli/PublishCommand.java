package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.aeron.Channel;
import io.plimsoll.daemon.aeron.EmbeddedDriver;
import io.plimsoll.daemon.aeron.LinkException;
import io.plimsoll.daemon.aeron.RecordSender;
import io.plimsoll.journal.FrameHandler;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code publish}: orders out over Aeron. */
@Command(
        name = "publish",
        description = {
            "Says every record of a journal's orders on an Aeron stream, with its frame, and follows on. Waits for"
                    + " whoever listens,",
            "drops nothing, and keeps its place in a file: after a death the last records come once more, under the"
                    + " same ids.",
            "A gap, a bad checksum or a hole ends it with exit code 11, pruned records with 12, a lost media driver"
                    + " with 18."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  plimsoll publish --journal data/journal --cursor /var/lib/plimsoll/published \\",
            "    --channel aeron:udp?endpoint=239.20.90.1:40456 --stream 200 --driver /dev/shm/aeron",
            "  plimsoll publish --journal data/journal --cursor place --channel aeron:udp?endpoint=127.0.0.1:40456"
                    + " --stream 200 --embedded"
        })
final class PublishCommand implements Callable<Integer> {
    private static final long IDLE_NS = 1_000_000;
    private static final int SAVE_AFTER = 1_000; // records, where more wait: a save is a disk sync

    @Mixin
    private JournalOption journal = new JournalOption();

    @Mixin
    private FromOption from = new FromOption();

    @Option(
            names = "--cursor",
            paramLabel = "FILE",
            required = true,
            description =
                    "Keeps the place here: begins behind the last record said, and at --from only where the file is"
                            + " not there yet. Registers it, so that no prune passes it.")
    private Path cursorFile = Path.of("");

    @Option(
            names = "--channel",
            paramLabel = "CHANNEL",
            required = true,
            description = "An Aeron channel, as aeron:ipc or aeron:udp?endpoint=HOST:PORT.")
    private String channel = Channel.IPC;

    @Option(names = "--stream", paramLabel = "N", required = true, description = "The stream on it.")
    private int stream;

    @ArgGroup(multiplicity = "1")
    private Driver driver = new Driver();

    /** One of the two. */
    static final class Driver {
        @Option(names = "--driver", paramLabel = "DIR", description = "The directory of a media driver that runs here.")
        private Path directory;

        @Option(
                names = "--embedded",
                description = "A media driver within this process; what it has yet to deliver dies with it.")
        private boolean embedded;
    }

    @Override
    public Integer call() {
        final String defect = Channel.defect(channel);
        if (defect != null) {
            throw new UserError("--channel " + defect);
        }
        final Place place = Place.registered(cursorFile, journal.directory(), LogName.ORDERS);
        try (FrameLogReader orders =
                        FrameLogs.in(journal.directory()).reader(LogName.ORDERS, place.position(from.position()));
                EmbeddedDriver own = driver.embedded ? new EmbeddedDriver(PublishCommand::tell) : null;
                RecordSender sender = new RecordSender(
                        own == null ? driver.directory : own.directory(), channel, stream, PublishCommand::tell)) {
            publish(orders, sender, place);
        } catch (final LinkException e) {
            throw new UserError(ExitCode.NO_MEDIA_DRIVER, e.getMessage());
        }
        return ExitCode.OK.code();
    }

    private static void publish(final FrameLogReader orders, final RecordSender sender, final Place place) {
        final FrameHandler send = sender::send;
        int unsaved = 0;
        while (true) {
            final boolean hasPolled = orders.poll(send);
            unsaved += hasPolled ? 1 : 0;
            final boolean isAtEnd = !hasPolled && orders.atEnd(0); // a hole looks like silence
            if (unsaved == SAVE_AFTER || isAtEnd) {
                place.save(orders.cursor());
                unsaved = 0;
            }
            if (!hasPolled) {
                LockSupport.parkNanos(IDLE_NS);
            }
        }
    }

    private static void tell(final Throwable problem) {
        System.err.println("plimsoll: " + problem);
    }
}
