package io.plimsoll.daemon.run;

import io.plimsoll.daemon.run.AdminServer.Answer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes what the admin port hands on, and does nothing. Any thread. */
final class HeardActions implements AdminServer.AdminActions {
    final List<Object> calls = new CopyOnWriteArrayList<>();
    volatile boolean isBroken;
    volatile boolean isSlow;

    @Override
    public Answer live() {
        return new Answer(200, "");
    }

    @Override
    public Answer ready() {
        return new Answer(200, "");
    }

    @Override
    public Answer overview() {
        return new Answer(200, "{}");
    }

    @Override
    public Answer status() {
        if (isBroken) {
            throw new IllegalStateException("broken");
        }
        return new Answer(200, "");
    }

    @Override
    public Answer metrics(final String accept) {
        return new Answer(200, "");
    }

    @Override
    public Answer kill(final String operator, final String reason) {
        calls.add(List.of("kill", operator, reason));
        return isSlow ? new Answer(202, "the engine has not answered within 5 s") : new Answer(200, "killed");
    }

    @Override
    public Answer arm(final String operator, final String reason) {
        if (isBroken) {
            throw new IllegalStateException("broken");
        }
        return new Answer(200, "");
    }

    @Override
    public Answer reload(final String operator, final String reason) {
        calls.add(List.of(operator, reason));
        return new Answer(409, "ring.slots");
    }

    @Override
    public Answer snapshot(final String operator, final String reason) {
        calls.add(List.of(operator, reason));
        return new Answer(200, "snapshot at input 1");
    }

    @Override
    public Answer act(
            final String operator, final String reason, final String act, final String subject, final String price) {
        calls.add(List.of(operator, reason, act, subject, price));
        return new Answer(200, "done");
    }
}
