package io.plimsoll.gateway.http;

import io.plimsoll.gateway.claims.Claim;
import io.plimsoll.gateway.claims.ClaimAnswer;
import io.plimsoll.gateway.claims.ClaimDesk;
import io.plimsoll.gateway.feed.Pump;
import io.plimsoll.gateway.feed.Wish;
import io.plimsoll.protocol.codec.ClaimKind;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import org.eclipse.jetty.websocket.core.exception.CloseException;
import org.eclipse.jetty.websocket.core.exception.MessageTooLargeException;

/** One WebSocket: orders go out as over any stream, wishes about claims come in. On the server's threads, one frame at a time. */
final class SocketSession implements FrameHandler {
    private static final int POLICY = 1008;
    private static final int TOO_LARGE = 1009;

    private final Wish wish;
    private final Grant grant;
    private final int messageBytes;
    private final Pump pump;
    private final Gate gate;
    private final Optional<ClaimDesk> desk;
    private final Counters counters;
    private final Runnable onClosed;
    private CoreSession session;

    SocketSession(
            final Wish wish,
            final Grant grant,
            final int messageBytes,
            final Pump pump,
            final Gate gate,
            final Optional<ClaimDesk> desk,
            final Counters counters,
            final Runnable onClosed) {
        this.wish = wish;
        this.grant = grant;
        this.messageBytes = messageBytes;
        this.pump = pump;
        this.gate = gate;
        this.desk = desk;
        this.counters = counters;
        this.onClosed = onClosed;
    }

    @Override
    public void onOpen(final CoreSession opened, final Callback callback) {
        session = opened;
        counters.count(Counter.STREAMS_OPENED);
        callback.succeeded();
        opened.demand();
        pump.follow(wish, new SocketSink(opened), grant::isWithdrawn);
    }

    @Override
    public void onFrame(final Frame frame, final Callback callback) {
        switch (frame.getOpCode()) {
            case OpCode.TEXT -> onText(frame);
            case OpCode.PING -> send(new Frame(OpCode.PONG, BufferUtil.copy(frame.getPayload())));
            case OpCode.BINARY, OpCode.CONTINUATION ->
                refuse(Refusal.BAD_REQUEST, POLICY, "expected text in one frame");
            default -> {
                // a pong says nothing, and a close is answered by the session
            }
        }
        callback.succeeded();
        session.demand();
    }

    private void onText(final Frame frame) {
        if (!frame.isFin()) {
            refuse(Refusal.BAD_REQUEST, POLICY, "expected text in one frame");
        } else if (grant.isWithdrawn()) {
            refuse(Refusal.UNAUTHORIZED, POLICY, "the token is withdrawn");
        } else if (frame.getPayloadLength() > messageBytes) {
            refuse(Refusal.TOO_LARGE, TOO_LARGE, "a message is longer than limits.messageBytes");
        } else if (!gate.takeRequest(grant.client())) {
            refuse(Refusal.RATE, POLICY, "too many messages");
        } else {
            onMessage(frame.getPayloadAsUTF8());
        }
    }

    private void refuse(final Refusal refusal, final int status, final String text) {
        counters.count(refusal);
        session.close(status, refusal.code() + ": " + text, Callback.NOOP);
    }

    private void onMessage(final String text) {
        final SocketMessage message;
        try {
            message = SocketMessage.parse(text);
        } catch (final Wishes.Malformed e) {
            counters.count(Refusal.BAD_REQUEST);
            tell("{\"type\":\"error\",\"text\":\"" + JsonText.escape(e.getMessage()) + "\"}");
            return;
        }
        if (desk.isEmpty()) {
            tell(start("refused", message) + ",\"reason\":\"no-claims\"}");
            return;
        }
        desk.get()
                .ask(
                        message.kind(),
                        message.order(),
                        grant.client(),
                        message.leaseNs(),
                        (answer, failure) -> answer(message, answer, failure));
    }

    private void answer(final SocketMessage message, final ClaimAnswer answer, final Throwable failure) {
        if (failure != null) {
            counters.count(Counter.FAULTS);
            tell(start("refused", message) + ",\"reason\":\"failed\"}");
        } else if (answer.isGranted()) {
            counters.count(Counter.CLAIMS_GIVEN);
            tell(start(done(message.kind()), message) + until(answer.standing()) + "}");
        } else {
            counters.count(Counter.CLAIMS_REFUSED);
            tell(start("refused", message) + ",\"reason\":\"" + reason(message.kind(), answer.standing()) + "\""
                    + until(answer.standing()) + "}");
        }
    }

    private static String done(final ClaimKind kind) {
        return switch (kind) {
            case CLAIM -> "claimed";
            case ACK -> "acked";
            default -> "released";
        };
    }

    private static String reason(final ClaimKind kind, final Claim standing) {
        if (standing == null) {
            return kind == ClaimKind.RELEASE ? "not-claimed" : "full";
        }
        return standing.isAcked() ? "acked" : "claimed";
    }

    private static String start(final String type, final SocketMessage message) {
        return "{\"type\":\"" + type + "\",\"id\":\"" + message.order() + "\"";
    }

    private static String until(final Claim standing) {
        return standing == null
                ? ""
                : ",\"by\":\"" + JsonText.escape(standing.client()) + "\",\"untilMs\":"
                        + TimeUnit.NANOSECONDS.toMillis(standing.untilNs());
    }

    private void tell(final String json) {
        send(new Frame(OpCode.TEXT, json));
    }

    private void send(final Frame frame) {
        session.sendFrame(new OutgoingEntry.Builder(frame, Callback.NOOP).build());
    }

    @Override
    public void onError(final Throwable cause, final Callback callback) {
        if (cause instanceof CloseException) { // the library has told it what is wrong with the frame
            counters.count(cause instanceof MessageTooLargeException ? Refusal.TOO_LARGE : Refusal.BAD_REQUEST);
        }
        callback.succeeded();
    }

    @Override
    public void onClosed(final CloseStatus status, final Callback callback) {
        onClosed.run();
        callback.succeeded();
    }
}
