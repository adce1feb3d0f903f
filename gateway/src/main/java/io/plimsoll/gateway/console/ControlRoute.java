package io.plimsoll.gateway.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plimsoll.gateway.config.ConsoleConfig;
import io.plimsoll.gateway.http.Counter;
import io.plimsoll.gateway.http.Counters;
import io.plimsoll.gateway.http.Exchange;
import io.plimsoll.gateway.http.GatewayCode;
import io.plimsoll.gateway.http.JsonText;
import io.plimsoll.gateway.http.Refusal;
import io.plimsoll.gateway.http.Route;
import io.plimsoll.journal.talk.EventLog;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.util.Fields;

/**
 * {@code POST /v1/console/kill?reason=...} and {@code POST /v1/console/arm?operator=NAME&reason=...}: has the daemon do it, in the name of the
 * token. What the admin port refuses stays refused; it answers with that status and text.
 */
final class ControlRoute implements Route {
    /** Most characters of a reason, which an admin port and a journal take. */
    static final int LONGEST_REASON = 200;

    private static final EventLog LOG = EventLog.of(ControlRoute.class);
    private static final String OPERATOR = "operator";
    private static final String REASON = "reason";

    /** What there is to do. */
    enum Act {
        KILL(Counter.KILLS_PASSED_ON, GatewayCode.KILL_PASSED_ON),
        ARM(Counter.ARMS_PASSED_ON, GatewayCode.ARM_PASSED_ON);

        private final Counter counter;
        private final GatewayCode code;

        Act(final Counter counter, final GatewayCode code) {
            this.counter = counter;
            this.code = code;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        Set<String> parameters() {
            return this == ARM ? Set.of(OPERATOR, REASON) : Set.of(REASON);
        }
    }

    private final Act act;
    private final ConsoleConfig config;
    private final AdminPort admin;
    private final Counters counters;

    ControlRoute(final Act act, final ConsoleConfig config, final AdminPort admin, final Counters counters) {
        this.act = act;
        this.config = config;
        this.admin = admin;
        this.counters = counters;
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // whatever comes of it is in the answer
    public void handle(final Exchange exchange) {
        final String client = exchange.client();
        final String defect = defect(exchange);
        if (!config.mayOperate(client)) {
            refuse(
                    exchange,
                    Refusal.FORBIDDEN,
                    "the token of '" + client + "' may not " + act.word() + ": see 'operators' in the configuration");
        } else if (defect != null) {
            refuse(exchange, Refusal.BAD_REQUEST, defect);
        } else {
            final String reason = cut(exchange.parameter(REASON).orElse(""));
            LOG.warn(act.code, "{} by {}: {}", act.word(), client, reason);
            admin.post("/" + act.word(), client, reason).whenComplete((answer, failure) -> {
                if (failure == null) {
                    counters.count(act.counter);
                    exchange.answer(
                            answer.status(),
                            "application/json",
                            ("{\"text\":\"" + JsonText.escape(answer.text()) + "\"}\n").getBytes(UTF_8));
                } else {
                    final Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                    refuse(exchange, Refusal.DAEMON_UNREACHABLE, "not done: " + cause.getMessage());
                }
            });
        }
    }

    private String defect(final Exchange exchange) {
        for (final Fields.Field field : exchange.query()) {
            if (!act.parameters().contains(field.getName())) {
                return "unknown parameter '" + field.getName() + "', expected "
                        + String.join(" and ", new TreeSet<>(act.parameters()));
            }
            if (field.hasMultipleValues()) {
                return field.getName() + ": given twice";
            }
        }
        return act == Act.ARM ? defectOfArming(exchange) : null;
    }

    private static String defectOfArming(final Exchange exchange) {
        final String reason = exchange.parameter(REASON).orElse("").strip();
        if (reason.isEmpty()) {
            return "reason: expected why, in words";
        }
        if (reason.length() > LONGEST_REASON) {
            return "reason: longer than " + LONGEST_REASON + " characters";
        }
        return exchange.parameter(OPERATOR).orElse("").strip().equals(exchange.client())
                ? null
                : "operator: expected the name of the token that arms, '" + exchange.client() + "'";
    }

    // A kill never fails for what it is given as a reason.
    private static String cut(final String reason) {
        return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
    }

    private void refuse(final Exchange exchange, final Refusal refusal, final String text) {
        counters.count(refusal);
        exchange.refuse(refusal, text);
    }
}
