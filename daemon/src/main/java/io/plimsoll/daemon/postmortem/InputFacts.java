package io.plimsoll.daemon.postmortem;

import io.plimsoll.daemon.postmortem.PostMortem.Event;
import io.plimsoll.daemon.postmortem.PostMortem.PricePath;
import io.plimsoll.engine.EngineCounters;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.ArmDecoder;
import io.plimsoll.protocol.codec.DefinitionsCommitDecoder;
import io.plimsoll.protocol.codec.EpochDecoder;
import io.plimsoll.protocol.codec.FailStopDecoder;
import io.plimsoll.protocol.codec.KillDecoder;
import io.plimsoll.protocol.codec.LiquidationFillDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import io.plimsoll.protocol.codec.ReadyDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** Takes down what came in: prices as far as the engine took them, restarts, hands on the switches. The collector's thread. */
final class InputFacts {
    private final Definitions definitions = new Definitions();
    private final DecisionFacts decisions;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PriceTickDecoder tick = new PriceTickDecoder();
    private final LiquidationFillDecoder fill = new LiquidationFillDecoder();
    private final Map<Long, PriceTrack> tracks = new TreeMap<>();
    private final List<Event> events = new ArrayList<>();
    private long prices;
    private boolean isPrice;
    private long priceId;
    private long price;
    private long refusedBefore;

    InputFacts(final DecisionFacts decisions) {
        this.decisions = decisions;
    }

    /** A record from before the stretch: only what it defines counts. */
    void before(final DirectBuffer buffer, final int offset) {
        definitions.onFrame(buffer, offset);
    }

    /** A record of the stretch, which the engine does not know yet. */
    void seen(final DirectBuffer buffer, final int offset, final EngineCounters counters) {
        definitions.onFrame(buffer, offset);
        isPrice = false;
        final int message = offset + Frame.HEADER_LENGTH;
        final int template = Frame.templateId(buffer, offset);
        if (template == PriceTickDecoder.TEMPLATE_ID) {
            tick.wrapAndApplyHeader(buffer, message, header);
            isPrice = true;
            priceId = tick.priceId();
            price = tick.value();
            refusedBefore = counters.pricesRefused;
            prices++;
        } else if (template == LiquidationFillDecoder.TEMPLATE_ID) {
            decisions.onFill(fill.wrapAndApplyHeader(buffer, message, header), definitions);
        } else {
            final String what = told(buffer, message, template);
            if (what != null) {
                events.add(new Event(Frame.sequence(buffer, offset), Frame.eventNs(buffer, offset), what));
            }
        }
    }

    /** The engine has applied the record seen last. */
    void applied(final long eventNs, final EngineCounters counters) {
        if (isPrice && counters.pricesRefused == refusedBefore) {
            final Definitions.Priced priced = definitions.price(priceId);
            tracks.computeIfAbsent(priceId, id -> new PriceTrack(id, priced.symbol(), priced.decimals()))
                    .add(eventNs, price);
        }
        isPrice = false;
    }

    private String told(final DirectBuffer buffer, final int message, final int template) {
        return switch (template) {
            case ReadyDecoder.TEMPLATE_ID -> {
                final ReadyDecoder ready = new ReadyDecoder().wrapAndApplyHeader(buffer, message, header);
                yield "run opened: build " + ready.build() + ", rules version " + ready.rulesVersion();
            }
            case EpochDecoder.TEMPLATE_ID -> {
                final EpochDecoder epoch = new EpochDecoder().wrapAndApplyHeader(buffer, message, header);
                yield "epoch " + epoch.epoch() + ": "
                        + epoch.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            }
            case ArmDecoder.TEMPLATE_ID -> {
                final ArmDecoder arm = new ArmDecoder().wrapAndApplyHeader(buffer, message, header);
                yield "armed by " + arm.operatorName() + ": " + arm.reason();
            }
            case KillDecoder.TEMPLATE_ID -> {
                final KillDecoder kill = new KillDecoder().wrapAndApplyHeader(buffer, message, header);
                yield "killed by " + kill.operatorName() + " ("
                        + kill.origin().name().toLowerCase(Locale.ROOT) + "): " + kill.reason();
            }
            case FailStopDecoder.TEMPLATE_ID -> {
                final FailStopDecoder failed = new FailStopDecoder().wrapAndApplyHeader(buffer, message, header);
                yield "fail-stop of " + failed.who() + ": " + failed.cause();
            }
            case DefinitionsCommitDecoder.TEMPLATE_ID -> {
                final DefinitionsCommitDecoder commit =
                        new DefinitionsCommitDecoder().wrapAndApplyHeader(buffer, message, header);
                yield commit.records() + " definitions committed";
            }
            default -> null;
        };
    }

    long prices() {
        return prices;
    }

    List<Event> events() {
        return events;
    }

    List<PricePath> paths(final long endNs) {
        return tracks.values().stream().map(track -> track.path(endNs)).toList();
    }

    String currency() {
        return definitions.currency();
    }
}
