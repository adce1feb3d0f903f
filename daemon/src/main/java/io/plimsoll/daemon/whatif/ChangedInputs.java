package io.plimsoll.daemon.whatif;

import io.plimsoll.journal.config.UserError;
import io.plimsoll.protocol.codec.AssetDefinitionDecoder;
import io.plimsoll.protocol.codec.FundPaymentDecoder;
import io.plimsoll.protocol.codec.InstrumentDefinitionDecoder;
import io.plimsoll.protocol.codec.LiquidationFillDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import io.plimsoll.protocol.codec.PriceTickEncoder;
import io.plimsoll.protocol.codec.SeizeFillDecoder;
import io.plimsoll.protocol.codec.SourceDownDecoder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.agrona.MutableDirectBuffer;

/** Changes recorded messages in place, or takes them out. One run, one thread. */
final class ChangedInputs {
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private final Changes changes;
    private final long after;
    private final SourceSequences sequences = new SourceSequences();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final LiquidationFillDecoder fill = new LiquidationFillDecoder();
    private final SeizeFillDecoder seizeFill = new SeizeFillDecoder();
    private final FundPaymentDecoder payment = new FundPaymentDecoder();
    private final PriceTickDecoder tick = new PriceTickDecoder();
    private final SourceDownDecoder sourceDown = new SourceDownDecoder();
    private final InstrumentDefinitionDecoder instrument = new InstrumentDefinitionDecoder();
    private final AssetDefinitionDecoder asset = new AssetDefinitionDecoder();
    private final Map<Long, BigDecimal> shiftByPrice = new HashMap<>();
    private final ChangedDefinitions definitions;

    /**
     * @param after the input that the run begins behind: orders up to it were made, and their fills stay
     * @throws UserError for a profile parameter that does not exist or is out of range
     */
    ChangedInputs(final Changes changes, final long after) {
        this.changes = changes;
        this.after = after;
        definitions = new ChangedDefinitions(changes);
        changes.priceShifts().forEach((price, percent) -> {
            if (price.chars().allMatch(Character::isDigit)) {
                shiftByPrice.put(Long.parseLong(price), percent);
            }
        });
    }

    /**
     * Changes a message.
     *
     * @param message where its SBE header starts
     * @return whether it stays
     */
    boolean change(final MutableDirectBuffer buffer, final int message) {
        final int template = buffer.getShort(message + 2, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        if (isFillOfTheRun(template, buffer, message) || isDropped(template, buffer, message)) {
            sequences.remove(template, buffer, message);
            return false;
        }
        sequences.renumber(template, buffer, message);
        definitions.change(buffer, message);
        switch (template) {
            case PriceTickDecoder.TEMPLATE_ID -> shift(buffer, message);
            case InstrumentDefinitionDecoder.TEMPLATE_ID -> {
                instrument.wrapAndApplyHeader(buffer, message, header);
                name(instrument.priceId(), instrument.symbol());
            }
            case AssetDefinitionDecoder.TEMPLATE_ID -> {
                asset.wrapAndApplyHeader(buffer, message, header);
                name(asset.priceId(), asset.symbol());
            }
            default -> {
                // stays as it is
            }
        }
        return true;
    }

    /** Complains of a change that met nothing. */
    void end() {
        definitions.end();
        if (shiftByPrice.size() < changes.priceShifts().size()) {
            changes.priceShifts().keySet().stream()
                    .filter(price -> !price.chars().allMatch(Character::isDigit))
                    .findFirst()
                    .ifPresent(price -> {
                        throw new UserError("--shift-price " + price
                                + ": the journal defines no such price id, asset or " + "instrument");
                    });
        }
    }

    private boolean isFillOfTheRun(final int template, final MutableDirectBuffer buffer, final int message) {
        return switch (template) {
            case LiquidationFillDecoder.TEMPLATE_ID ->
                fill.wrapAndApplyHeader(buffer, message, header).orderSequence() > after;
            case SeizeFillDecoder.TEMPLATE_ID ->
                seizeFill.wrapAndApplyHeader(buffer, message, header).orderSequence() > after;
            case FundPaymentDecoder.TEMPLATE_ID ->
                // null, of a payment for no draw, is below every sequence
                payment.wrapAndApplyHeader(buffer, message, header).drawSequence() > after;
            default -> false;
        };
    }

    private boolean isDropped(final int template, final MutableDirectBuffer buffer, final int message) {
        if (template == PriceTickDecoder.TEMPLATE_ID) {
            return changes.droppedSources()
                    .contains(tick.wrapAndApplyHeader(buffer, message, header).source());
        }
        if (template == SourceDownDecoder.TEMPLATE_ID) {
            return changes.droppedSources()
                    .contains(sourceDown
                            .wrapAndApplyHeader(buffer, message, header)
                            .source());
        }
        return changes.droppedSources().contains(SourceSequences.sourceOf(template, buffer, message));
    }

    private void shift(final MutableDirectBuffer buffer, final int message) {
        tick.wrapAndApplyHeader(buffer, message, header);
        final BigDecimal percent = shiftByPrice.get(tick.priceId());
        if (percent != null) {
            final BigDecimal shifted = BigDecimal.valueOf(tick.value())
                    .multiply(HUNDRED.add(percent))
                    .divide(HUNDRED, 0, RoundingMode.HALF_EVEN);
            new PriceTickEncoder()
                    .wrap(buffer, message + MessageHeaderDecoder.ENCODED_LENGTH)
                    .value(Math.max(1, shifted.longValueExact()));
        }
    }

    private void name(final long priceId, final String symbol) {
        final BigDecimal percent = changes.priceShifts().get(symbol);
        if (percent != null && priceId != 0) {
            shiftByPrice.put(priceId, percent);
        }
    }
}
