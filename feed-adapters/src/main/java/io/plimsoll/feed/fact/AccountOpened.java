package io.plimsoll.feed.fact;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plimsoll.protocol.codec.AccountOpenedEncoder;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * An account exists.
 *
 * @param accountId positive, the venue's id
 * @param role whether its margin is checked
 * @param name the venue's name for it, 1 to 64 bytes of UTF-8
 */
public record AccountOpened(int source, long sourceSequence, long accountId, AccountRole role, String name)
        implements Fact {
    /** Most bytes of a name. */
    public static final int MAX_NAME = 64;

    /** Checks the fields. */
    public AccountOpened {
        Checks.source(source, sourceSequence);
        Checks.accountId(accountId);
        final int length = name.getBytes(UTF_8).length;
        Checks.check(length > 0 && length <= MAX_NAME, "length of the name in bytes", length, "1 to " + MAX_NAME);
    }

    @Override
    public int encode(final MutableDirectBuffer buffer, final int offset) {
        final AccountOpenedEncoder encoder = new AccountOpenedEncoder()
                .wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder())
                .accountId(accountId)
                .sourceSequence(sourceSequence)
                .source(source)
                .role(role)
                .name(name);
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }
}
