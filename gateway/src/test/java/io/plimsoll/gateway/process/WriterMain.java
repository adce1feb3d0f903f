package io.plimsoll.gateway.process;

import io.plimsoll.gateway.OrderWriter;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Stands for the daemon: writes orders into the journal in args[0], some thousand a second, until it is killed. */
final class WriterMain {
    private WriterMain() {}

    public static void main(final String[] args) {
        try (OrderWriter writer = OrderWriter.daily(Path.of(args[0]))) {
            while (!Thread.interrupted()) {
                writer.append(5);
                System.out.println(writer.last());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        }
    }
}
