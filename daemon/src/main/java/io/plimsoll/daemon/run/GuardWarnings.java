package io.plimsoll.daemon.run;

import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.daemon.definitions.DefinitionSet.PriceRef;
import io.plimsoll.daemon.definitions.GuardSpec;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.GuardDefinitionDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.agrona.DirectBuffer;

/** What a start says about guards that are not what one might think. Stateless; before the engine runs. */
public final class GuardWarnings {
    private GuardWarnings() {}

    /** One line each: a guard that believes a single source, and one that the journal keeps though the configuration has none. */
    static List<String> of(final DefinitionSet definitions, final MarginEngine engine) {
        final List<String> warnings = new ArrayList<>(ofQuorums(definitions));
        final Set<String> configured =
                definitions.guards().stream().map(GuardSpec::price).collect(Collectors.toSet());
        final Set<Long> inForce = guardedPrices(engine);
        for (final PriceRef price : definitions.prices()) {
            if (inForce.contains((long) price.id()) && !configured.contains(price.symbol())) {
                warnings.add(
                        "price " + price.symbol()
                                + ": the journal guards it and the configuration does not; a guard cannot be removed and stays");
            }
        }
        return warnings;
    }

    /** One line for each guard that believes a single source. Needs no engine. */
    public static List<String> ofQuorums(final DefinitionSet definitions) {
        return definitions.guards().stream()
                .filter(guard -> guard.quorum() == 1)
                .map(guard -> "price " + guard.price()
                        + ": its guard has a quorum of 1, so a single source is believed alone and may liquidate")
                .toList();
    }

    private static Set<Long> guardedPrices(final MarginEngine engine) {
        final Set<Long> guarded = new TreeSet<>();
        engine.forEachDefinition((message, length) -> addIfGuard(message, guarded));
        return guarded;
    }

    private static void addIfGuard(final DirectBuffer buffer, final Set<Long> guarded) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, Frame.HEADER_LENGTH);
        if (header.templateId() == GuardDefinitionDecoder.TEMPLATE_ID) {
            guarded.add(new GuardDefinitionDecoder()
                    .wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, header)
                    .priceId());
        }
    }
}
