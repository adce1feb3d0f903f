package io.plimsoll.daemon.postmortem;

import io.plimsoll.daemon.postmortem.PostMortem.Event;
import io.plimsoll.daemon.postmortem.PostMortem.PricePath;
import io.plimsoll.engine.EngineCounters;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.ArmDecoder;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.ConfigReloadedDecoder;
import io.plimsoll.protocol.codec.DefinitionsCommitDecoder;
import io.plimsoll.protocol.codec.EpochDecoder;
import io.plimsoll.protocol.codec.FailStopDecoder;
import io.plimsoll.protocol.codec.GuardDefinitionDecoder;
import io.plimsoll.protocol.codec.KillDecoder;
import io.plimsoll.protocol.codec.LiquidationFillDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import io.plimsoll.protocol.codec.ReadyDecoder;
import io.plimsoll.protocol.codec.SeizeFillDecoder;
import io.plimsoll.protocol.codec.SnapshotRequestedDecoder;
import io.plimsoll.protocol.codec.SourceDownDecoder;
import io.plimsoll.protocol.codec.SourceResyncDecoder;
import io.plimsoll.protocol.codec.TimerDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** Takes down what came in: prices as far as the engine took them, restarts, hands on the switches. The collector's thread. */
final class InputFacts {
    private final Definitions definitions;
    private final DecisionFacts decisions;
    private final PriceDoubts doubts;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PriceTickDecoder tick = new PriceTickDecoder();
    private final SourceDownDecoder sourceDown = new SourceDownDecoder();
    private final GuardDefinitionDecoder guard = new GuardDefinitionDecoder();
    private final LiquidationFillDecoder fill = new LiquidationFillDecoder();
    private final SeizeFillDecoder seizeFill = new SeizeFillDecoder();
    private final Map<Long, PriceTrack> tracks = new TreeMap<>();
    private final List<Event> events = new ArrayList<>();
    private long prices;
    private boolean isPrice;
    private boolean isTimer; // or another that all prices are looked at for
    private boolean isOfStretch;
    private long priceId;
    private long price;
    private int source;
    private long publishNs;
    private long refusedBefore;

    InputFacts(final Definitions definitions, final DecisionFacts decisions, final PriceDoubts doubts) {
        this.definitions = definitions;
        this.decisions = decisions;
        this.doubts = doubts;
    }

    /** A definition that is in force where the replay begins. */
    void define(final DirectBuffer buffer, final int offset) {
        definitions.onFrame(buffer, offset);
        if (Frame.templateId(buffer, offset) == GuardDefinitionDecoder.TEMPLATE_ID) {
            doubts.define(guard.wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, header));
        }
    }

    /** A record from before the stretch: only what it defines counts, and whether its price is in doubt when the stretch begins. */
    void before(final DirectBuffer buffer, final int offset, final EngineCounters counters) {
        define(buffer, offset);
        isOfStretch = false;
        look(buffer, offset, counters);
    }

    /** A record of the stretch, which the engine does not know yet. */
    void seen(final DirectBuffer buffer, final int offset, final EngineCounters counters) {
        define(buffer, offset);
        isOfStretch = true;
        look(buffer, offset, counters);
        final int message = offset + Frame.HEADER_LENGTH;
        final int template = Frame.templateId(buffer, offset);
        if (isPrice) {
            prices++;
        } else if (template == LiquidationFillDecoder.TEMPLATE_ID) {
            decisions.onFill(fill.wrapAndApplyHeader(buffer, message, header), definitions);
        } else if (template == SeizeFillDecoder.TEMPLATE_ID) {
            decisions.onFill(seizeFill.wrapAndApplyHeader(buffer, message, header));
        } else {
            final String what = told(buffer, message, template);
            if (what != null) {
                events.add(new Event(Frame.sequence(buffer, offset), Frame.eventNs(buffer, offset), what));
            }
        }
    }

    private void look(final DirectBuffer buffer, final int offset, final EngineCounters counters) {
        final int template = Frame.templateId(buffer, offset);
        isPrice = template == PriceTickDecoder.TEMPLATE_ID;
        final boolean isSourceDown = template == SourceDownDecoder.TEMPLATE_ID;
        isTimer = template == TimerDecoder.TEMPLATE_ID || isSourceDown;
        if (isSourceDown) {
            sourceDown.wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, header);
            doubts.down(sourceDown.source(), Frame.sequence(buffer, offset), Frame.eventNs(buffer, offset));
        }
        if (isPrice) {
            tick.wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, header);
            priceId = tick.priceId();
            price = tick.value();
            source = tick.source();
            publishNs = tick.publishNs();
            refusedBefore = counters.pricesRefused;
        }
    }

    /** The engine has applied the record that was shown last. */
    void applied(final long eventNs, final EngineCounters counters) {
        final boolean isTaken = isPrice && counters.pricesRefused == refusedBefore;
        if (isTaken) {
            doubts.taken(priceId, source, price, publishNs, eventNs);
        } else if (isTimer) {
            doubts.passed(eventNs);
        }
        if (isTaken && isOfStretch) {
            final Definitions.Priced priced = definitions.price(priceId);
            tracks.computeIfAbsent(priceId, id -> new PriceTrack(id, priced.symbol(), priced.decimals()))
                    .add(eventNs, price);
        }
        isPrice = false;
        isTimer = false;
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
            case ConfigReloadedDecoder.TEMPLATE_ID -> {
                final ConfigReloadedDecoder reloaded =
                        new ConfigReloadedDecoder().wrapAndApplyHeader(buffer, message, header);
                yield "settings changed by " + reloaded.operatorName() + ": " + reloaded.reason();
            }
            case SnapshotRequestedDecoder.TEMPLATE_ID -> {
                final SnapshotRequestedDecoder requested =
                        new SnapshotRequestedDecoder().wrapAndApplyHeader(buffer, message, header);
                yield "snapshot wanted by " + requested.operatorName() + ": " + requested.reason();
            }
            case SourceResyncDecoder.TEMPLATE_ID -> {
                final SourceResyncDecoder resync =
                        new SourceResyncDecoder().wrapAndApplyHeader(buffer, message, header);
                yield "account source " + resync.source()
                        + (resync.underWay() == BooleanType.T
                                ? ": what was missed is asked for, its accounts get no orders"
                                : ": all is here again");
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
