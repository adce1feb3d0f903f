package io.plimsoll.daemon.whatif;

import io.plimsoll.daemon.UserError;
import io.plimsoll.daemon.definitions.ProfileSpec;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.AssetDefinitionDecoder;
import io.plimsoll.protocol.codec.InstrumentDefinitionDecoder;
import io.plimsoll.protocol.codec.InstrumentDefinitionEncoder;
import io.plimsoll.protocol.codec.LiquidationFillDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import io.plimsoll.protocol.codec.PriceTickEncoder;
import io.plimsoll.protocol.codec.ProfileDefinitionDecoder;
import io.plimsoll.protocol.codec.ProfileDefinitionEncoder;
import io.plimsoll.protocol.codec.SeizeFillDecoder;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.Terms;
import io.plimsoll.protocol.terms.TermsDecoder;
import io.plimsoll.protocol.terms.TermsEncoder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
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
    private final PriceTickDecoder tick = new PriceTickDecoder();
    private final InstrumentDefinitionDecoder instrument = new InstrumentDefinitionDecoder();
    private final AssetDefinitionDecoder asset = new AssetDefinitionDecoder();
    private final ProfileDefinitionDecoder profile = new ProfileDefinitionDecoder();
    private final Map<Long, BigDecimal> shiftByPrice = new HashMap<>();
    private final ProfileSpec overrides;

    /**
     * @param after the input that the run begins behind: orders up to it were made, and their fills stay
     * @throws UserError for a profile parameter that does not exist or is out of range
     */
    ChangedInputs(final Changes changes, final long after) {
        this.changes = changes;
        this.after = after;
        overrides = new ProfileSpec("", 1, Rates.ONE, 0, 0, 0, 0, ProfileTerms.PLAIN).with(changes.parameters());
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
        switch (template) {
            case PriceTickDecoder.TEMPLATE_ID -> shift(buffer, message);
            case ProfileDefinitionDecoder.TEMPLATE_ID -> set(buffer, message);
            case InstrumentDefinitionDecoder.TEMPLATE_ID -> onInstrument(buffer, message);
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
            default -> false;
        };
    }

    private boolean isDropped(final int template, final MutableDirectBuffer buffer, final int message) {
        if (template == PriceTickDecoder.TEMPLATE_ID) {
            return changes.droppedSources()
                    .contains(tick.wrapAndApplyHeader(buffer, message, header).source());
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

    private void set(final MutableDirectBuffer buffer, final int message) {
        if (changes.parameters().isEmpty()) {
            return;
        }
        profile.wrapAndApplyHeader(buffer, message, header);
        final String name = profile.name();
        if (!Changes.ANY_PROFILE.equals(changes.profileName()) && name.isEmpty()) {
            throw new UserError("--set " + changes.profileName() + ".*: a snapshot does not say what the profile is"
                    + " called, expected profile.parameter=value");
        }
        if (!Changes.ANY_PROFILE.equals(changes.profileName()) && !name.equals(changes.profileName())) {
            throw new UserError("--set " + changes.profileName() + ".*: the journal's profile is '" + name + "'");
        }
        final ProfileTerms terms = TermsDecoder.of(profile);
        final ProfileSpec spec = new ProfileSpec(
                        name,
                        (int) profile.profileVersion(),
                        profile.warningRatioPpm(),
                        0,
                        profile.limitSpreadPpm(),
                        profile.dustMicros(),
                        0,
                        terms)
                .with(changes.parameters());
        final ProfileDefinitionEncoder changed = new ProfileDefinitionEncoder()
                .wrap(buffer, message + MessageHeaderDecoder.ENCODED_LENGTH)
                .warningRatioPpm(spec.warningRatioPpm())
                .limitSpreadPpm(spec.limitSpreadPpm())
                .dustMicros(spec.dustMicros());
        if (changes.parameters().containsKey("maxLiquidationsPerRecord")) {
            requireRoom("maxLiquidationsPerRecord", ProfileDefinitionDecoder.maxLiquidationsPerRecordSinceVersion());
            changed.maxLiquidationsPerRecord(spec.maxLiquidationsPerRecord());
        }
        final List<String> differences = Terms.differences(spec.terms(), terms);
        if (!differences.isEmpty()) {
            requireRoom(differences.get(0), ProfileDefinitionDecoder.debtInSinceVersion());
            TermsEncoder.put(spec.terms(), changed);
        }
    }

    // A record is changed in its place.
    private void requireRoom(final String parameter, final int sinceVersion) {
        if (profile.actingVersion() < sinceVersion) {
            throw new UserError("--set " + changes.profileName() + "." + parameter
                    + ": the journal's profile is from before there was such a setting, and has no room for one");
        }
    }

    // The journal holds stop margins, not the buffer that they came from: a new buffer sets each of them.
    private void onInstrument(final MutableDirectBuffer buffer, final int message) {
        instrument.wrapAndApplyHeader(buffer, message, header);
        if (changes.parameters().containsKey("stopBuffer")) {
            new InstrumentDefinitionEncoder()
                    .wrap(buffer, message + MessageHeaderDecoder.ENCODED_LENGTH)
                    .stopPpm(overrides.stopPpm(instrument.initialPpm(), instrument.maintenancePpm()));
        }
        name(instrument.priceId(), instrument.symbol());
    }

    private void name(final long priceId, final String symbol) {
        final BigDecimal percent = changes.priceShifts().get(symbol);
        if (percent != null && priceId != 0) {
            shiftByPrice.put(priceId, percent);
        }
    }
}
