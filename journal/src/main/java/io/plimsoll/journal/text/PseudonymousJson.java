package io.plimsoll.journal.text;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes other names and numbers in place of accounts', by a keyed hash whose key nobody has: an account keeps its pseudonym
 * within one text and cannot be found from it, nor followed from one text to another. One thread.
 */
final class PseudonymousJson extends JsonGeneratorDelegate {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Set<String> ACCOUNT_IDS = Set.of("accountId", "counterpartyId", "parentAccountId");
    private static final Set<String> ACCOUNT_NAMES = Set.of("account", "counterparty");
    private static final long EXACT_IN_JSON = (1L << 53) - 1;

    private final Mac mac;
    private String type = "";

    PseudonymousJson(final JsonGenerator json) {
        super(json, false);
        final byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (final GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void writeStringField(final String field, final String value) throws IOException {
        if (field.equals("type")) {
            type = value;
        }
        final boolean isAccount =
                ACCOUNT_NAMES.contains(field) || (field.equals("name") && type.equals("accountOpened"));
        super.writeStringField(field, isAccount ? "account-" + Long.toHexString(hash(value)) : value);
    }

    @Override
    public void writeNumberField(final String field, final long value) throws IOException {
        super.writeNumberField(field, ACCOUNT_IDS.contains(field) ? hash(Long.toString(value)) : value);
    }

    private long hash(final String text) {
        return ByteBuffer.wrap(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)))
                        .getLong()
                & EXACT_IN_JSON;
    }
}
