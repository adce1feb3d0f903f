package io.plimsoll.protocol.terms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.codec.AssetDefinitionDecoder;
import io.plimsoll.protocol.codec.AssetDefinitionEncoder;
import io.plimsoll.protocol.codec.InstrumentDefinitionDecoder;
import io.plimsoll.protocol.codec.InstrumentDefinitionEncoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.ProfileDefinitionDecoder;
import io.plimsoll.protocol.codec.ProfileDefinitionEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each setting of the terms has a field of its own in its record, of the same name, and none when it is plain. */
@Timeout(30)
class TermsCodecTest {
    private static final int LENGTH = 512;
    private static final byte GARBAGE = 7;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[LENGTH]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final MessageHeaderDecoder found = new MessageHeaderDecoder();
    private String record = "";

    @Test
    void shouldCarryEachSettingOfAnAsset() {
        assertCarried(AssetTerms.PLAIN, AssetTerms.PLAIN::map, this::throughAsset);
    }

    @Test
    void shouldCarryEachSettingOfAnInstrument() {
        assertCarried(InstrumentTerms.PLAIN, InstrumentTerms.PLAIN::map, this::throughInstrument);
    }

    @Test
    void shouldCarryEachSettingOfAProfile() {
        assertCarried(ProfileTerms.PLAIN, ProfileTerms.PLAIN::map, this::throughProfile);
    }

    @Test
    void shouldReadARecordOfAnEarlierSchemaAsPlain() {
        throughProfile(ProfileTerms.PLAIN.map(TermsCodecTest::other));
        header.wrap(buffer, 0).version(3);
        assertEquals(ProfileTerms.PLAIN, TermsDecoder.of(profile()).withBoundary(ProfileTerms.PLAIN.boundary()));
    }

    @Test
    void shouldNotTakeAnUnknownChoiceForAPlainOne() {
        throughProfile(ProfileTerms.PLAIN);
        final int body = MessageHeaderEncoder.ENCODED_LENGTH;
        buffer.putByte(body + ProfileDefinitionEncoder.debtInEncodingOffset(), (byte) 77);
        buffer.putByte(body + ProfileDefinitionEncoder.requirePositiveEncodingOffset(), (byte) 77);
        assertEquals(
                List.of("requirePositive", "debtIn"),
                Terms.differences(TermsDecoder.of(profile()), ProfileTerms.PLAIN));
    }

    // 1 becomes 2 and 0 becomes 3, so that a choice is another choice and a flag turns.
    private static long other(final long value) {
        return Math.max(value, 0) ^ 3;
    }

    private <T extends Record> void assertCarried(
            final T plain, final Function<LongUnaryOperator, T> map, final UnaryOperator<T> through) {
        assertEquals(plain, through.apply(plain));
        final String plainRecord = record;
        final int[] next = {0};
        assertEquals(plain, map.apply(value -> {
            next[0]++;
            return value;
        }));
        final int count = next[0];
        final List<String> fields = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            final int wanted = i;
            next[0] = 0;
            final T changed = map.apply(value -> next[0]++ == wanted ? other(value) : value);
            assertNotEquals(plain, changed);
            assertEquals(changed, through.apply(changed));
            fields.add(differingField(
                    plainRecord, record, Terms.differences(changed, plain).get(0)));
        }
        assertEquals(count, fields.stream().distinct().count(), fields::toString);
    }

    /** The one field in which two records as text differ; it has the setting's name, perhaps after or before that of its group. */
    private static String differingField(final String plain, final String changed, final String setting) {
        final List<String> fields = new ArrayList<>();
        final String[] before = plain.split(Pattern.quote("|"), -1);
        final String[] after = changed.split(Pattern.quote("|"), -1);
        for (int i = 0; i < before.length; i++) {
            if (!before[i].equals(after[i])) {
                fields.add(after[i].substring(after[i].lastIndexOf(']') + 1).split("=", 2)[0]);
            }
        }
        assertEquals(1, fields.size(), () -> setting + " changes " + fields);
        final String[] path = setting.split(Pattern.quote("."), -1);
        final String field = fields.get(0).toLowerCase(Locale.ROOT);
        assertTrue(
                field.contains(path[path.length - 1].toLowerCase(Locale.ROOT)), () -> setting + " is field " + fields);
        return fields.get(0);
    }

    private AssetTerms throughAsset(final AssetTerms terms) {
        buffer.setMemory(0, LENGTH, GARBAGE);
        final AssetDefinitionEncoder encoder = new AssetDefinitionEncoder().wrapAndApplyHeader(buffer, 0, header);
        TermsEncoder.put(terms, encoder);
        encoder.symbol("");
        final AssetDefinitionDecoder decoder = new AssetDefinitionDecoder().wrapAndApplyHeader(buffer, 0, found);
        record = decoder.toString();
        return TermsDecoder.of(decoder);
    }

    private InstrumentTerms throughInstrument(final InstrumentTerms terms) {
        buffer.setMemory(0, LENGTH, GARBAGE);
        final InstrumentDefinitionEncoder encoder =
                new InstrumentDefinitionEncoder().wrapAndApplyHeader(buffer, 0, header);
        TermsEncoder.put(terms, encoder);
        encoder.symbol("");
        final InstrumentDefinitionDecoder decoder =
                new InstrumentDefinitionDecoder().wrapAndApplyHeader(buffer, 0, found);
        record = decoder.toString();
        return TermsDecoder.of(decoder);
    }

    private ProfileTerms throughProfile(final ProfileTerms terms) {
        buffer.setMemory(0, LENGTH, GARBAGE);
        final ProfileDefinitionEncoder encoder = new ProfileDefinitionEncoder().wrapAndApplyHeader(buffer, 0, header);
        TermsEncoder.put(terms, encoder);
        encoder.name("");
        final ProfileDefinitionDecoder decoder = profile();
        record = decoder.toString();
        return TermsDecoder.of(decoder);
    }

    private ProfileDefinitionDecoder profile() {
        return new ProfileDefinitionDecoder().wrapAndApplyHeader(buffer, 0, found);
    }
}
