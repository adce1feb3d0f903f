package io.plimsoll.daemon.run;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Commands that may take seconds and must not meet: whoever comes while one is under way is told so at once, and holds no thread of an admin
 * port until it is done. A kill is none of them. Any thread.
 */
final class OneAtATime {
    private final ReentrantLock lock = new ReentrantLock();

    /** Runs it, or says that another is under way. */
    AdminServer.Answer run(final Supplier<AdminServer.Answer> command) {
        if (!lock.tryLock()) {
            return new AdminServer.Answer(409, "not done: another command is under way, ask again when it has ended");
        }
        try {
            return command.get();
        } finally {
            lock.unlock();
        }
    }
}
