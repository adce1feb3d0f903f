package io.plimsoll.daemon.process;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.plimsoll.daemon.Await;
import io.plimsoll.daemon.run.Clocks;
import io.plimsoll.daemon.run.Daemon;
import io.plimsoll.daemon.run.DaemonConfig;
import io.plimsoll.journal.BootFile;
import io.plimsoll.journal.FrameHandler;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.EpochDecoder;
import io.plimsoll.protocol.codec.KillOrigin;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A start that fails leaves nothing behind that would keep the next one out, and nothing said during a stop is lost. */
@Timeout(60)
class StartAndStopTest {
    @TempDir
    private Path folder;

    private DaemonHome home;

    @BeforeEach
    void makeHome() throws IOException {
        home = new DaemonHome(folder);
    }

    private Daemon start() throws IOException {
        return new Daemon(DaemonConfig.read(home.config()), "test", false, () -> {}, Clocks.SYSTEM);
    }

    @Test
    void shouldLetEverythingGoWhenAPortIsTaken() throws IOException {
        home.with("durability", "batch-sync").with("ring", "{slots: 4096, topology: sequencer-thread}");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            home.with("admin", "{port: " + taken.getLocalPort() + "}");
            assertThrows(BindException.class, this::start);
        }
        start().close();
    }

    @Test
    void shouldLetEverythingGoWhenItCannotRecover() throws IOException {
        final FrameLogs logs = FrameLogs.in(home.journal()).minUsableBytes(0);
        try (JournalLock lock = logs.lock();
                FrameLogWriter orders = logs.writer(lock, LogName.ORDERS)) {
            orders.claim(64).setMemory(orders.messageOffset(), 64, (byte) 0);
            orders.commit(64, 1);
        }
        final UserError error = assertThrows(UserError.class, this::start);
        assertEquals(ExitCode.ORDERS_AHEAD, error.exitCode(), error.getMessage());
        logs.lock().close();
    }

    @Test
    void shouldKeepAKillThatComesTooLateForTheJournal() throws IOException {
        final Daemon daemon = start();
        assertFalse(Files.exists(home.data().resolve("KILL")));
        daemon.close();
        daemon.kill(KillOrigin.SIGNAL, "signal", "SIGHUP");
        assertTrue(Files.readString(home.data().resolve("KILL")).contains("SIGHUP"));
    }

    /** Its queue is on a disk that does not answer: a pipe in a file's place, which nobody opens for writing. */
    @Test
    void shouldStopThoughASourceNeverComesBackFromItsRead() throws IOException, InterruptedException {
        final FrameLogs venue = FrameLogs.in(home.venue()).minUsableBytes(0);
        try (JournalLock lock = venue.lock();
                FrameLogWriter writer = venue.writer(lock, LogName.INPUTS)) {
            writer.claim(64).setMemory(writer.messageOffset(), 64, (byte) 0);
            writer.commit(64, 1);
        }
        final Path file = venue.files(LogName.INPUTS).get(0);
        Files.delete(file);
        assertEquals(0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor());
        final Daemon daemon = start();
        final Thread source = thread("plimsoll-source-venue");
        Await.until(
                "the source at its read",
                () -> source.getStackTrace()[0].getClassName().endsWith("RandomAccessFile"));
        daemon.close();
        assertTrue(source.isAlive(), "it hangs still");
        FrameLogs.in(home.journal()).lock().close();
        final SeekableByteChannel answer = Files.newByteChannel(file, READ, WRITE);
        source.join(); // its failure ends nothing any more
        answer.close();
    }

    private static Thread thread(final String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .findAny()
                .orElseThrow();
    }

    @Test
    void shouldOpenAnEpochAfterAnotherBoot() throws IOException {
        start().close();
        start().close();
        assertEquals(List.of(1L), epochs());
        Files.writeString(home.journal().resolve(BootFile.FILE_NAME), "another-boot 3");
        assertEquals(
                List.of(
                        "the machine was booted since the journal was last written: epoch 4, so that no order id is used twice"),
                toldOfEpochs(() -> start().close()));
        assertEquals(List.of(), toldOfEpochs(() -> start().close()));
        assertEquals(List.of(1L, 4L), epochs());
    }

    @Test
    void shouldOpenAnEpochAboveOneThatTheJournalHasLost() throws IOException {
        start().close();
        final Path boot = home.journal().resolve(BootFile.FILE_NAME);
        Files.writeString(boot, Files.readString(boot).replace(" 1", " 3"));
        assertEquals(
                List.of("the journal has lost an epoch that was used: epoch 4, so that no order id is used twice"),
                toldOfEpochs(() -> start().close()));
        assertEquals(List.of(1L, 4L), epochs());
    }

    // Of this daemon alone: others run in this process at the same time, but none of them in a journal of another boot.
    private static List<String> toldOfEpochs(final Starting starting) throws IOException {
        final Logger logger = (Logger) LoggerFactory.getLogger(Daemon.class.getPackageName() + ".EpochOpening");
        final ListAppender<ILoggingEvent> told = new ListAppender<>();
        told.start();
        logger.addAppender(told);
        try {
            starting.run();
        } finally {
            logger.detachAppender(told);
        }
        return told.list.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.contains(": epoch "))
                .toList();
    }

    private interface Starting {
        void run() throws IOException;
    }

    @Test
    void shouldLetEverySourceGoWhenOneCannotStart() throws IOException {
        final String first = "{type: socket, name: first, path: first.sock}";
        home.with("accountSources", "[" + first + ", {type: socket, name: second, path: nowhere/second.sock}]");
        final UserError error = assertThrows(UserError.class, this::start);
        assertTrue(error.getMessage().contains("account source 'second'"), error.getMessage());
        home.with("accountSources", "[" + first + "]");
        start().close();
    }

    private List<Long> epochs() {
        final List<Long> epochs = new ArrayList<>();
        final FrameHandler collect = (buffer, offset, length) -> {
            if (Frame.templateId(buffer, offset) == EpochDecoder.TEMPLATE_ID) {
                epochs.add(new EpochDecoder()
                        .wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, new MessageHeaderDecoder())
                        .epoch());
            }
        };
        try (FrameLogReader inputs = FrameLogs.in(home.journal()).reader(LogName.INPUTS, Position.start())) {
            while (inputs.poll(collect) || !inputs.atEnd(0)) {
                // to the end
            }
        }
        return epochs;
    }
}
